"""What contributors' HTML may hold: everything Markdown makes, nothing that acts."""

from __future__ import annotations

import nh3

from essaim.collect.allowed_html import ALLOWED_ATTRIBUTES, ALLOWED_SCHEMES, ALLOWED_TAGS

RESERVED_ID_PREFIXES = ("__", "essaim")
"""Material's scripts and ours find their parts by these ids: a story must not borrow them."""


def clean_story(html: str) -> str:
    """Strip tags, attributes and addresses that are not on the list; scripts go with their text.

    Rule: allow-list of the OWASP cheat sheet on cross-site scripting, applied by ammonia (nh3).
    """
    return nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes=set(ALLOWED_SCHEMES),
        attribute_filter=_keep_attribute,
        link_rel=None,
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id" and value.startswith(RESERVED_ID_PREFIXES):
        return None
    return value
