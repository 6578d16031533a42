"""The address holds the whole state, and bad addresses are taken calmly."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import CARDS, list_slugs, open_catalogue, read_query, tick
from tests.browser.conftest import Visitor


def test_the_same_address_gives_the_same_view(visitor: Visitor) -> None:
    query = "?q=garage&theme=mobilite&departement=59,62&tri=date"
    page = open_catalogue(visitor, query)
    expect(page.get_by_role("searchbox").first).to_have_value("garage")
    expect(page.locator("[data-essaim=tri]")).to_have_value("date")
    before = list_slugs(page)
    assert "garage-solidaire-afeji" in before
    page.reload()
    page.locator(".catalogue--prete").wait_for()
    assert list_slugs(page) == before


def test_back_and_forward(desktop: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(desktop)
    tick(page, "theme", "mobilite")
    expect(page.locator(CARDS)).not_to_have_count(len(slugs))
    page.get_by_role("searchbox").first.fill("hainaut")
    expect(page.locator(CARDS)).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("searchbox").first).to_have_value("")
    assert read_query(page) == {"theme": ["mobilite"]}
    page.go_back()
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    page.go_forward()
    expect(page.locator("[data-essaim=jetons] button")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?theme=nexistepas", "theme=nexistepas"),
        ("?theme=mobilite,faux", "theme=faux"),
        ("?rayon=beaucoup", "rayon=beaucoup"),
        ("?zone=1,2,3", "zone=1,2,3"),
        ("?autour=999,999", "autour=999,999"),
        ("?qpv=QN99999Z", "qpv=QN99999Z"),
        ("?relation=voisin", "relation=voisin"),
        ("?tri=hasard", "tri=hasard"),
    ],
)
def test_unknown_values_are_ignored_and_told(desktop: Visitor, query: str, told: str) -> None:
    page = open_catalogue(desktop, query)
    expect(page.locator("[data-essaim=avis]")).to_contain_text(told)
    expect(page.locator(CARDS).first).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "?q=" + quote("<img src=x onerror=alert(1)>"),
        "?theme=" + quote("<script>alert(1)</script>"),
        "?q=" + "a" * 10_000,
        "?theme=" + ",".join(["x"] * 4_000),
        "?q=%E0%A4%A",
        "?fiches=" + quote("../../etc/passwd,<b>"),
        "?&&&===&q",
    ],
)
def test_hand_edited_addresses_do_no_harm(desktop: Visitor, query: str) -> None:
    page = open_catalogue(desktop, query)
    assert page.locator(".catalogue-liste img, .catalogue-liste script").count() == 0
    assert page.evaluate("document.querySelector('#q').value.length") <= 200
    page.locator("[data-essaim=effacer]:visible, [data-essaim=nombre]").first.wait_for()


def test_html_in_the_query_stays_text(visitor: Visitor) -> None:
    page = open_catalogue(visitor, "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("searchbox").first).to_have_value("<img src=x onerror=alert(1)>")


def test_parameters_of_others_are_left_alone(desktop: Visitor, slugs: list[str]) -> None:
    page = open_catalogue(desktop, "?utm_source=lettre")
    expect(page.locator(CARDS)).to_have_count(len(slugs))
    expect(page.locator("[data-essaim=avis]")).to_be_empty()
