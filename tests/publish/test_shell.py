"""The shared frame: never a page that differs from its full rendering."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from essaim.publish.shell import CHECKED_PAGES, PageShell


class Printer:
    """Renders pages, and counts."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.count = 0

    def print_page(self, facts: Mapping[str, str]) -> str:
        self.count += 1
        return self.template.format(**facts)


def make_facts(number: int, title: str = "Titre") -> dict[str, str]:
    return {"title": f"{title} {number}", "content": f"<p>Récit {number}</p>"}


def test_the_frame_is_rendered_once_when_it_proves_right() -> None:
    shell, printer = PageShell(), Printer("<title>{title}</title><main>{content}</main>")
    pages = [shell.fill_page(make_facts(n), printer.print_page) for n in range(50)]
    assert pages == [printer.template.format(**make_facts(n)) for n in range(50)]
    assert printer.count == 1 + CHECKED_PAGES


def test_a_frame_that_differs_is_never_used() -> None:
    printer = Printer("")

    def print_length(facts: Mapping[str, str]) -> str:
        printer.count += 1
        return f"{facts['title']} : {len(facts['content'])}"

    shell = PageShell()
    pages = [shell.fill_page(make_facts(n), print_length) for n in range(50)]
    assert pages == [f"Titre {n} : {len(make_facts(n)['content'])}" for n in range(50)]
    assert printer.count == 51


def test_a_title_with_markup_takes_the_full_rendering() -> None:
    def print_twice(facts: Mapping[str, str]) -> str:
        return f"{facts['title']} {escape(facts['title'])}"

    shell = PageShell()
    for number in range(20):
        shell.fill_page(make_facts(number), print_twice)
    facts = make_facts(1, "Un & deux")
    assert shell.fill_page(facts, print_twice) == "Un & deux 1 Un &amp; deux 1"
