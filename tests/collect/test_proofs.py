from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.collect.proofs import read_markdown, read_sheet, read_yaml_texts
from essaim.collect.typography import HIDDEN, OUTSIDE

SHOWN = str.maketrans({HIDDEN: "·", OUTSIDE: "_"})


def see(text: str) -> str:
    return read_markdown(text).text.translate(SHOWN)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("un `code` là", "un ······ là"),
        ("un ``a`b`` là", "un ······· là"),
        ("voir https://a.fr/x?y ; ici", "voir ················ ; ici"),
        ("à a.b@c.fr !", "à ········ !"),
        ("[l'eau](x.md 'titre')", "[l'eau···············"),
        ("[l'eau][ref]", "[l'eau······"),
        ("[ref]: x.md 'titre'", "···················"),
        ("mot[^1] là", "mot···· là"),
        ("[^1]: l'eau", "····· l'eau"),
        ("*[ESS]: l'eau", "······· l'eau"),
        ("<b class='x'>l'eau</b>", "·············l'eau····"),
        ("<code>l'eau</code>", "··················"),
        ("un <!-- l'eau\nlà --> mot", "un ··········\n······ mot"),
        ("## Titre {#ancre}", "___Titre ········"),
        ("- l'eau", "__l'eau"),
        ("  2. l'eau", "_____l'eau"),
        ("> l'eau", "__l'eau"),
        ("a\n---\nb", "a\n___\nb"),
        ("| a | b |\n|---|:-:|", "| a | b |\n_________"),
        ("```\nl'eau\n```\nl'eau", "___\n_____\n___\nl'eau"),
        ("~~~ py\nl'eau", "______\n_____"),
        ("mot\n\n    l'eau", "mot\n\n_________"),
        ("mot\n    l'eau", "mot\n____l'eau"),
        ("- mot\n\n    l'eau", "__mot\n\n____l'eau"),
        ("!!! note \"L'eau\"\n\n    l'eau", "________________\n\n____l'eau"),
        ("l\\'eau &amp; &#39;", "l··eau ····· ·····"),
        (":smile: ici", "······· ici"),
    ],
)
def test_what_is_not_language_is_masked(text: str, seen: str) -> None:
    assert see(text) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("nom: l'eau", "l'eau"),
        ("nom: 'l''eau'", "l'eau"),
        (r'nom: "l\"eau\" \u00a0\n\_"', 'l"eau" \u00a0·\u00a0'),
        ("nom: >-\n  l'eau\n  vive\n", "l'eau\n  vive\n"),
        ("site: l'eau", ""),
        ("lieux: [{nom: a, commune: l'b}]", "a"),
        ("services: [l'un, l'autre]\nx: [l'un]", "l'un__l'autre"),
        ("partenaires: [{nom: a, role: b}, c]", "a____________c"),
        ("{nom: {a: b}, c: d}", ""),
        ("nom: *a\nc: d", ""),
        ("? [nom]\n: d", ""),
    ],
)
def test_only_some_values_are_prose(text: str, seen: str) -> None:
    keys = frozenset({"nom", "services", "partenaires"})
    assert read_yaml_texts(text, keys).text.translate(SHOWN).strip("_ \n") == seen.strip("_ \n")


def test_every_value_is_prose_when_no_key_is_given() -> None:
    assert read_yaml_texts("a: [b, {c: d}]").text.translate(SHOWN) == "____b______d__"


@pytest.mark.parametrize("text", ["", "sans en-tête", "---\nnom: a\n"])
def test_a_file_without_a_front_matter_has_no_proof(text: str) -> None:
    assert read_sheet(text) is None


@given(st.text(alphabet="ab'\"\\\n-: >|[]{}#`<u00a0"))
def test_a_proof_keeps_the_file_whole(body: str) -> None:
    text = f"---\nnom: l'eau\n---\n{body}"
    proof = read_sheet(text)
    assert proof is not None
    assert "".join(proof.written) == text
    assert list(proof.starts) == list(range(len(text)))
