"""What commands ask of the rooms about a whole catalogue, or about some of its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from essaim.collect.collection import collect_initiatives
from essaim.collect.model import Initiative
from essaim.collect.vocabulary import load_vocabularies
from essaim.locate.checks import check_initiative
from essaim.locate.lockfile import read_lock, write_lock
from essaim.locate.places import situate_initiatives
from essaim.locate.reference import load_reference
from essaim.locate.resolution import NewPlace, resolve_places
from essaim.pipeline import CatalogueFolder, report_causes
from essaim.problems import Problem, sort_problems


@dataclass(frozen=True, slots=True)
class Check:
    """How many sound initiatives were looked at, and everything there is to mend."""

    sound: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """The places found, how many places of the lock nobody uses any more, and the problems."""

    news: tuple[NewPlace, ...]
    dropped: int
    problems: tuple[Problem, ...]


def check_files(folder: CatalogueFolder, paths: Sequence[Path]) -> Check:
    """Check the whole catalogue, or only some files or folders, inside it or not."""
    vocabularies, vocabulary_problems = load_vocabularies(folder.root / folder.vocabulaires)
    initiatives, file_problems = collect_initiatives(
        folder.root, vocabularies, paths or None, folder.initiatives
    )
    reference = load_reference(folder.root / folder.reference)
    lock, lock_problems = read_lock(folder.root / folder.lieux)

    ours: tuple[Initiative, ...] = initiatives
    others: tuple[Initiative, ...] = ()
    if paths:
        chosen = tuple(item for item in initiatives if _is_among(item, folder.root, paths))
        home = [(folder.root / folder.initiatives).resolve()]
        ours = tuple(item for item in chosen if _is_among(item, folder.root, home))
        others = tuple(item for item in chosen if not _is_among(item, folder.root, home))
    _, place_problems = situate_initiatives(ours, lock, reference)
    # `essaim locate` does nothing for a file outside the catalogue: don't ask for it.
    place_problems += [
        problem for item in others for problem in check_initiative(item, reference).problems
    ]
    problems = [*vocabulary_problems, *file_problems, *lock_problems, *place_problems]
    causes = report_causes(vocabulary_problems, problems)
    return Check(len(ours) + len(others), tuple(causes))


def locate_files(
    folder: CatalogueFolder,
    today: date,
    report: Callable[[int, int, NewPlace | None], None],
    write: bool,
) -> Search:
    """Resolve the places the lock lacks; the lock is written as it goes, unless told not to."""
    vocabularies, vocabulary_problems = load_vocabularies(folder.root / folder.vocabulaires)
    initiatives, file_problems = collect_initiatives(
        folder.root, vocabularies, folder=folder.initiatives
    )
    lock, lock_problems = read_lock(folder.root / folder.lieux)
    # Warnings about the rest of the files are `essaim check`'s business.
    problems = [p for p in (*vocabulary_problems, *file_problems) if p.is_error] + lock_problems
    if lock_problems:
        # Writing over a lock that was only partly read would lose places.
        return Search((), 0, tuple(sort_problems(problems)))

    save = partial(write_lock, folder.root / folder.lieux) if write else None
    # A file with an error still has its places: they are kept for when it is mended.
    complete = not problems
    reference = load_reference(folder.root / folder.reference)
    resolution = resolve_places(
        initiatives, lock, reference, today, report=report, save=save, prune=complete
    )
    if save:
        save(resolution.lock)
    return Search(
        resolution.news,
        len(resolution.orphans) if complete else 0,
        tuple(sort_problems([*problems, *resolution.problems])),
    )


def _is_among(initiative: Initiative, root: Path, paths: Sequence[Path]) -> bool:
    file = (root / initiative.chemin).resolve()
    return any(file.is_relative_to(path) for path in paths)
