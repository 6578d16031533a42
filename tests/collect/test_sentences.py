"""Every problem has its words, every word its problem, and the words are well set."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from essaim.collect.flaws import WARNINGS, Flaw, write_problem
from essaim.locales import load_texts
from tests.collect.sheets import ROOT

TEXTS = load_texts("problemes")
CODES = sorted(set(TEXTS) - {"mots"})
MODULES = sorted((ROOT / "site_plugins/essaim/collect").glob("*.py"))


def list_literals() -> Iterator[str]:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def list_reported_codes() -> Iterator[str]:
    for module in MODULES:
        yield from re.findall(r"\bFlaw\(\s*\"(\w+)\"", module.read_text("utf-8"))


def list_sentences(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for below in node.values():
            yield from list_sentences(below)
    elif isinstance(node, list):
        for below in node:
            yield from list_sentences(below)
    else:
        yield str(node)


def test_every_code_has_sentences() -> None:
    assert sorted(set(list_reported_codes()) - set(CODES)) == []
    assert sorted(WARNINGS - set(CODES)) == []


def test_every_code_is_used() -> None:
    assert sorted(set(CODES) - set(list_literals())) == []


def test_every_hint_is_used() -> None:
    literals = set(list_literals()) | {"hint_couleur", "hint_couleur_sombre"}
    hints = {name for code in CODES for name in TEXTS[code] if name.startswith("hint")}
    assert sorted(hints - literals) == []


@pytest.mark.parametrize("code", CODES)
def test_every_problem_has_a_message_and_a_hint(code: str) -> None:
    names = set(TEXTS[code])
    assert "message" in names
    assert any(name.startswith("hint") for name in names)
    assert all(name in {"message"} or name.startswith("hint") for name in names)


@pytest.mark.parametrize("room", ["problemes", "champs"])
def test_typography(room: str) -> None:
    wrong = [
        sentence
        for sentence in list_sentences(load_texts(room))
        if re.search(
            r"[A-Za-zÀ-ÿ]'|«[^\u00a0]|[^\u00a0]»"
            r"|[ \u202f]:(?:\s|$)|(?<!«)[ \u00a0][;!?](?:\s|$)|  | $|\.\.\.(?!\u00a0»)",
            sentence,
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_sentences_end_with_a_full_stop(code: str) -> None:
    for sentence in list_sentences(TEXTS[code]):
        assert re.search(r"[.?…]$", sentence), sentence


def test_what_a_file_says_cannot_forge_a_report() -> None:
    flaw = Flaw("cle_inconnue", ("a\n\x1b[31mb" + "x" * 500,), {"cle": "a\nb", "cles": "\u202e"})
    problem = write_problem(flaw, "x.md")
    assert problem.field.startswith("a\ufffd\ufffd[31mb")
    assert len(problem.field) == 120
    assert problem.message == "Le champ «\u00a0a\ufffdb\u00a0» n’existe pas ici."
    assert problem.hint == "Les champs possibles sont\u00a0: \ufffd."
