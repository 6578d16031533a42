from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.collect.proofs import read_markdown
from essaim.collect.typography import RULES, correct_proof

# "~" stands for U+00A0 and "^" for U+202F, which would not show.
SHOWN = str.maketrans({"~": "\u00a0", "^": "\u202f"})
TYPED = st.text(st.sampled_from("ab l'\"«»“”:;!?.,-–…’()[]*_`~^|\n\\&/@<>{}#1 \u00a0\u202f\ue000"))


def correct(text: str) -> str:
    return correct_proof(read_markdown(text.translate(SHOWN)))[0]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("l'eau d'ici, aujourd'hui", "l’eau d’ici, aujourd’hui"),
        ("l'**essai** et l'[autre](x.md)", "l’**essai** et l’[autre](x.md)"),
        ("l'«~eau~»", "l’«~eau~»"),
        ('d\'"eau"', "d’«~eau~»"),
        ("rock 'n' roll, 5' 30'', 'mot'", None),
        ('un "mot" et "deux"', "un «~mot~» et «~deux~»"),
        ('("mot")', "(«~mot~»)"),
        ('un "mot\nsuivi" de', "un «~mot\nsuivi~» de"),
        ('un "mot', None),
        ('un écran de 19" et un "mot"', None),
        ('«~un "mot" dedans~»', None),
        ('un "mot\n\nperdu"', None),
        ("attendre...", "attendre…"),
        ("des points....", None),
        ("un  mot,   deux", "un mot, deux"),
        ("fin de ligne  \nsuite", None),
        ("mot , suite", "mot, suite"),
        ("mot ,5", None),
        ("mot - suite -- fin", "mot – suite – fin"),
        ("10 - 12, Lens-Liévin, -3", None),
        ("mot : suite", "mot~: suite"),
        ("mot: suite", "mot~: suite"),
        ("mot^: suite:", "mot~: suite~:"),
        ("**mot :** suite", "**mot~:** suite"),
        ("à 10:30, ratio 1:2, C:\\dossier", None),
        ("oui ? non! si; bon ;", "oui^? non^! si^; bon^;"),
        ("oui~?", "oui^?"),
        ("oui ?! (non!) «~si?~»", "oui^?! (non^!) «~si^?~»"),
        ("(!) (?) «~!~» «~:~» [?]", None),
        ("a!=b ?x=1", None),
        ("« mot » «mot» «^mot^»", "«~mot~» «~mot~» «~mot~»"),
        ("« mot", "«~mot"),
        ("l’eau «~vive~», c’est bon^: oui~…", "l’eau «~vive~», c’est bon~: oui~…"),
    ],
)
def test_rules(text: str, mended: str | None) -> None:
    expected = (text if mended is None else mended).translate(SHOWN)
    assert correct(text) == expected


def test_corrections_say_where_and_what() -> None:
    proof = read_markdown('Voici l\'eau.\nElle coule : "vite".')
    corrections = correct_proof(proof)[1]
    assert [(item.code, item.start, item.reading) for item in corrections] == [
        ("typo_apostrophe", 7, "Voici l’eau."),
        ("typo_deux_points", 23, "Elle coule\u00a0: «\u00a0vite\u00a0»."),
        ("typo_guillemets_droits", 26, 'Elle coule : «\u00a0vite".'),
        ("typo_guillemets_droits", 31, 'coule : "vite\u00a0».'),
    ]


def test_a_rule_can_be_ignored() -> None:
    proof = read_markdown("l'eau: oui")
    assert correct_proof(proof, frozenset({"typo_apostrophe"}))[0] == "l'eau\u00a0: oui"


def test_every_rule_has_a_code() -> None:
    assert all(rule.code.startswith("typo_") for rule in RULES)


@given(TYPED)
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once, _ = correct_proof(read_markdown(text))
    again, corrections = correct_proof(read_markdown(once))
    assert (again, corrections) == (once, [])


@given(TYPED)
def test_only_signs_and_spaces_change(text: str) -> None:
    def words(value: str) -> str:
        return "".join(c for c in value if c.isalnum() or c in "*_`[]()<>{}#&/@\\|")

    mended, corrections = correct_proof(read_markdown(text))
    assert words(mended) == words(text)
    assert mended.count("\n") == text.count("\n")
    assert (mended == text) == (not corrections)
    assert all(0 <= item.start <= len(text) for item in corrections)
