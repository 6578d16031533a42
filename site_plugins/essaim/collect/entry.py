"""One file of the folder, read and checked: its initiative if it deserves one, its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from pydantic import ValidationError

from essaim.collect.addresses import Surroundings
from essaim.collect.flaws import Flaw, Loc, Spot, find_spot, write_problem
from essaim.collect.frontmatter import Document, read_document
from essaim.collect.marks import check_marks
from essaim.collect.messages import explain_errors
from essaim.collect.model import Fiche, Initiative
from essaim.collect.source import read_source
from essaim.collect.story import Mention, check_story
from essaim.collect.validation import check_data, find_values
from essaim.collect.vocabulary import Vocabularies
from essaim.problems import Problem

LOCATED_FIELDS = ("lieux", "perimetre", "dessert_qpv")
"""The fields that the next room checks: positions are kept for these only, to stay light."""
COMPARED: tuple[Loc, ...] = (("titre",), ("porteur", "siret"))
"""The fields compared between files."""
INTERNAL_FIELDS = Initiative.model_fields.keys() - Fiche.model_fields.keys()
MAX_PROBLEMS = 100
"""Problems told for one file; a hostile one could have a hundred thousand."""

Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """An initiative that a file points to, from `liens` (then `loc` says where) or its story."""

    slug: str
    place: Place
    loc: Loc = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A file and what other files need to know of it, even when it has no initiative.

    `path` is the one problems show; `places` are those of the fields compared between files.
    """

    path: str
    slug: str
    initiative: Initiative | None = None
    problems: tuple[Problem, ...] = ()
    titre: str = ""
    porteur: str = ""
    siret: str = ""
    communes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    places: Mapping[Loc, Place] = field(default_factory=dict)


def read_entry(
    file: Path, path: str, folder: Path, vocabularies: Vocabularies, surroundings: Surroundings
) -> Entry:
    """Read and check one file of `folder` (resolved)."""
    # From the path as shown: the file's own name may hold bytes that are no text.
    slug = PurePosixPath(path).stem
    text, flaws = read_source(file, folder)
    if text is None:
        return Entry(path, slug, problems=write_problems(flaws, path))
    document, flaws = read_document(text)
    if document is None:
        return Entry(path, slug, problems=write_problems(flaws, path))
    data, spot = document.data, document.spot
    flaws += check_data(data, vocabularies, surroundings.pictures)
    flaws += check_marks(document, text)
    story_flaws, mentions = check_story(document.body, document.body_line, surroundings)
    initiative, shape_flaws = make_initiative(document, slug, path)
    problems = write_problems(flaws + shape_flaws + story_flaws, path, spot)
    return Entry(
        path,
        slug,
        initiative=None if any(problem.is_error for problem in problems) else initiative,
        problems=problems,
        titre=_find_text(data, "titre"),
        porteur=_find_text(data, "porteur", "nom"),
        siret=_find_text(data, "porteur", "siret"),
        communes=tuple(
            value
            for _, value in find_values(data, ("lieux", -1, "commune"))
            if isinstance(value, str)
        ),
        links=list_links(data, spot, mentions),
        places={loc: find_spot(spot, loc) for loc in COMPARED},
    )


def make_initiative(
    document: Document, slug: str, path: str
) -> tuple[Initiative | None, list[Flaw]]:
    """Validate a document's data, together with what makes it an initiative."""
    data = document.data
    try:
        if not INTERNAL_FIELDS.isdisjoint(data):
            # The author took the name of a field of ours: for them it does not exist.
            Fiche.model_validate(data)
        initiative = Initiative.model_validate(
            {
                **data,
                "slug": slug,
                "chemin": path,
                "recit": document.body,
                "recit_ligne": document.body_line,
                "positions": flatten_places(document.spot),
            }
        )
    except ValidationError as error:
        return None, explain_errors(error, Fiche, data, document.spot)
    return initiative, []


def write_problems(flaws: list[Flaw], path: str, spot: Spot | None = None) -> tuple[Problem, ...]:
    """Put the flaws of a file into words, the first hundred of them."""
    problems = [write_problem(flaw, path, spot) for flaw in flaws[:MAX_PROBLEMS]]
    if len(flaws) > MAX_PROBLEMS:
        values = {"nombre": len(flaws) - MAX_PROBLEMS}
        problems.append(write_problem(Flaw("problemes_nombreux", values=values), path))
    return tuple(problems)


def list_links(data: Mapping[str, Any], spot: Spot, mentions: list[Mention]) -> tuple[Link, ...]:
    """List the initiatives a file points to, from its front matter then from its story."""
    declared = [
        Link(value.strip(), find_spot(spot, loc), loc)
        for loc, value in find_values(data, ("liens", -1))
        if isinstance(value, str) and value.strip()
    ]
    return (*declared, *(Link(m.slug, (m.line, m.column)) for m in mentions))


def flatten_places(spot: Spot) -> dict[str, Place]:
    """List the places of the located fields and of all that is below, by dotted path."""
    places: dict[str, Place] = {}
    root = spot[2]
    if isinstance(root, dict):
        for name in LOCATED_FIELDS:
            if name in root:
                _add_places(places, name, root[name])
    return places


def _add_places(places: dict[str, Place], path: str, spot: Spot) -> None:
    line, column, below = spot
    places[path] = (line, column)
    if isinstance(below, dict):
        for key, child in below.items():
            _add_places(places, f"{path}.{key}", child)
    elif isinstance(below, list):
        for rank, child in enumerate(below):
            _add_places(places, f"{path}[{rank}]", child)


def _find_text(data: Any, *keys: str) -> str:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data.strip() if isinstance(data, str) else ""
