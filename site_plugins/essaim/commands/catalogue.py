"""What commands ask of the rooms about a whole catalogue, or about some of its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from essaim.collect.collection import collect_initiatives
from essaim.collect.model import Initiative
from essaim.collect.vocabulary import load_vocabularies
from essaim.locate.checks import check_initiative
from essaim.locate.lockfile import read_lock
from essaim.locate.places import situate_initiatives
from essaim.locate.reference import load_reference
from essaim.pipeline import CatalogueFolder, report_causes
from essaim.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """How many sound initiatives were looked at, and everything there is to mend."""

    sound: int
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


def _is_among(initiative: Initiative, root: Path, paths: Sequence[Path]) -> bool:
    file = (root / initiative.chemin).resolve()
    return any(file.is_relative_to(path) for path in paths)
