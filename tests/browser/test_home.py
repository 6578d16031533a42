"""The home page leads into the catalogue."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, is_phone


def test_searching_from_home_leads_to_the_filtered_catalogue(visitor: Visitor) -> None:
    page = visitor.visit()
    page.get_by_role("searchbox").first.fill("solaire")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.address}/catalogue/?q=solaire")
    expect(page.locator("li[data-slug=mine-de-soleil]")).to_be_visible()


def test_the_figures_are_the_catalogues(visitor: Visitor, slugs: list[str]) -> None:
    page = visitor.visit()
    figures = page.locator(".chiffres").first
    expect(figures).to_contain_text(str(len(slugs)))
    expect(figures).to_contain_text("initiatives")


def test_the_overview_map_shows_everything(visitor: Visitor) -> None:
    page = visitor.visit()
    page.locator("#map_catalogue").scroll_into_view_if_needed()
    expect(page.locator(".essaim-groupe, .essaim-point").first).to_be_visible()


def test_themes_lead_to_their_pages(visitor: Visitor) -> None:
    page = visitor.visit()
    page.locator(".tuiles a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "/themes/" in page.url


def test_navigation_reaches_every_main_page(visitor: Visitor) -> None:
    page = visitor.visit()
    for name, path in (("Catalogue", "catalogue/"), ("Contribuer", "contribuer/")):
        if is_phone(page):
            page.locator("[data-essaim=menu]").click()
        page.get_by_role("navigation", name="Navigation principale").get_by_role(
            "link", name=name
        ).click()
        expect(page).to_have_url(f"{visitor.address}/{path}")


def test_nothing_overflows(visitor: Visitor) -> None:
    for path in ("", "catalogue/", "initiatives/mine-de-soleil/", "themes/", "contribuer/"):
        page = visitor.visit(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_pages_hold_at_320_pixels(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 700})
    for path in ("", "catalogue/", "initiatives/garage-solidaire-du-hainaut/", "contribuer/"):
        page = visitor.visit(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
