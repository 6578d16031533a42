"""What a story refers to and contains, with lines: links, images, first-level titles, raw HTML.

Tokenised with markdown-it-py, which knows lines; the site is made by Python-Markdown, which does
not. Where they differ we lean to seeing too much: what an admonition or a footnote holds is read
like the rest, indented code too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from essaim.collect.html_scan import find_tags
from essaim.collect.source import find_place

SIGNS = ("](", "][", "]:", "<", "{")
TITLE = re.compile(r"^ {0,3}(#(?!#)|=+[ \t]*$)", re.MULTILINE)
FOOTNOTE = re.compile(r"^( {0,3})\[\^([^\]\n]+)\]:", re.MULTILINE)
ATTRIBUTE_LIST = re.compile(r"\{:?[ ]*([^{}\n]*)\}")
ATTRIBUTE_NAME = re.compile(r"(?:^|\s)([A-Za-z][\w:-]*)=")
GLUED_TITLE = re.compile(r"^#[^#\s]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in a story, at a 1-based line and column of its text.

    `value` is the address of a link or an image, the name of a tag or an attribute; `text` what a
    reader gets for it (the words of a link, the alternative of an image); `tag` holds an attribute.
    """

    kind: Literal["link", "image", "title", "tag", "attribute"]
    value: str
    line: int
    column: int
    text: str = ""
    tag: str = ""


def scan_story(body: str) -> list[Mark]:
    """List what a story holds, in the order of its text, paragraph by paragraph."""
    if not is_worth_reading(body):
        return []
    # A footnote's definition looks like a link's: same length, so that columns stay right.
    text = FOOTNOTE.sub(lambda found: f"{found[1]} ^{found[2]}  ", body)
    lines = text.split("\n")
    marks: list[Mark] = []
    start, end = 0, len(lines)
    for token in _make_parser().parse(text):
        if token.map:
            start, end = token.map
        scan = SCANNERS.get(token.type)
        if scan:
            marks += scan(token, "\n".join(lines[start:end]), start + 1)
    return marks


def is_worth_reading(body: str) -> bool:
    """Tell, a hundred times faster than by parsing, whether a story is anything but plain prose."""
    return any(sign in body for sign in SIGNS) or (
        ("#" in body or "=" in body) and TITLE.search(body) is not None
    )


@cache
def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True})
    # What an admonition holds is indented like code.
    parser.disable("code")
    # markdown-it drops the links it deems dangerous: we are here to tell about them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _scan_heading(token: Token, source: str, line: int) -> Iterator[Mark]:
    if token.tag == "h1":
        yield Mark("title", source.partition("\n")[0].strip("# "), line, 1)


def _scan_inline(token: Token, source: str, line: int) -> Iterator[Mark]:
    children = token.children or []
    cursor = 0
    for rank, child in enumerate(children):
        read = READERS.get(child.type)
        if read is None:
            continue
        needle, marks = read(children, rank)
        found = source.find(needle, cursor) if needle else -1
        cursor = max(found, cursor)
        row, column = find_place(source, cursor)
        for mark in marks:
            yield Mark(mark.kind, mark.value, line + row - 1, column, mark.text, mark.tag)
    for found_title in GLUED_TITLE.finditer(source):
        row, column = find_place(source, found_title.start())
        words = source[found_title.start() :].partition("\n")[0].strip("# ")
        yield Mark("title", words, line + row - 1, column)
    for braces in ATTRIBUTE_LIST.finditer(source):
        row, column = find_place(source, braces.start())
        for name in ATTRIBUTE_NAME.findall(braces[1]):
            yield Mark("attribute", name.lower(), line + row - 1, column, tag="*")


def _read_link(children: Sequence[Token], rank: int) -> tuple[str, list[Mark]]:
    # Read at its end, which is where the address is written.
    text = ""
    while children[rank].type != "link_open":
        rank -= 1
        text = children[rank].content + text
    address = str(children[rank].attrGet("href") or "")
    return address, [Mark("link", address, 0, 0, text.strip())]


def _read_image(children: Sequence[Token], rank: int) -> tuple[str, list[Mark]]:
    address = str(children[rank].attrGet("src") or "")
    return address, [Mark("image", address, 0, 0, children[rank].content.strip())]


def _read_html(children: Sequence[Token], rank: int) -> tuple[str, list[Mark]]:
    source = children[rank].content
    return source, list(_scan_tags(source, 1))


def _scan_html(token: Token, source: str, line: int) -> Iterator[Mark]:
    yield from _scan_tags(token.content, line)


def _scan_tags(source: str, line: int) -> Iterator[Mark]:
    for tag, attributes, offset in find_tags(source):
        row, column = find_place(source, offset)
        yield Mark("tag", tag, line + row - 1, column)
        for name, value in attributes.items():
            kind = ADDRESSES.get((tag, name))
            if kind:
                text = attributes.get("alt", "") if kind == "image" else source
                yield Mark(kind, value, line + row - 1, column, text)
            yield Mark("attribute", name, line + row - 1, column, tag=tag)


ADDRESSES: dict[tuple[str, str], Literal["link", "image"]] = {
    ("a", "href"): "link",
    ("img", "src"): "image",
}


Scanner = Callable[[Token, str, int], Iterator[Mark]]
SCANNERS: dict[str, Scanner] = {
    "heading_open": _scan_heading,
    "inline": _scan_inline,
    "html_block": _scan_html,
}
Reader = Callable[[Sequence[Token], int], tuple[str, list[Mark]]]
READERS: dict[str, Reader] = {
    "link_close": _read_link,
    "image": _read_image,
    "html_inline": _read_html,
}
