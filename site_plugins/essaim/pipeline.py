"""The story: from a folder of files to a catalogue, each room called once, in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from essaim.catalogue import Catalogue
from essaim.collect.collection import collect_initiatives
from essaim.collect.vocabulary import load_vocabularies
from essaim.locate.lockfile import read_lock
from essaim.locate.places import situate_initiatives
from essaim.locate.reference import load_reference
from essaim.problems import Problem, sort_problems


@dataclass(frozen=True, slots=True)
class CatalogueFolder:
    """Where a catalogue's files are; everything but `root` is relative to it."""

    root: Path
    initiatives: str = "initiatives"
    vocabulaires: str = "vocabulaires"
    reference: str = "reference"
    lieux: str = "lieux.lock.json"


def build_catalogue(folder: CatalogueFolder) -> tuple[Catalogue, list[Problem]]:
    """Read, check and locate everything; files with an error are left out, all problems kept."""
    vocabulaires, vocabulary_problems = load_vocabularies(folder.root / folder.vocabulaires)
    initiatives, file_problems = collect_initiatives(
        folder.root, vocabulaires, folder=folder.initiatives
    )
    reference = load_reference(folder.root / folder.reference)
    lock, lock_problems = read_lock(folder.root / folder.lieux)
    located, place_problems = situate_initiatives(initiatives, lock, reference)

    problems = [*vocabulary_problems, *file_problems, *lock_problems, *place_problems]
    broken = {problem.path for problem in problems if problem.is_error}
    sound = tuple(item for item in located if item.initiative.chemin not in broken)
    quartiers = lock.quartiers if reference.quartiers is None else reference.quartiers
    catalogue = Catalogue(sound, vocabulaires, reference, quartiers)
    return catalogue, report_causes(vocabulary_problems, problems)


def report_causes(vocabulary_problems: list[Problem], problems: list[Problem]) -> list[Problem]:
    """Sort what there is to tell; an error in a vocabulary is told alone.

    Every file that uses a term the vocabulary lost complains too, and would hide the cause.
    """
    causes = [problem for problem in vocabulary_problems if problem.is_error]
    return sort_problems(causes or problems)
