"""Every word of the demonstration's vocabularies is explained."""

from __future__ import annotations

from essaim.collect.vocabulary import Terme, load_vocabularies
from tests.content.texts import ROOT

WORDS, PROBLEMS = load_vocabularies(ROOT / "vocabulaires")
NAMES = ("themes", "types", "publics", "formes", "roles", "natures", "leviers", "glossaire")


def test_every_term_has_a_definition() -> None:
    assert PROBLEMS == []
    mute = [
        f"{name}: {code}"
        for name in NAMES
        for code, term in getattr(WORDS, name).items()
        if not term.definition
    ]
    for label in WORDS.labels.values():
        terms: list[Terme] = [*label.etapes, *label.axes, *label.criteres]
        mute += [f"labels/{label.code}: {term.code}" for term in terms if not term.definition]
    assert mute == []


def test_the_eight_leviers_are_explained() -> None:
    assert list(WORDS.leviers) == list(range(1, 9))
    assert all(levier.explication and len(levier.moyens) >= 3 for levier in WORDS.leviers.values())


def test_the_label_has_its_steps_and_its_thirteen_criteria() -> None:
    label = WORDS.labels["euralens"]
    assert [phase.nom for phase in label.processus] == [
        "Candidature",
        "Présélection",
        "Instruction",
        "Décision",
        "Valorisation",
    ]
    assert [len(phase.comites) for phase in label.processus] == [0, 0, 3, 0, 0]
    assert (len(label.axes), len(label.criteres)) == (3, 13)
    assert {promotion.annee: promotion.nombre for promotion in label.promotions}[2022] == 8


def test_no_two_acronyms_are_the_same() -> None:
    acronyms = [term.sigle.upper() for term in WORDS.glossaire.values() if term.sigle]
    assert len(acronyms) == len(set(acronyms))
