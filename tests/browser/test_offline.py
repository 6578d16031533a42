"""The site without a web server, and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import VIEWPORTS, open_visitor
from tests.support.building import copy_demonstration, publish


@pytest.fixture(scope="module")
def folder_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration to be opened from the disk."""
    return publish(copy_demonstration(tmp_path_factory.mktemp("disk")))


def test_list_and_pages_work_from_the_disk(browser: Browser, folder_site: Path) -> None:
    visitor, context = open_visitor(browser, folder_site.as_uri(), **VIEWPORTS["desktop"])
    page = visitor.visit("index.html")
    page.locator("nav").get_by_role("link", name="Catalogue").first.click()
    expect(page).to_have_url(f"{visitor.address}/catalogue/index.html")
    page.get_by_role("searchbox").fill("solaire")
    expect(page.locator("li[data-slug]:visible")).to_have_count(1)
    page.get_by_role("link", name="Mine de Soleil").first.click()
    expect(page).to_have_url(f"{visitor.address}/initiatives/mine-de-soleil/index.html")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    expect(page.locator(".essaim-point")).to_have_count(1)
    context.close()
    assert visitor.strangers == []


def test_everything_can_be_read_without_scripts(
    browser: Browser, site_address: str, slugs: list[str]
) -> None:
    visitor, context = open_visitor(
        browser, site_address, java_script_enabled=False, **VIEWPORTS["phone"]
    )
    page = visitor.visit("catalogue/")
    expect(page.locator("li[data-slug]:visible")).to_have_count(len(slugs))
    page.get_by_role("link", name="Mine de Soleil").click()
    expect(page.get_by_text("De voisin à voisin")).to_be_visible()
    context.close()
