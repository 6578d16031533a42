"""The area of action that a file declares, held against the official codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from essaim.collect.model import Initiative, Niveau
from essaim.collect.values import CODE_QPV_PATTERN
from essaim.locate.flaws import write_problem
from essaim.locate.model import Quartier, Territoire
from essaim.locate.names import fold_name
from essaim.locate.reference import Genre, Reference
from essaim.problems import Problem, Severity

_QPV = re.compile(CODE_QPV_PATTERN)
"""QN, three characters of the département (062, 02A, 974), a number, the generation of the map."""
_OTHER_LEVELS = (Niveau.COMMUNE, Niveau.EPCI, Niveau.DEPARTEMENT, Niveau.REGION)


def check_perimetre(initiative: Initiative, reference: Reference) -> Iterator[Problem]:
    """Give the problems of the perimetre's codes; of a QPV code, only its shape is checked here.

    Whether such a quartier exists is `check_quartiers`' business, for every field that cites one.
    """
    perimetre = initiative.perimetre
    if perimetre is None:
        return
    niveau, codes = perimetre.niveau, perimetre.codes
    if niveau is Niveau.FRANCE:
        if codes:
            yield write_problem(
                initiative,
                "perimetre.codes",
                "perimetre_codes_superflus",
                severity=Severity.AVERTISSEMENT,
            )
    elif not codes:
        yield write_problem(
            initiative,
            "perimetre",
            "perimetre_sans_code",
            hint=f"hint_{niveau}",
            niveau=niveau,
        )
    for index, code in enumerate(codes if niveau is not Niveau.FRANCE else ()):
        if not _is_known(niveau, code, reference):
            yield _describe_code(initiative, f"perimetre.codes[{index}]", niveau, code, reference)


def name_perimetre(
    initiative: Initiative, reference: Reference, quartiers: Mapping[str, Quartier]
) -> tuple[Territoire, ...]:
    """Return the territories an initiative acts in, named; an unknown code bears itself as a name.

    Empty without a perimetre and for the whole country. `quartiers`: those whose name is known.
    """
    perimetre = initiative.perimetre
    if perimetre is None or perimetre.niveau is Niveau.FRANCE:
        return ()
    return tuple(
        _name_code(perimetre.niveau, code, reference, quartiers)
        for code in dict.fromkeys(perimetre.codes)
    )


def _name_code(
    niveau: Niveau, code: str, reference: Reference, quartiers: Mapping[str, Quartier]
) -> Territoire:
    if niveau is Niveau.QPV:
        return Territoire(niveau, code, quartiers[code].nom if code in quartiers else code)
    return reference.find_territoire(niveau, code) or Territoire(niveau, code, code)


def _is_known(niveau: Niveau, code: str, reference: Reference) -> bool:
    if niveau is Niveau.QPV:
        return _QPV.fullmatch(code) is not None
    return reference.find_territoire(niveau, code) is not None


def _describe_code(
    initiative: Initiative, field: str, niveau: Niveau, code: str, reference: Reference
) -> Problem:
    """Say what the code is instead: a part of a commune, another level, a name; else its shape."""
    hint, meant, nom = f"hint_{niveau}", "", ""
    former = reference.get_commune(code) if niveau is Niveau.COMMUNE else None
    if former:
        whole = reference.get_parent(former)
        hint, meant, nom = "hint_ancien", whole.code, whole.nom
    elif named := _find_by_name(niveau, code, reference):
        hint, (meant, nom) = "hint_nom", named
    else:
        others = (reference.find_territoire(other, code) for other in _OTHER_LEVELS)
        other = next((found for found in others if found), None)
        if other:
            hint, meant, nom = f"hint_est_{other.niveau}", code, other.nom
    return write_problem(
        initiative,
        field,
        "perimetre_code_inconnu",
        hint=hint,
        valeur=code,
        niveau=niveau,
        bon_code=meant,
        nom=nom,
    )


def _find_by_name(niveau: Niveau, nom: str, reference: Reference) -> tuple[str, str] | None:
    """Return (code, name) of the only territory of this level that bears this name."""
    if niveau is Niveau.COMMUNE:
        named = [
            (row.code, row.nom) for row in reference.list_named(nom) if row.genre is Genre.COMMUNE
        ]
    else:
        folded = fold_name(nom.replace("\n", " "))
        named = [
            (code, name)
            for code, name in reference.upper.get(niveau, {}).items()
            if fold_name(name) == folded
        ]
    return named[0] if len(named) == 1 else None
