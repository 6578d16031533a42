"""A doubt about a commune, told to the person who can settle it."""

from __future__ import annotations

from collections.abc import Iterable

from essaim.collect.model import Initiative, Lieu, Niveau
from essaim.locales import write_text
from essaim.locate.communes import CommuneDoubt, CommuneFound, Doubt, list_postcodes
from essaim.locate.flaws import join_listed, write_problem
from essaim.locate.reference import Reference
from essaim.problems import Problem

_POSTCODES_LISTED = 3
_COMMUNES_LISTED = 6
_FIELDS = {
    Doubt.UNKNOWN: "commune",
    Doubt.HOMONYMS: "commune",
    Doubt.FOREIGN_POSTCODE: "code_postal",
    Doubt.UNKNOWN_INSEE: "code_insee",
    Doubt.OTHER_INSEE: "code_insee",
}


def describe_doubt(
    initiative: Initiative, key: str, lieu: Lieu, doubt: CommuneDoubt, reference: Reference
) -> Problem:
    """Return the problem of the place at `key` (`lieux[0]`), with the hint that helps most."""
    hint, candidates = _choose_hint(doubt, lieu, reference)
    first = doubt.candidates[0] if doubt.candidates else None
    return write_problem(
        initiative,
        f"{key}.{_FIELDS[doubt.doubt]}",
        doubt.doubt.value,
        hint=hint,
        nom=lieu.commune,
        code_postal=lieu.code_postal,
        code_insee=lieu.code_insee,
        candidats=candidates,
        officiel=first.named.nom if first else lieu.commune,
        insee=first.named.code if first else "",
        codes_postaux=_join_postcodes(first) if first else "",
    )


def _choose_hint(doubt: CommuneDoubt, lieu: Lieu, reference: Reference) -> tuple[str, str]:
    """Return the key of the hint and the communes it lists."""
    candidates = doubt.candidates
    if doubt.doubt is Doubt.HOMONYMS:
        if lieu.code_postal:
            return "hint_code_insee", _write_candidates(candidates, reference, "insee")
        return "hint", _write_candidates(candidates, reference, "departement")
    if doubt.doubt is Doubt.FOREIGN_POSTCODE and len(candidates) > 1:
        return "hint_homonymes", _write_candidates(candidates, reference, "departement")
    if candidates:
        return "hint", _write_candidates(candidates, reference, "code_postal", last="ou")
    if doubt.doubt is Doubt.UNKNOWN and lieu.code_postal:
        sharing = [
            CommuneFound(row)
            for _, row in reference.list_around(lieu.code_postal)
            if lieu.code_postal in row.codes_postaux and not row.parent
        ]
        if sharing:
            return "hint_code_postal", _write_candidates(sharing, reference, "nom")
    return "hint_vide", ""


def _write_candidates(
    candidates: Iterable[CommuneFound], reference: Reference, form: str, last: str = "virgule"
) -> str:
    def write(one: CommuneFound) -> str:
        departement = reference.find_territoire(Niveau.DEPARTEMENT, one.commune.departement)
        return write_text(
            f"lieux.candidats.{form}",
            nom=one.named.nom,
            insee=one.named.code,
            codes_postaux=_join_postcodes(one),
            departement=departement.nom if departement else "",
        )

    return join_listed(map(write, candidates), _COMMUNES_LISTED, last=last)


def _join_postcodes(found: CommuneFound) -> str:
    # The austral districts have no postcode; their INSEE code tells them apart as well.
    return join_listed(list_postcodes(found) or (found.named.code,), _POSTCODES_LISTED)
