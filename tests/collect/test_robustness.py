"""Whatever the bytes, a file gives an initiative or problems: never an exception, never both."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.collect import yaml_reader
from essaim.collect.addresses import Surroundings
from essaim.collect.entry import read_entry
from essaim.collect.fields import list_parts
from essaim.collect.model import Fiche
from essaim.collect.pictures import Pictures
from essaim.collect.yaml_parser import PureParser
from tests.collect.sheets import VOCABULARIES, make_sheet
from tests.collect.test_collection import FULL

SHEETS = [
    make_sheet(),
    FULL,
    make_sheet(body="# Un [lien](x.md) <b onclick=x> ![](y.jpg) {: a=b }\n"),
]


def check(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        file = folder / "essai.md"
        file.write_bytes(content)
        around = Surroundings(folder, Pictures(folder / "images"))
        entry = read_entry(file, "initiatives/essai.md", folder, VOCABULARIES, around)
    errors = [problem for problem in entry.problems if problem.is_error]
    assert (entry.initiative is None) == bool(errors)
    lines = content.count(b"\n") + content.count(b"\r") + 2
    for problem in entry.problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        for text in (problem.message, problem.hint, problem.field):
            assert text.replace("\u00a0", " ").replace("\u202f", " ").isprintable()
            text.encode("utf-8")
        assert problem.message
        assert problem.hint


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    check(content)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_front_matter_and_story(header: str, body: str) -> None:
    check(f"---\n{header}\n---\n{body}".encode("utf-8", "surrogatepass"))


YAML_BITS = st.lists(
    st.sampled_from(
        [
            *(
                "titre",
                "lieux",
                "- ",
                ": ",
                ":",
                "\n",
                "  ",
                "'",
                '"',
                "[",
                "]",
                "{",
                "}",
                ",",
                "#",
            ),
            *("&a", "*a", "!x", "!!str ", "|", ">", "%", "@", "`", "? ", "<<", "---", "...", "\t"),
            *("1", "1e999", "true", "oui", "~", "\\", "\\ud800", "\\0", "é", "«", "À compléter"),
        ]
    ),
    max_size=60,
).map("".join)


@given(YAML_BITS)
@settings(max_examples=400)
def test_any_yaml(header: str) -> None:
    check(f"---\n{header}\n---\n".encode())


@given(YAML_BITS)
def test_any_yaml_without_libyaml(header: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "make_parser", PureParser)
        check(f"---\n{header}\n---\n".encode())


MARKDOWN_BITS = st.lists(
    st.sampled_from(
        [
            *(
                "[",
                "]",
                "(",
                ")",
                "](",
                "![",
                "][",
                "]: ",
                "[^1]",
                "[^1]: ",
                "<",
                ">",
                "</",
                "<!--",
            ),
            *("<script>", "<a href='", "<img src=x", "onclick=", "'", '"', "javascript:", "data:"),
            *("images/a.jpg", "../content/x.md", "autre.md#x", "www.exemple.fr", "//", "%", "%00"),
            *(
                "\n",
                "\n\n",
                "# ",
                "#x",
                "===",
                "    ",
                "- ",
                "{: x=y }",
                "`",
                "```",
                "|",
                "!!! note",
            ),
            *("é", "&#106;", "&amp;", "\\", "\t", "x"),
        ]
    ),
    max_size=60,
).map("".join)


@given(MARKDOWN_BITS)
@settings(max_examples=400)
def test_any_story(body: str) -> None:
    check(make_sheet(body=body).encode())


@given(
    sheet=st.sampled_from(SHEETS),
    edits=st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.integers(0, 30),
            st.text(max_size=5)
            | st.sampled_from(["\n", "\t", ": ", "- ", "[", "'", '"', "&a ", "*a"]),
        ),
        max_size=6,
    ),
)
def test_any_edit_of_a_sound_file(sheet: str, edits: list[tuple[int, int, str]]) -> None:
    for start, removed, added in edits:
        at = start % len(sheet)
        sheet = sheet[:at] + added + sheet[at + removed :]
        sheet = sheet or "x"
    check(sheet.encode("utf-8", "surrogatepass"))


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=30)
    | st.sampled_from(
        ["en-activite", "mobilite", "2019-02-30", "W621000123", "https://a.fr", "1,5"]
    )
)
NAMES = st.sampled_from(
    sorted({name for part in list_parts(Fiche).values() for name in part.model_fields})
) | st.text(max_size=10)
VALUES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=4) | st.dictionaries(NAMES, below, max_size=5),
    max_leaves=15,
)


@given(data=st.dictionaries(st.sampled_from(sorted(Fiche.model_fields)), VALUES, max_size=15))
@settings(max_examples=300)
def test_any_structure(data: dict[str, Any]) -> None:
    header = yaml.safe_dump(data, allow_unicode=True)
    check(f"---\n{header}---\n\nUn récit.\n".encode("utf-8", "surrogatepass"))
