"""The HTML that a story may hold: what Markdown makes, and nothing that acts.

Shared: `story.py` warns the author of what the publisher will strip, the publisher strips it.
Covers what Python-Markdown makes with admonition, attr_list, md_in_html, tables, footnotes, abbr,
def_list, toc and pymdownx.details.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ALLOWED_TAGS: frozenset[str] = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "blockquote", "hr", "br"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "pre", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
        *("img", "figure", "figcaption", "details", "summary"),
        *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
"""Tags that stay; the text inside the others stays too, but for `script` and `style`."""

ALLOWED_ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "*": frozenset({"class", "id", "title", "lang"}),
        "a": frozenset({"href", "hreflang"}),
        "blockquote": frozenset({"cite"}),
        "col": frozenset({"span"}),
        "colgroup": frozenset({"span"}),
        "del": frozenset({"cite", "datetime"}),
        "details": frozenset({"open"}),
        "img": frozenset({"src", "alt", "width", "height", "loading"}),
        "ins": frozenset({"cite", "datetime"}),
        "ol": frozenset({"start", "reversed", "type"}),
        "q": frozenset({"cite"}),
        "td": frozenset({"align", "colspan", "rowspan", "headers"}),
        "th": frozenset({"align", "colspan", "rowspan", "headers", "scope"}),
        "time": frozenset({"datetime"}),
    }
)
"""Attributes that stay, by tag; `*` is every tag.

`style` is not there: Markdown's tables must be told to align with `align` (`use_align_attribute`).
"""

ALLOWED_SCHEMES: frozenset[str] = frozenset({"http", "https", "mailto", "tel"})
"""Schemes an address may have; one without a scheme is relative."""

MARKDOWN_ATTRIBUTES: frozenset[str] = frozenset({"markdown"})
"""Attributes that Markdown reads and takes away itself (md_in_html)."""
