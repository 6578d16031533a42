"""Nobody's own address or number is published."""

from __future__ import annotations

import re

from essaim.collect.contacts import MOBILE, PERSONAL_DOMAINS
from essaim.collect.source import find_place
from essaim.collect.values import EMAIL
from tests.content.texts import list_initiatives, list_pages, list_vocabularies

NUMBER = re.compile(r"(?<!\d)(?:\+33 ?|0)[1-9](?:[\s.-]?\d{2}){4}(?!\d)")


def test_no_personal_address_nor_number() -> None:
    found = []
    for written in (*list_initiatives(), *list_pages(), *list_vocabularies()):
        personal = [
            match
            for match in EMAIL.finditer(written.text)
            if match[0].rpartition("@")[2].lower() in PERSONAL_DOMAINS
        ]
        personal += [match for match in NUMBER.finditer(written.text) if MOBILE.match(match[0])]
        for match in personal:
            line, column = find_place(written.text, match.start())
            found.append(f"{written.path}:{line}:{column}: {match[0]}")
    assert found == []
