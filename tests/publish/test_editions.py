"""Names that change with what they name."""

from __future__ import annotations

import re

from essaim.publish.editions import name_edition, stamp_address


def test_an_edition_is_the_same_for_the_same_contents() -> None:
    edition = name_edition(["un", "deux"])
    assert re.fullmatch("[0-9a-f]{12}", edition)
    assert name_edition(["un", "deux"]) == edition
    # Where one content ends and the next begins counts too.
    others = {name_edition(contents) for contents in (["deux", "un"], ["u", "ndeux"], ["undeux"])}
    assert len(others | {edition}) == 4


def test_an_address_bears_the_stamp_of_its_content() -> None:
    assert stamp_address("donnees/carte.json", b"{}") == "donnees/carte.json?v=44136fa355"
