"""The facets made of words: which terms are in use, and which ones each initiative bears."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essaim.collect.model import Initiative, Statut
from essaim.collect.vocabulary import Label, Vocabularies
from essaim.locales import write_text
from essaim.publish.columns import rank_items, write_column, write_sets

Term = tuple[str, str]
"""Code and name."""


@dataclass(frozen=True, slots=True)
class Facet:
    """`read` gives an initiative's codes; `name` gives terms in order, at least those in use.

    `several`: an initiative may bear any number of them, not exactly one; `ordered`: their order
    says something.
    """

    read: Callable[[Initiative], Sequence[str]]
    name: Callable[[Vocabularies, Collection[str]], Iterator[Term]]
    several: bool = False
    ordered: bool = False


def list_stages(initiative: Initiative) -> tuple[str, ...]:
    """List the codes of an initiative's labels, each followed by the stage it reached."""
    return tuple(
        code
        for label in initiative.labels
        for code in (label.label, f"{label.label}.{label.etape}")
    )


def list_years(initiative: Initiative) -> tuple[str, ...]:
    """List the years of an initiative's labels."""
    return tuple(str(label.annee) for label in initiative.labels if label.annee)


def _name_statuts(_: Vocabularies, used: Collection[str]) -> Iterator[Term]:
    for statut in Statut:
        yield statut.value, write_text(f"interface.statuts.{statut.value}")


def _name_labels(words: Vocabularies, used: Collection[str]) -> Iterator[Term]:
    for label in words.labels.values():
        yield label.code, label.nom
        yield from _name_stages(label)


def _name_stages(label: Label) -> Iterator[Term]:
    for etape in label.etapes:
        nom = write_text("interface.facettes.etape", label=label.nom, etape=etape.nom.lower())
        yield f"{label.code}.{etape.code}", nom


def _name_years(_: Vocabularies, used: Collection[str]) -> Iterator[Term]:
    return ((year, year) for year in sorted(used))


FACETS: Mapping[str, Facet] = {
    "theme": Facet(
        lambda one: one.themes,
        lambda words, used: ((term.code, term.nom) for term in words.themes.values()),
        several=True,
        ordered=True,
    ),
    "type": Facet(
        lambda one: (one.type,),
        lambda words, used: ((term.code, term.nom) for term in words.types.values()),
    ),
    "statut": Facet(lambda one: (one.statut.value,), _name_statuts),
    "public": Facet(
        lambda one: one.publics,
        lambda words, used: ((term.code, term.nom) for term in words.publics.values()),
        several=True,
    ),
    "label": Facet(list_stages, _name_labels, several=True),
    "annee": Facet(list_years, _name_years, several=True),
    "forme": Facet(
        lambda one: (one.porteur.forme,),
        lambda words, used: ((term.code, term.nom) for term in words.formes.values()),
    ),
    "levier": Facet(
        lambda one: tuple(map(str, one.leviers)),
        lambda words, used: ((str(code), term.nom) for code, term in words.leviers.items()),
        several=True,
    ),
}


def write_facet(
    facet: Facet, initiatives: Sequence[Initiative], words: Vocabularies
) -> tuple[list[Term], Any]:
    """Return the terms in use, in the vocabulary's order, and their column along initiatives."""
    borne = [tuple(dict.fromkeys(facet.read(one))) for one in initiatives]
    used = {code for codes in borne for code in codes}
    terms = [term for term in facet.name(words, used) if term[0] in used]
    ranks = rank_items(code for code, _ in terms)
    if not facet.several:
        return terms, write_column([ranks[code] for (code,) in borne], len(terms))
    sets = [tuple(ranks[code] for code in codes) for codes in borne]
    if not facet.ordered:
        sets = [tuple(sorted(one)) for one in sets]
    return terms, write_sets(sets)
