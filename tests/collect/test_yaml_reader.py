from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from essaim.collect import yaml_reader
from essaim.collect.flaws import Spot, write_loc
from essaim.collect.yaml_parser import PureParser, choose_parser
from essaim.collect.yaml_reader import MAX_DEPTH, read_yaml, resolve_scalar

PARSERS = {"libyaml": choose_parser(), "python": PureParser}


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yaml_reader, "make_parser", PARSERS[request.param])
    return str(request.param)


def list_flaws(text: str) -> list[tuple[str, str, int, int]]:
    return [(f.code, write_loc(f.loc), f.line, f.column) for f in read_yaml(text).flaws]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("2.5", 2.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("oui", "oui"),
        ("yes", "yes"),
        ("on", "on"),
        ("no", "no"),
        ("2022-04-15", "2022-04-15"),
        ("2022-04", "2022-04"),
        ("12:30", "12:30"),
        ("0o17", "0o17"),
        ("0x10", "0x10"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1_000", "1_000"),
        ("2,5", "2,5"),
        ("nULL", "nULL"),
        ("9" * 41, "9" * 41),
        ("٣", "٣"),
    ],
)
def test_scalars_are_resolved_as_in_yaml_1_2(text: str, value: Any) -> None:
    resolved = resolve_scalar(text)
    assert (type(resolved), resolved) == (type(value), value)


def test_data_and_places(parser: str) -> None:
    reading = read_yaml("a: 1\nb:\n  - é: oui\n  - [x, 'y']\nc: >-\n  plusieurs\n  lignes\n", 2)
    assert reading.flaws == []
    assert reading.complete
    assert reading.data == {"a": 1, "b": [{"é": "oui"}, ["x", "y"]], "c": "plusieurs lignes"}
    assert reading.spot == (
        2,
        1,
        {
            "a": (2, 1, "1"),
            "b": (
                3,
                1,
                [(4, 5, {"é": (4, 5, None)}), (5, 5, [(5, 6, None), (5, 9, None)])],
            ),
            "c": (6, 1, None),
        },
    )


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("a: 1\na: 2\n", [("cle_en_double", "a", 2, 1)]),
        ("a: {b: 1, b: 2}\n", [("cle_en_double", "a.b", 1, 11)]),
        ("x: [0, {a: 1, a: 2}]\n", [("cle_en_double", "x[1].a", 1, 15)]),
        ("a: &n 1\nb: *n\n", [("yaml_ancre", "a", 1, 4)]),
        ("a: &n [1]\n", [("yaml_ancre", "a", 1, 4)]),
        ("a: *n\n", [("yaml_alias", "a", 1, 4)]),
        ("a: !x 1\nb: !!str 2\n", [("yaml_etiquette", "a", 1, 4), ("yaml_etiquette", "b", 2, 4)]),
        ("a: !!python/object:os.system [x]\n", [("yaml_etiquette", "a", 1, 4)]),
        ("!!map\na: 1\n", [("yaml_etiquette", "", 1, 1)]),
        ("<<: {a: 1}\n", [("cle_fusion", "", 1, 1)]),
        ("1: x\nnull: y\n", [("cle_non_texte", "", 1, 1), ("cle_non_texte", "", 2, 1)]),
        ("? [a]\n: 1\n", [("cle_complexe", "", 1, 3)]),
        ('a: "\\a"\n', [("caractere_interdit", "a", 1, 4)]),
        ('"\\e": 1\n', [("caractere_interdit", "", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("plusieurs_documents", "", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("yaml_directive", "", 1, 1)]),
    ],
)
def test_refusals(parser: str, text: str, flaws: list[tuple[str, str, int, int]]) -> None:
    assert list_flaws(text) == flaws


def test_quoted_merge_and_numbers_are_plain_keys(parser: str) -> None:
    assert read_yaml("'1': a\n").data == {"1": "a"}


def test_a_refused_key_loses_its_value(parser: str) -> None:
    reading = read_yaml("1: {a: b}\n2: [c]\n<<: d\ne: f\n")
    assert reading.complete
    assert reading.data == {"e": "f"}


def test_the_first_twin_is_kept(parser: str) -> None:
    assert read_yaml("a: 1\na: {b: 2}\nc: 3\n").data == {"a": 1, "c": 3}


def test_half_a_surrogate_pair_is_refused(parser: str) -> None:
    [flaw] = read_yaml('a: "\\ud800"\n').flaws
    assert flaw.code in {"caractere_interdit", "yaml_echappement"}


def test_nesting_is_bounded(parser: str) -> None:
    assert read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH).complete
    assert list_flaws("[" * 100_000) == [("imbrication", "", 1, MAX_DEPTH + 1)]
    assert list_flaws("{a: " * 10_000)[0][0] == "imbrication"
    assert list_flaws("- " * 10_000)[0][0] == "imbrication"


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(10_000))
    events = []

    class CountingParser(PureParser):
        def get_event(self) -> Any:
            events.append(super().get_event())
            return events[-1]

    monkeypatch.setattr(yaml_reader, "make_parser", CountingParser)
    assert [flaw.code for flaw in read_yaml(bomb).flaws] == ["yaml_ancre"]
    assert len(events) == 5


@pytest.mark.parametrize("text", ["", "# commentaire\n", "---\n", "~\n"])
def test_nothing_is_none(parser: str, text: str) -> None:
    reading = read_yaml(text)
    assert reading.complete
    assert reading.data is None


KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda key: (
        isinstance(resolve_scalar(key), str) and key not in {"y", "n", "yes", "no", "on", "off"}
    )
)
WORDS = st.from_regex(r"[a-zéèçà][a-zéèçà ]{0,20}[a-zéèçà]", fullmatch=True).filter(
    lambda word: word not in {"no", "on", "yes", "off", "true", "false", "null"}
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS | st.integers(0, 9999),
        lambda below: (
            st.lists(below, min_size=1, max_size=4)
            | st.dictionaries(KEYS, below, min_size=1, max_size=4)
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def check_places(value: Any, spot: Spot, lines: list[str]) -> None:
    below = spot[2]
    if isinstance(value, dict):
        assert isinstance(below, dict)
        for key, child in value.items():
            line, column, _ = below[key]
            assert lines[line - 1][column - 1 :].startswith(f"{key}:")
            check_places(child, below[key], lines)
    elif isinstance(value, list):
        assert isinstance(below, list)
        for child, place in zip(value, below, strict=True):
            if isinstance(child, str | int):
                assert lines[place[0] - 1][place[1] - 1 :].startswith(str(child))
            check_places(child, place, lines)


@given(
    tree=TREES,
    flow=st.sampled_from([True, False, None]),
    indent=st.integers(2, 6),
    first_line=st.integers(1, 50),
)
def test_each_place_holds_its_key(
    tree: dict[str, Any], flow: bool | None, indent: int, first_line: int
) -> None:
    text = yaml.safe_dump(
        tree, allow_unicode=True, default_flow_style=flow, indent=indent, width=10_000
    )
    reading = read_yaml(text, first_line)
    assert reading.flaws == []
    assert reading.data == tree
    assert reading.spot is not None
    check_places(tree, reading.spot, [""] * (first_line - 1) + text.split("\n"))
