"""The opening tags of a piece of HTML, well formed or not.

Not Python's own HTMLParser, whose time grows with the square of some malformed texts: each pattern
here goes forward only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# A comment that is never closed hides all that follows, as it does in a browser.
COMMENT = r"<!-{2}(?:.*?-->|.*)"
ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+"
TAG = re.compile(rf"{COMMENT}|<([A-Za-z][A-Za-z0-9:-]*+)({ATTRIBUTES})", re.DOTALL)
ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'=<>`]++))?""",
)


def find_tags(source: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """Find each opening tag: its name in lower case, its attributes, its offset."""
    for found in TAG.finditer(source):
        if found[1]:
            yield found[1].lower(), read_attributes(found[2]), found.start()


def read_attributes(source: str) -> dict[str, str]:
    """Read the attributes of a tag, entities decoded; one without a value is empty."""
    return {
        name.lower(): html.unescape(value.strip("\"'")) for name, value in ATTRIBUTE.findall(source)
    }
