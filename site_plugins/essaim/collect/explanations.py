"""One explanation for each type of error of pydantic.

The types are listed at https://docs.pydantic.dev/latest/errors/validation_errors/; those of our own
checks (`values.py`) are the code of the flaw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel

from essaim.collect import values as shapes
from essaim.collect.fields import keep_keys, list_parts
from essaim.collect.flaws import Flaw, Loc
from essaim.collect.folding import find_closest, fold_text
from essaim.collect.model import Niveau, Nuance, Statut
from essaim.collect.proposals import propose_date, propose_number
from essaim.collect.quoting import LISTED, join_choices, name_found, show_value, write_number
from essaim.locales import find_text

# The codes of official registers, made of digits, whose leading zeros count.
DIGIT_CODES = frozenset({"code_postal", "code_insee", "codes", "siret", "telephone"})
CHOICES: Mapping[str, tuple[str, ...]] = {
    "statut": tuple(Statut),
    "niveau": tuple(Niveau),
    "nuance": get_args(Nuance),
}
PATTERNS: Mapping[str, str] = {
    shapes.CODE_POSTAL_PATTERN: "code_postal",
    shapes.CODE_INSEE_PATTERN: "code_insee",
    shapes.CODE_QPV_PATTERN: "code_qpv",
    shapes.IMAGE_PATTERN: "nom_image",
    shapes.PAGE_PATTERN: "page",
    shapes.SLUG_PATTERN: "slug",
    shapes.ICON_PATTERN: "icone",
    shapes.ACRONYM_PATTERN: "sigle",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One error of pydantic, with what the file says there.

    `part` is the model that holds the key at the end of `loc`; `source` is the value as the file
    writes it when YAML reads something else than text.
    """

    kind: str
    loc: Loc
    value: Any
    context: Mapping[str, Any]
    part: type[BaseModel]
    root: type[BaseModel]
    source: str | None

    @property
    def key(self) -> str:
        """The last key of the path, list ranks apart."""
        keys = keep_keys(self.loc)
        return keys[-1] if keys else ""

    @property
    def shown(self) -> str:
        """The value, short enough for a sentence."""
        return show_value(self.value if self.source is None else self.source)

    @property
    def found(self) -> str:
        """The value, named."""
        return name_found(self.value, self.shown)


Explanation: TypeAlias = Callable[[Case], Flaw | None]
"""None when the error only follows from another one."""


def refuse_value(case: Case) -> Flaw:
    """Say no more than that: the last resort, for a type without explanation."""
    return Flaw("valeur_refusee", case.loc, {"valeur": case.shown})


def _explain_missing(case: Case) -> Flaw:
    empty = case.value is None or isinstance(case.value, str)
    return Flaw("champ_vide" if empty else "champ_absent", case.loc)


def _explain_emptiness(case: Case) -> Flaw | None:
    # pydantic counts the sound items only, and tells about the others besides.
    return None if case.value else Flaw("champ_vide", case.loc)


def _explain_unknown_key(case: Case) -> Flaw:
    key = str(case.loc[-1])
    values: dict[str, object] = {"cle": show_value(key)}
    fields = ", ".join(case.part.model_fields)
    close = find_closest(key, case.part.model_fields)
    if close:
        return Flaw("cle_inconnue", case.loc, {**values, "proche": close}, "hint_proche")
    for keys, part in list_parts(case.root).items():
        if key in part.model_fields and part is not case.part:
            parent = ".".join(keys)
            hint = "hint_ailleurs" if parent else "hint_racine"
            return Flaw("cle_inconnue", case.loc, {**values, "parent": parent}, hint)
    hint = "hint" if len(fields) <= LISTED else "hint_orthographe"
    return Flaw("cle_inconnue", case.loc, {**values, "cles": fields}, hint)


def _explain_text(case: Case) -> Flaw:
    values = {"trouve": case.found, "valeur": case.shown}
    if case.value is None:
        return Flaw("valeur_vide", case.loc)
    if case.key in DIGIT_CODES and isinstance(case.value, int | float):
        return Flaw("code_numerique", case.loc, values)
    hints = {"dict": "hint_bloc", "list": "hint_liste"}
    return Flaw("texte_attendu", case.loc, values, hints.get(type(case.value).__name__, "hint"))


def _explain_list(case: Case) -> Flaw:
    part = list_parts(case.root).get(keep_keys(case.loc))
    values = {
        "trouve": case.found,
        "valeur": case.shown,
        "cle": next(iter(part.model_fields)) if part else "",
    }
    hint = "hint_blocs" if part else "hint"
    return Flaw("liste_attendue", case.loc, values, _hint_block(case, hint))


def _hint_block(case: Case, otherwise: str) -> str:
    return "hint_bloc" if isinstance(case.value, dict) else otherwise


def _explain_block(case: Case) -> Flaw:
    part = list_parts(case.root).get(keep_keys(case.loc), case.part)
    values = {"trouve": case.found, "cle": next(iter(part.model_fields))}
    hint = "hint_liste" if isinstance(case.value, list) else "hint"
    return Flaw("bloc_attendu", case.loc, values, hint)


