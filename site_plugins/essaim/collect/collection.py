"""The room's front door: a folder becomes initiatives and problems."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from essaim.collect.addresses import Surroundings
from essaim.collect.entry import read_entry
from essaim.collect.flaws import write_problem
from essaim.collect.folder import IMAGES, SUFFIX, list_files
from essaim.collect.model import Initiative
from essaim.collect.neighbours import check_neighbours
from essaim.collect.pictures import Pictures
from essaim.collect.vocabulary import Vocabularies
from essaim.problems import Problem

CONTENT = "content"
"""The folder of written pages, that stories may link to."""


@dataclass(slots=True)
class Request:
    """A folder of initiatives to read: how problems name it, and what they are wanted for.

    `names` are those of its files; None is all of them.
    """

    prefix: str
    names: set[str] | None = field(default_factory=set)

    def name_file(self, file: Path) -> str:
        """Write how problems name a file of the folder."""
        start = "" if self.prefix == "." else f"{self.prefix.rstrip('/')}/"
        return start + write_name(file)


def collect_initiatives(
    root: Path,
    vocabularies: Vocabularies,
    only: Sequence[Path] | None = None,
    folder: str = "initiatives",
) -> tuple[tuple[Initiative, ...], list[Problem]]:
    """Read and check every file of `root/folder`; return the sound ones, by slug, and all problems.

    `only` limits the problems told to some files or folders; the others are still read, to compare.
    A file outside `root/folder` is checked as if its own folder were the one of the initiatives,
    with its `images/`: that folder is then read. `Problem.path` is relative to `root`, or as given
    when outside.
    """
    home = (root / folder).resolve()
    initiatives: list[Initiative] = []
    problems: list[Problem] = []
    with _pause_collector():
        for place, request in group_by_folder(only, root.resolve(), home).items():
            found, told = collect_folder(place, request, vocabularies, root.resolve() / CONTENT)
            initiatives += found
            problems += told
    return tuple(sorted(initiatives, key=lambda item: item.slug)), problems


def group_by_folder(only: Sequence[Path] | None, root: Path, home: Path) -> dict[Path, Request]:
    """Group what was asked for by folder of initiatives, `home` being the catalogue's own."""
    if only is None:
        return {home: Request(write_path(home, home, root), names=None)}
    requests: dict[Path, Request] = {}
    for path in only:
        # The last name is kept as it is: a symbolic link is judged, not followed.
        real = path.parent.resolve() / path.name if path.name else path.resolve()
        is_file = real.suffix == SUFFIX or not real.is_dir()
        if is_file and real.suffix != SUFFIX and real.parent != home:
            continue
        place = real.parent if is_file else real.resolve()
        if home.is_relative_to(place):
            place = home
        elif place == home / IMAGES:
            continue
        prefix = write_path(place, path.parent if is_file else path, root)
        request = requests.setdefault(place, Request(prefix))
        if not is_file:
            request.names = None
        elif request.names is not None:
            request.names.add(real.name)
    return requests


def collect_folder(
    place: Path, request: Request, vocabularies: Vocabularies, content: Path
) -> tuple[list[Initiative], list[Problem]]:
    """Read one folder whole; return its sound initiatives and the problems asked for."""
    surroundings = Surroundings(content, Pictures(place / IMAGES))
    listing = list_files(place)
    problems = [
        write_problem(flaw, request.name_file(path) if path != place else request.prefix)
        for path, flaw in listing.flaws
    ]
    entries = [
        read_entry(file, request.name_file(file), place, vocabularies, surroundings)
        for file in listing.files
    ]
    problems += [problem for entry in entries for problem in entry.problems]
    slugs = frozenset(entry.slug for entry in entries)
    problems += [
        write_problem(flaw, entry.path) for entry, flaw in check_neighbours(entries, slugs)
    ]
    broken = {problem.path for problem in problems if problem.is_error}
    initiatives = [
        entry.initiative for entry in entries if entry.initiative and entry.path not in broken
    ]
    if request.names is not None:
        asked = {request.name_file(Path(name)) for name in request.names}
        problems = [problem for problem in problems if problem.path in asked]
    return initiatives, problems


@contextmanager
def _pause_collector() -> Iterator[None]:
    # Looking for cycles, of which there are none, among a million fresh objects takes a quarter of
    # the time of a large catalogue.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def write_path(place: Path, given: Path, root: Path) -> str:
    """Write a folder's path from the root, or as given when it is outside."""
    return (place.relative_to(root) if place.is_relative_to(root) else given).as_posix()


def write_name(path: Path) -> str:
    """Write a file's name so that it can be printed, whatever its bytes."""
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
