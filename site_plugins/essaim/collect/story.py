"""The story of an initiative: what its links, its images and its HTML will become on the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from essaim.collect.addresses import Surroundings, check_image_address, check_link
from essaim.collect.allowed_html import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, MARKDOWN_ATTRIBUTES
from essaim.collect.flaws import Flaw
from essaim.collect.markdown_scan import Mark, scan_story

MAX_STORY = 100_000
"""Characters, about forty pages. Markdown parsers take a time that grows faster than the text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A link from a story to another initiative, checked once every file is known."""

    slug: str
    line: int
    column: int


def check_story(
    body: str, first_line: int, surroundings: Surroundings
) -> tuple[list[Flaw], list[Mention]]:
    """Check a story that starts at the file's `first_line`; list the initiatives it links to."""
    if not body.strip():
        return [Flaw("recit_vide", line=max(first_line - 1, 1))], []
    if len(body) > MAX_STORY:
        values = {"nombre": len(body), "limite": MAX_STORY}
        return [Flaw("recit_trop_long", values=values, line=first_line)], []
    flaws: list[Flaw] = []
    mentions: list[Mention] = []
    for mark in scan_story(body):
        line = first_line + mark.line - 1
        for found in CHECKS[mark.kind](mark, surroundings):
            if isinstance(found, Flaw):
                flaws.append(
                    Flaw(found.code, (), found.values, found.hint, line=line, column=mark.column)
                )
            else:
                mentions.append(Mention(found, line, mark.column))
    return flaws, mentions


def _check_link(mark: Mark, surroundings: Surroundings) -> Iterable[Flaw | str]:
    yield from check_link(mark.value, surroundings)
    if not mark.text:
        yield Flaw("lien_sans_texte", values={"adresse": mark.value[:80]})


def _check_image(mark: Mark, surroundings: Surroundings) -> Iterable[Flaw | str]:
    yield from check_image_address(mark.value, surroundings)
    if not mark.text:
        yield Flaw("image_sans_texte", values={"adresse": mark.value[:80]})


def _check_title(mark: Mark, surroundings: Surroundings) -> Iterable[Flaw | str]:
    yield Flaw("titre_dans_recit", values={"titre": mark.value[:60]})


def _check_tag(mark: Mark, surroundings: Surroundings) -> Iterable[Flaw | str]:
    if mark.value not in ALLOWED_TAGS:
        yield Flaw("balise_html_retiree", values={"balise": mark.value[:40]})


def _check_attribute(mark: Mark, surroundings: Surroundings) -> Iterable[Flaw | str]:
    if mark.tag != "*" and mark.tag not in ALLOWED_TAGS:
        return
    allowed = ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(mark.tag, frozenset())
    if mark.tag == "*":
        # An attribute list hangs on a tag that only the publisher will know.
        allowed = allowed.union(*ALLOWED_ATTRIBUTES.values())
    if mark.value not in allowed | MARKDOWN_ATTRIBUTES:
        yield Flaw("attribut_html_retire", values={"attribut": mark.value[:40]})


Check = Callable[[Mark, Surroundings], Iterable[Flaw | str]]
CHECKS: dict[str, Check] = {
    "link": _check_link,
    "image": _check_image,
    "title": _check_title,
    "tag": _check_tag,
    "attribute": _check_attribute,
}
