"""The frame around pages of one kind, rendered once and filled many times.

Header, footer and scripts are the same on a thousand initiatives: rendering them for each is a
quarter of a build. The frame is learnt from a page whose own facts are replaced by marks, and
compared with the full rendering on the first pages; one difference and it is never used again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

RenderFull = Callable[[Mapping[str, str]], str]
"""Renders the whole page with these facts in place of the page's own."""

CHECKED_PAGES = 3
MARKUP = frozenset("&<>\"'")


class PageShell:
    """The frame of one kind of page, whose facts keep the same names from page to page."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}
        self._frame = ""
        self._unchecked = CHECKED_PAGES
        self._trusted = True

    def fill_page(self, facts: Mapping[str, str], render: RenderFull) -> str:
        """Return the page with these facts, from the frame whenever that is safe.

        A template may escape a fact in one place and not in another: a fact with markup in it,
        the content aside, takes the full rendering.
        """
        if not self._trusted or self._needs_escaping(facts):
            return render(facts)
        if not self._frame:
            self._marks = {field: f"essaimmarque{field}marqueessaim" for field in facts}
            self._frame = render(self._marks)
        page = self._frame
        for field, mark in self._marks.items():
            page = page.replace(mark, facts[field])
        if self._unchecked:
            self._unchecked -= 1
            full = render(facts)
            self._trusted = page == full
            return full
        return page

    def _needs_escaping(self, facts: Mapping[str, str]) -> bool:
        return any(
            MARKUP.intersection(value) for field, value in facts.items() if field != "content"
        )