def _explain_boolean(case: Case) -> Flaw:
    word = fold_text(case.shown)
    values: dict[str, object] = {"valeur": case.shown}
    for meant, words in find_text("problemes.mots.booleens").items():
        if word in words:
            return Flaw("booleen_attendu", case.loc, {**values, "propose": meant}, "hint_propose")
    return Flaw("booleen_attendu", case.loc, values)


def _explain_integer(case: Case) -> Flaw:
    values: dict[str, object] = {"valeur": case.shown, "trouve": case.found}
    if isinstance(case.value, str) and re.fullmatch(r"\s*[0-9]+\s*", case.value):
        values["propose"] = case.value.strip()
        return Flaw("entier_attendu", case.loc, values, "hint_guillemets")
    return Flaw("entier_attendu", case.loc, values)


def _explain_number(case: Case) -> Flaw:
    values: dict[str, object] = {"valeur": case.shown, "trouve": case.found}
    meant = propose_number(case.value) if isinstance(case.value, str) else None
    if not meant:
        return Flaw("nombre_attendu", case.loc, values)
    values |= {"propose": meant[0], "reste": show_value(meant[1])}
    has_unit = meant[1] and "unite" in case.part.model_fields
    return Flaw("nombre_attendu", case.loc, values, "hint_unite" if has_unit else "hint_propose")


def _explain_length(case: Case) -> Flaw:
    text = str(case.value).strip()
    if not text:
        return Flaw("valeur_vide", case.loc)
    short = "min_length" in case.context
    limit = case.context["min_length" if short else "max_length"]
    values = {"valeur": case.shown, "nombre": len(text), "limite": limit}
    return Flaw("texte_trop_court" if short else "texte_trop_long", case.loc, values)


def _explain_choice(case: Case) -> Flaw:
    choices = CHOICES.get(case.key, ())
    values: dict[str, object] = {"valeur": case.shown, "choix": join_choices(choices)}
    close = find_closest(case.shown, choices)
    hint = "hint_proche" if close else "hint"
    return Flaw("choix_inconnu", case.loc, {**values, "proche": close}, hint)


def _explain_bounds(case: Case) -> Flaw:
    codes = {"gt": "nombre_non_positif", "ge": "nombre_trop_petit", "le": "nombre_trop_grand"}
    bound = next(name for name in codes if name in case.context)
    limit = write_number(case.context[bound])
    return Flaw(codes[bound], case.loc, {"valeur": case.shown, "limite": limit})


def _explain_reach(case: Case) -> Flaw:
    limit = write_number(shapes.MAX_NUMBER)
    return Flaw("nombre_trop_grand", case.loc, {"valeur": case.shown, "limite": limit})


def _explain_pattern(case: Case) -> Flaw:
    code = PATTERNS.get(case.context.get("pattern", ""), "valeur_refusee")
    return Flaw(code, case.loc, {"valeur": case.shown})


def _explain_date(case: Case) -> Flaw:
    meant = propose_date(case.shown)
    values: dict[str, object] = {"valeur": case.shown, "propose": meant}
    return Flaw(case.kind, case.loc, values, "hint_propose" if meant else "hint")


def _explain_url(case: Case) -> Flaw:
    values: dict[str, object] = {"valeur": case.shown}
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", case.shown):
        return Flaw(case.kind, case.loc, {**values, "propose": case.shown}, "hint_propose")
    return Flaw(case.kind, case.loc, values)


def _explain_siret(case: Case) -> Flaw:
    digits = re.sub(r"[\s.]", "", str(case.value))
    values: dict[str, object] = {"valeur": case.shown, "nombre": len(digits)}
    hint = "hint_cle" if re.fullmatch(r"[0-9]{14}", digits) else "hint"
    return Flaw(case.kind, case.loc, values, hint)


def _explain_ours(case: Case) -> Flaw:
    return Flaw(case.kind, case.loc, {"valeur": case.shown})


EXPLANATIONS: Mapping[str, Explanation] = {
    "missing": _explain_missing,
    "extra_forbidden": _explain_unknown_key,
    "string_type": _explain_text,
    "tuple_type": _explain_list,
    "model_type": _explain_block,
    "bool_type": _explain_boolean,
    "int_type": _explain_integer,
    "int_from_float": _explain_integer,
    "float_type": _explain_number,
    "finite_number": _explain_reach,
    "nombre_attendu": _explain_number,
    "nombre_trop_grand": _explain_reach,
    "string_too_short": _explain_length,
    "string_too_long": _explain_length,
    "too_short": _explain_emptiness,
    "enum": _explain_choice,
    "literal_error": _explain_choice,
    "greater_than": _explain_bounds,
    "greater_than_equal": _explain_bounds,
    "less_than_equal": _explain_bounds,
    "string_pattern_mismatch": _explain_pattern,
    "date": _explain_date,
    "date_inexistante": _explain_date,
    "adresse_web": _explain_url,
    "siret": _explain_siret,
    "rna": _explain_ours,
    "courriel": _explain_ours,
    "telephone": _explain_ours,
    "couleur": _explain_ours,
}
