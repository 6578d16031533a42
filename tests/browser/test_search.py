"""The site's search: nothing is fetched before it is wanted, everything is there after."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.browser.conftest import Visitor

INDEX = "search/search_index.json"


def test_the_index_waits_for_a_search(visitor: Visitor) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    visitor.page.on("request", note)
    page = visitor.visit("a-propos/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(INDEX)]
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("textbox", name="Rechercher dans le site").fill("prioritaires")
    result = page.locator(".md-search-result__item").first
    expect(result).to_be_visible()
    assert len([url for url in asked if url.endswith(INDEX)]) == 1
