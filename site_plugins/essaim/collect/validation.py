"""What the model cannot say of a front matter alone: vocabularies, pairs of fields, contact, marks.

Every check reads the raw data rather than the model, so that one broken field hides nothing of the
others: each looks at the values that have the right type and leaves the rest to the model.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, TypeAlias

from essaim.collect.contacts import check_contact
from essaim.collect.fields import is_empty
from essaim.collect.flaws import Flaw, Loc
from essaim.collect.folding import find_closest
from essaim.collect.model import Statut
from essaim.collect.pictures import Pictures
from essaim.collect.quoting import join_choices, show_value, write_number
from essaim.collect.values import IMAGE_PATTERN
from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text

EACH = -1
"""Stands for every rank of a list in a pattern of path."""
Pattern: TypeAlias = tuple[str | int, ...]

CONTAINERS = frozenset({dict, list})

CODES: Mapping[Pattern, str] = {
    ("type",): "types",
    ("themes", EACH): "themes",
    ("porteur", "forme"): "formes",
    ("co_porteurs", EACH, "forme"): "formes",
    ("partenaires", EACH, "role"): "roles",
    ("publics", EACH): "publics",
    ("labels", EACH, "label"): "labels",
    ("leviers", EACH): "leviers",
    ("financements", EACH, "nature"): "natures",
}
"""Where a code of a vocabulary is expected, and of which one."""


def check_data(
    data: Mapping[str, Any], vocabularies: Vocabularies, pictures: Pictures
) -> list[Flaw]:
    """Run every check on a front matter, as read."""
    return [
        *check_codes(data, vocabularies),
        *check_labels(data, vocabularies),
        *check_pairs(data),
        *check_ranges(data),
        *check_twins(data),
        *check_contact(data),
        *check_pictures(data, pictures),
    ]


def find_values(data: Any, pattern: Pattern, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    """Find every value that stands at a pattern of path, passing by what is not there."""
    found: list[tuple[Loc, Any]] = [(loc, data)]
    for step in pattern:
        if step == EACH:
            found = [
                ((*place, rank), item)
                for place, value in found
                if isinstance(value, list)
                for rank, item in enumerate(value)
            ]
        else:
            found = [
                ((*place, step), value[step])
                for place, value in found
                if isinstance(value, dict) and step in value
            ]
    return found


def check_codes(data: Mapping[str, Any], vocabularies: Vocabularies) -> Iterator[Flaw]:
    """Check that every code is in its vocabulary."""
    for pattern, name in CODES.items():
        terms = getattr(vocabularies, name)
        kind = int if name == "leviers" else str
        for loc, value in find_values(data, pattern):
            if type(value) is kind and not is_empty(value) and _trim(value) not in terms:
                yield explain_code(loc, value, terms, name)


def explain_code(loc: Loc, value: object, terms: Mapping[Any, Any], name: str) -> Flaw:
    """Tell that a code is unknown, and which one was probably meant, by its code or by its name."""
    values: dict[str, object] = {
        "valeur": show_value(value),
        "terme": write_text(f"problemes.mots.termes.{name}"),
        "choix": join_choices(terms),
    }
    names = {str(code): code for code in terms} | {term.nom: code for code, term in terms.items()}
    close = find_closest(str(value), names) if isinstance(value, str) else None
    if close is None:
        return Flaw("code_inconnu", loc, values)
    return Flaw("code_inconnu", loc, {**values, "proche": names[close]}, "hint_proche")


def check_labels(data: Mapping[str, Any], vocabularies: Vocabularies) -> Iterator[Flaw]:
    """Check the stage and the criteria of each label against that label."""
    for loc, item in find_values(data, ("labels", EACH)):
        code = item.get("label") if isinstance(item, dict) else None
        label = vocabularies.labels.get(_trim(code)) if isinstance(code, str) else None
        if label is None:
            continue
        for pattern, terms in (
            (("etape",), label.etapes),
            (("criteres", EACH), label.criteres),
        ):
            known = {term.code: term for term in terms}
            for place, value in find_values(item, pattern, loc):
                if isinstance(value, str) and not is_empty(value) and _trim(value) not in known:
                    yield explain_code(place, value, known, str(pattern[0]))


def check_pairs(data: Mapping[str, Any]) -> Iterator[Flaw]:
    """Check the fields that go together: place, coordinates, period, status."""
    nowhere = is_empty(data.get("lieux")) or data.get("lieux") == []
    if nowhere and data.get("itinerante") is not True:
        yield Flaw("lieux_absents", ("lieux",) if "lieux" in data else ())
    for loc, lieu in find_values(data, ("lieux", EACH)):
        if isinstance(lieu, dict):
            given = [key for key in ("latitude", "longitude") if not is_empty(lieu.get(key))]
            if len(given) == 1:
                yield Flaw("coordonnees_incompletes", (*loc, given[0]))
    start, end = data.get("depuis"), data.get("jusqu_a")
    if is_empty(end):
        return
    if not is_empty(start) and _is_reversed(str(start), str(end)):
        yield Flaw("periode_inversee", ("jusqu_a",), {"depuis": start, "jusqu_a": end})
    if data.get("statut") in (Statut.EN_ACTIVITE, Statut.EN_CHANTIER, Statut.EN_PROJET):
        yield Flaw("fin_sans_statut", ("jusqu_a",), {"statut": data["statut"]})


def check_ranges(data: Mapping[str, Any]) -> Iterator[Flaw]:
    """Check that the top of a range is above its bottom."""
    for loc, chiffre in find_values(data, ("chiffres_cles", EACH)):
        if isinstance(chiffre, dict):
            low: Any = chiffre.get("valeur")
            high: Any = chiffre.get("valeur_max")
            if {type(low), type(high)} <= {int, float} and not low < high:
                values = {"valeur": write_number(low), "valeur_max": write_number(high)}
                yield Flaw("fourchette_inversee", (*loc, "valeur_max"), values)


def _is_reversed(start: str, end: str) -> bool:
    # Compared to the precision both have: 2019 and 2019-04 say nothing against each other.
    dates = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
    size = min(len(start), len(end))
    known = dates.fullmatch(start) and dates.fullmatch(end)
    return bool(known) and end[:size] < start[:size]


def check_twins(data: Any) -> list[Flaw]:
    """Find what a list holds twice, whatever the list."""
    flaws: list[Flaw] = []
    below: list[tuple[Loc, Any]] = [((), data)]
    while below:
        loc, value = below.pop()
        is_list = value.__class__ is list
        for step, child in enumerate(value) if is_list else value.items():
            if child.__class__ in CONTAINERS:
                below.append(((*loc, step), child))
        if is_list and len(value) > 1:
            keys = [_make_key(item) for item in value]
            if len(set(keys)) < len(keys):
                flaws += _explain_twins(loc, value, keys)
    return flaws


def _explain_twins(loc: Loc, items: list[Any], keys: list[Hashable]) -> Iterator[Flaw]:
    seen: dict[Hashable, int] = {}
    for rank, (item, key) in enumerate(zip(items, keys, strict=True)):
        first = seen.setdefault(key, rank)
        if first != rank and not is_empty(item):
            yield Flaw("doublon", (*loc, rank), {"rang": first + 1})


def _make_key(value: Any) -> Hashable:
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, dict):
        return ("dict", *((key, _make_key(below)) for key, below in value.items()))
    if isinstance(value, list):
        return ("list", *map(_make_key, value))
    return (type(value), value)


def check_pictures(data: Mapping[str, Any], pictures: Pictures) -> Iterator[Flaw]:
    """Check the file of every image of the front matter."""
    for loc, name in find_values(data, ("images", EACH, "fichier")):
        if isinstance(name, str) and re.match(IMAGE_PATTERN, name.strip()):
            for flaw in pictures.check(name.strip()):
                yield Flaw(flaw.code, loc, flaw.values, flaw.hint)


def _trim(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
