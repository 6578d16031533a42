"""The words of a catalogue, owned by it: themes, types, publics, labels… from `vocabulaires/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from essaim.collect.contrast import is_color, measure_contrast
from essaim.collect.fields import Part
from essaim.collect.flaws import Flaw, Loc, write_problem
from essaim.collect.messages import explain_errors
from essaim.collect.source import read_source
from essaim.collect.values import (
    ACRONYM_PATTERN,
    ICON_PATTERN,
    SLUG_PATTERN,
    ShortText,
    Text,
    Url,
    Year,
)
from essaim.collect.yaml_reader import Reading, read_yaml
from essaim.problems import Problem

LIGHT_GROUND = "#ffffff"
DARK_GROUND = "#161a1d"
LEAST_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3 level AA, text of normal size."""


def _check_color(value: str) -> str:
    if not is_color(value):
        raise PydanticCustomError("couleur", "not #rrggbb")
    return value.lower()


TermCode = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=60)]
Color = Annotated[str, AfterValidator(_check_color)]
Icon = Annotated[str, Field(pattern=ICON_PATTERN)]
LongText = Annotated[str, Field(min_length=1, max_length=10_000)]


class Terme(Part):
    """A word of a vocabulary: files use its code, pages show its name, `pluriel` for several."""

    code: TermCode
    nom: ShortText
    pluriel: ShortText | None = None
    definition: Text | None = None


class Theme(Terme):
    """A theme; its colours go under white text, and on the dark ground."""

    couleur: Color
    couleur_sombre: Color
    icone: Icon


class TypeInitiative(Terme):
    """A kind of initiative, with its icon."""

    icone: Icon


class Levier(Part):
    """One of the leviers of the AGIR guide; its code is its number.

    `explication` says why it matters, `moyens` how it is used, an idea each.
    """

    code: Annotated[int, Field(ge=1, strict=True)]
    nom: ShortText
    definition: Text | None = None
    explication: Text | None = None
    moyens: tuple[Text, ...] = ()


class Definition(Part):
    """A word of the glossary: its usual name, its acronym if it has one, what it means."""

    code: TermCode
    nom: ShortText
    sigle: Annotated[str, Field(pattern=ACRONYM_PATTERN)] | None = None
    definition: Text


class Comite(Part):
    """One of those who look at the projects during a step of a label's process."""

    nom: ShortText
    texte: Text


class Phase(Part):
    """A step of a label's process."""

    nom: ShortText
    texte: Text
    comites: tuple[Comite, ...] = ()


class Axe(Terme):
    """An axis of a label, and its criteria."""

    criteres: Annotated[tuple[Terme, ...], Field(min_length=1)]


class Promotion(Part):
    """A yearly promotion of a label; `nombre` counts its projects."""

    annee: Year
    texte: Text | None = None
    nombre: Annotated[int, Field(ge=0, strict=True)] | None = None


class Label(Part):
    """A label: who gives it, how, on what grounds."""

    code: TermCode
    nom: ShortText
    porteur: ShortText
    site: Url | None = None
    presentation: LongText | None = None
    etapes: Annotated[tuple[Terme, ...], Field(min_length=1)]
    processus: tuple[Phase, ...] = ()
    axes: tuple[Axe, ...] = ()
    promotions: tuple[Promotion, ...] = ()

    @property
    def criteres(self) -> tuple[Terme, ...]:
        """Every criterion, axis after axis."""
        return tuple(critere for axe in self.axes for critere in axe.criteres)


@dataclass(frozen=True)
class Vocabularies:
    """Every vocabulary, from codes to terms, in the order of the files."""

    themes: Mapping[str, Theme] = field(default_factory=dict)
    types: Mapping[str, TypeInitiative] = field(default_factory=dict)
    publics: Mapping[str, Terme] = field(default_factory=dict)
    formes: Mapping[str, Terme] = field(default_factory=dict)
    roles: Mapping[str, Terme] = field(default_factory=dict)
    natures: Mapping[str, Terme] = field(default_factory=dict)
    leviers: Mapping[int, Levier] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)
    glossaire: Mapping[str, Definition] = field(default_factory=dict)


MODELS: Mapping[str, type[Terme | Levier | Definition]] = {
    "themes": Theme,
    "types": TypeInitiative,
    "publics": Terme,
    "formes": Terme,
    "roles": Terme,
    "natures": Terme,
    "leviers": Levier,
    "glossaire": Definition,
}
OPTIONAL = frozenset({"glossaire"})
"""The vocabularies a catalogue may do without."""


