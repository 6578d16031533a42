"""The catalogue's list: complete, searchable, sorted, and reused from one view to the next."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import (
    CARDS,
    list_slugs,
    open_catalogue,
    open_facet,
    read_query,
)
from tests.browser.conftest import Visitor


def test_every_initiative_is_listed(visitor: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(visitor)
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.get_by_role("heading", name=f"{len(slugs)} initiatives")).to_be_visible()


def test_typing_filters_the_list_folding_accents(visitor: Visitor) -> None:
    page = open_catalogue(visitor)
    page.get_by_role("searchbox").first.fill("ENERGIE solai")
    expect(page.locator(CARDS)).to_have_count(1)
    expect(page.locator(CARDS)).to_contain_text("Mine de Soleil")
    expect(page.locator("[data-essaim=annonce]")).to_have_text("1 initiative")
    assert read_query(page) == {"q": ["ENERGIE solai"]}


def test_what_matched_is_marked(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=solei")
    card = page.locator("li[data-slug=mine-de-soleil]")
    expect(card.locator("h3 mark")).to_have_text("Soleil")
    page.get_by_role("searchbox").first.fill("")
    expect(card.locator("mark")).to_have_count(0)


def test_a_typo_is_forgiven_and_told(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=sollaire")
    expect(page.locator("li[data-slug=mine-de-soleil]")).to_be_visible()
    expect(page.locator("[data-essaim=avis]")).to_contain_text("sollaire")


def test_partners_and_services_are_searched_too(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=ademe")
    expect(page.locator("li[data-slug=mine-de-soleil]")).to_be_visible()


def test_sorting_by_name_and_by_date(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?theme=mobilite")
    afeji, hainaut = "garage-solidaire-afeji", "garage-solidaire-du-hainaut"
    named = [slug for slug in list_slugs(page) if slug in (afeji, hainaut)]
    assert named == [afeji, hainaut]  # « …de l’AFEJI », « …du Hainaut »
    page.get_by_label("Trier par").select_option("date")
    assert read_query(page)["tri"] == ["date"]
    dated = [slug for slug in list_slugs(page) if slug in (afeji, hainaut)]
    assert dated == [afeji, hainaut]  # 2022, 2014
    page = open_catalogue(desktop, "?q=hainaut&tri=pertinence")
    assert list_slugs(page)[0] == hainaut


def test_nothing_found_offers_a_way_on(visitor: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(visitor, "?q=zzzzzz")
    expect(page.locator(CARDS)).to_have_count(0)
    page.get_by_role("button", name="Revoir toutes les initiatives").click()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.get_by_role("searchbox").first).to_be_focused()


def test_a_card_that_stays_keeps_its_focus(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    link = page.locator("li[data-slug=mine-de-soleil] h3 a")
    link.focus()
    page.get_by_label("Trier par").select_option("date")
    link.focus()
    page.evaluate("history.back()")
    expect(page.get_by_label("Trier par")).to_have_value("nom")
    expect(link).to_be_focused()


def test_pointing_at_a_card_shows_it_on_the_map(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=hem")
    expect(page.locator(".essaim-point")).to_have_count(1)
    page.locator("li[data-slug=centre-commercial-solidaire-de-hem]").hover()
    expect(page.locator(".essaim-point.essaim-vise")).to_have_count(1)


def test_a_marker_opens_a_card_with_the_keyboard_and_marks_the_list(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=hem")
    marker = page.locator(".essaim-point")
    expect(marker).to_have_count(1)
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".essaim-popup")
    expect(popup).to_contain_text("Hem")
    expect(popup).to_contain_text("approximative")
    expect(page.locator(".fiche--choisie")).to_have_count(1)
    popup.get_by_role("link").first.click()
    expect(page).to_have_url(f"{desktop.address}/initiatives/centre-commercial-solidaire-de-hem/")


def test_data_are_fetched_once_and_nothing_by_initiative(desktop: Visitor) -> None:
    fetched: list[str] = []
    desktop.page.on("request", lambda request: fetched.append(request.url))
    page = open_catalogue(desktop)
    page.locator(".leaflet-container").wait_for()
    page.get_by_role("searchbox").first.fill("lens")
    page.get_by_role("searchbox").first.fill("")
    expect(page.locator(".essaim-groupe, .essaim-point").first).to_be_visible()
    data = [url for url in fetched if "/donnees/" in url]
    assert len(data) == len(set(data)) <= 3
    assert not [url for url in fetched if "/initiatives/" in url]


FIRST = 6
"""Cards that even this screen shows."""


def test_the_cards_on_the_screen_come_at_once_and_the_others_after(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    list_slugs(page)
    sort = page.get_by_label("Trier par")
    first, told = sort.evaluate(
        """(sort, count) => {
            sort.value = "date";
            sort.dispatchEvent(new Event("change", { bubbles: true }));
            const cards = [...document.querySelectorAll("[data-essaim=liste] > li")];
            return [
                cards.slice(0, count).map((card) => card.dataset.slug),
                document.querySelector("[data-essaim=catalogue]").getAttribute("aria-busy"),
            ];
        }""",
        FIRST,
    )
    assert told == "true"
    whole = list_slugs(page)
    assert whole[:FIRST] == first
    page.goto(f"{desktop.address}/catalogue/?tri=date")
    assert list_slugs(page) == whole


def test_a_click_upon_a_click_draws_the_last_state(desktop: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(desktop)
    facet = open_facet(page, "theme")
    facet.locator(".options").evaluate(
        """(options) => {
            const [box, other] = options.querySelectorAll("input");
            for (const one of [box, other, box]) one.click();
        }"""
    )
    shown = list_slugs(page)
    assert 0 < len(shown) < len(slugs)
    page.goto(page.url)
    assert list_slugs(page) == shown
    page.locator("[data-essaim=tout-effacer]:visible").first.click()
    assert list_slugs(page) != shown
    expect(page.locator(CARDS)).to_have_count(len(slugs))


def test_a_reader_far_down_sees_the_cards_change_there(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    page.locator(CARDS).nth(20).scroll_into_view_if_needed()
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    there = page.get_by_label("Trier par").evaluate(
        """(sort) => {
            sort.value = "date";
            sort.dispatchEvent(new Event("change", { bubbles: true }));
            const cards = document.querySelectorAll("[data-essaim=liste] > li");
            return [...cards].slice(0, 21).map((card) => card.dataset.slug);
        }"""
    )
    assert list_slugs(page)[:21] == there


def test_a_card_that_goes_up_does_not_take_the_reader_there(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?theme=habitat-cadre-de-vie")
    first, *others = list_slugs(page)
    assert len(others) > 8
    page = open_catalogue(desktop)
    box = open_facet(page, "theme").locator("input[value=habitat-cadre-de-vie]")
    page.locator(f"li[data-slug='{first}']").evaluate(
        """async (card) => {
            // Cards passed on the way take their real height.
            for (let turn = 0; turn < 4; turn++) {
                card.scrollIntoView({ block: "start", behavior: "instant" });
                await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
            }
        }"""
    )
    height, screen = page.evaluate("[scrollY, innerHeight]")
    assert height > screen
    box.evaluate("box => box.click()")
    assert list_slugs(page) == [first, *others]
    # Cards of other heights may move the page a little, to keep still what is read.
    assert page.evaluate("scrollY") == pytest.approx(height, abs=screen / 2)
