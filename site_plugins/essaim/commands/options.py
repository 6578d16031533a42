"""What several commands share: finding the catalogue, choosing colours."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from essaim.locales import write_text
from essaim.pipeline import CatalogueFolder
from essaim.problems import Problem
from essaim.reports import format_text

root_option = click.option(
    "--racine",
    "-C",
    "root",
    type=click.Path(path_type=Path),
    metavar=write_text("commande.aide.metavar_dossier"),
    help=write_text("commande.aide.racine"),
)


def find_folder(asked: Path | None) -> CatalogueFolder:
    """Find the catalogue: the folder asked for, else the current one or the nearest above it."""
    start = asked or Path()
    candidates = [start] if asked else [start, *start.resolve().parents]
    for candidate in candidates:
        folder = CatalogueFolder(candidate)
        if any((candidate / name).is_dir() for name in (folder.initiatives, folder.vocabulaires)):
            return folder
    raise click.UsageError(
        write_text("commande.erreur.catalogue_absent", dossier=start.resolve().as_posix())
    )


def write_path(path: Path, base: Path | None = None) -> str:
    """Write a path as seen from `base` (default: the current folder), with slashes."""
    # A symbolic link is named, not followed: it may lead nowhere, or round in circles.
    absolute = path.absolute()
    place = Path(os.path.realpath(absolute.parent), absolute.name)
    try:
        return Path(os.path.relpath(place, os.path.realpath(base or Path()))).as_posix()
    except ValueError:
        # Windows knows no way from one drive to another.
        return place.as_posix()


def wants_color() -> bool:
    """Tell whether the output is a terminal whose owner did not refuse colours (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def show_problems(problems: Sequence[Problem], root: Path) -> None:
    """Write problems met on the way to something else, on the error stream."""
    if problems:
        moved = [move_problem(problem, root, Path()) for problem in problems]
        click.echo(format_text(moved, wants_color()), err=True)


def move_problem(problem: Problem, root: Path, base: Path) -> Problem:
    """Name the file as seen from where the reader stands, so that it can be opened."""
    return replace(problem, path=write_path(root / problem.path, base))