def load_vocabularies(folder: Path) -> tuple[Vocabularies, list[Problem]]:
    """Read `<name>.yml` and `labels/<code>.yml`; a term with an error is left out.

    `Problem.path` starts with the folder's own name, as seen from the catalogue's root.
    """
    loaded = {name: _load_terms(folder, name, model) for name, model in MODELS.items()}
    loaded["labels"] = _load_labels(folder)
    vocabularies = Vocabularies(**{name: terms for name, (terms, _) in loaded.items()})
    return vocabularies, [problem for _, problems in loaded.values() for problem in problems]


def _load_terms(
    folder: Path, name: str, model: type[Terme | Levier | Definition]
) -> tuple[Mapping[Any, Any], list[Problem]]:
    file = folder / f"{name}.yml"
    if name in OPTIONAL and not file.exists():
        return MappingProxyType({}), []
    reading = _read_file(file, folder)
    flaws = list(reading.flaws)
    terms: dict[str | int, Terme | Levier | Definition] = {}
    if reading.complete and not isinstance(reading.data, list):
        flaws.append(Flaw("vocabulaire_sans_liste", line=1))
    elif reading.complete:
        flaws += find_twins(reading.data)
        for rank, item in enumerate(reading.data):
            try:
                term = model.model_validate(item)
            except ValidationError as error:
                flaws += explain_errors(error, model, item, reading.spot, (rank,))
                continue
            if isinstance(term, Theme):
                flaws += check_contrast(term, (rank,))
            terms.setdefault(term.code, term)
    path = f"{folder.name}/{file.name}"
    problems = [write_problem(flaw, path, reading.spot) for flaw in flaws]
    return MappingProxyType(terms), problems


def _load_labels(folder: Path) -> tuple[Mapping[Any, Any], list[Problem]]:
    labels: dict[str, Label] = {}
    problems: list[Problem] = []
    for file in sorted((folder / "labels").glob("*.yml")):
        reading = _read_file(file, folder)
        flaws = list(reading.flaws)
        if reading.complete and not isinstance(reading.data, dict):
            flaws.append(Flaw("vocabulaire_sans_cles", line=1))
        elif reading.complete:
            # The file's name is the code, as for an initiative; writing it again is allowed.
            data = {"code": file.stem, **reading.data}
            flaws += check_label(data, file.stem)
            try:
                labels[file.stem] = Label.model_validate(data)
            except ValidationError as error:
                flaws += explain_errors(error, Label, data, reading.spot)
        path = f"{folder.name}/labels/{file.name}"
        problems += [write_problem(flaw, path, reading.spot) for flaw in flaws]
    return MappingProxyType(labels), problems


def _read_file(file: Path, folder: Path) -> Reading:
    if not file.exists():
        return Reading(flaws=[Flaw("vocabulaire_absent")])
    text, flaws = read_source(file, folder.resolve())
    return Reading(flaws=flaws) if text is None else read_yaml(text)


def check_contrast(theme: Theme, loc: Loc) -> list[Flaw]:
    """Check that white is readable on the colour, and the dark variant on the dark ground."""
    flaws = []
    for key, color, ground in (
        ("couleur", theme.couleur, LIGHT_GROUND),
        ("couleur_sombre", theme.couleur_sombre, DARK_GROUND),
    ):
        contrast = measure_contrast(color, ground)
        if contrast < LEAST_CONTRAST:
            ratio = f"{int(contrast * 100) / 100:.2f}".replace(".", ",")
            values = {"valeur": color, "fond": ground, "contraste": ratio}
            flaws.append(Flaw("contraste_faible", (*loc, key), values, f"hint_{key}"))
    return flaws


def check_label(data: Mapping[str, Any], stem: str) -> list[Flaw]:
    """Check what ties a label's parts: its code, its stages and its criteria, each once."""
    flaws = find_twins(data.get("etapes"), ("etapes",)) + find_twins(data.get("axes"), ("axes",))
    if data["code"] != stem:
        flaws.append(Flaw("code_de_label", ("code",), {"nom": stem}))
    axes = data.get("axes")
    seen: set[object] = set()
    for rank, axe in enumerate(axes if isinstance(axes, list) else []):
        criteres = axe.get("criteres") if isinstance(axe, dict) else None
        # An initiative names its criteria without their axis: codes are unique across axes.
        flaws += find_twins(criteres, ("axes", rank, "criteres"), seen)
    return flaws


def find_twins(items: object, loc: Loc = (), seen: set[object] | None = None) -> list[Flaw]:
    """Find the codes given to two terms of a list, or to one already `seen`."""
    seen = set() if seen is None else seen
    flaws = []
    for rank, item in enumerate(items if isinstance(items, list) else []):
        code = item.get("code") if isinstance(item, dict) else None
        if not isinstance(code, str | int):
            continue
        if code in seen:
            flaws.append(Flaw("terme_en_double", (*loc, rank, "code"), {"valeur": str(code)[:60]}))
        seen.add(code)
    return flaws
