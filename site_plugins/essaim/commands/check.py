"""`essaim check`: everything there is to mend, at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from essaim.collect.revision import revise_folder
from essaim.commands.catalogue import check_files
from essaim.commands.french import FrenchChoice, FrenchCommand
from essaim.commands.options import (
    find_folder,
    move_problem,
    root_option,
    wants_color,
    write_path,
)
from essaim.locales import write_text
from essaim.locate.replacement import replace_file
from essaim.pipeline import CatalogueFolder
from essaim.problems import Problem, sort_problems
from essaim.reports import FORMATS, format_job_summary, summarize_problems

WORKSPACES: Mapping[str, str] = {"github": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}
"""The variable that holds the folder from which a forge names files; others: the current one."""
SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
FOR_PROGRAMS = frozenset({"gitlab", "json"})
"""The formats whose output must hold nothing else."""


@click.command(
    "check",
    cls=FrenchCommand,
    short_help=write_text("commande.check.resume"),
    help=write_text("commande.check.aide"),
)
@click.argument(
    "paths",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar=write_text("commande.aide.metavar_chemins"),
)
@click.option(
    "--format",
    "form",
    type=FrenchChoice(tuple(FORMATS)),
    default="text",
    help=write_text("commande.check.format"),
)
@click.option("--strict", is_flag=True, help=write_text("commande.check.strict"))
@click.option("--typographie", is_flag=True, help=write_text("commande.check.typographie"))
@click.option("--fix", is_flag=True, help=write_text("commande.check.fix"))
@root_option
def check(
    *,
    paths: tuple[Path, ...],
    form: str,
    strict: bool,
    typographie: bool,
    fix: bool,
    root: Path | None,
) -> int:
    """Check, report, and say by the exit code whether anything must be mended."""
    _refuse_missing(paths)
    folder = find_folder(root)
    chosen = [path.resolve() for path in paths]
    if fix:
        _mend_typography(folder, chosen, form)
    found = check_files(folder, chosen)
    told = [*found.problems, *_check_typography(folder, chosen)] if typographie else found.problems
    base = Path(os.environ.get(WORKSPACES.get(form, ""), "."))
    problems = [move_problem(problem, folder.root, base) for problem in sort_problems(told)]

    report = FORMATS[form](problems, wants_color())
    if report:
        click.echo(report)
    click.echo(summarize_problems(problems, found.sound, wants_color()), err=form in FOR_PROGRAMS)
    if form == "github":
        _write_job_summary(problems, found.sound)
    if any(problem.is_error for problem in problems):
        return 1
    if problems and strict:
        click.echo(write_text("commande.bilan.strict"), err=form in FOR_PROGRAMS)
        return 1
    return 0


def _check_typography(folder: CatalogueFolder, paths: Sequence[Path]) -> list[Problem]:
    return [
        problem
        for revision in revise_folder(folder.root, paths or None, folder.initiatives)
        for problem in revision.problems
    ]


def _mend_typography(folder: CatalogueFolder, paths: Sequence[Path], form: str) -> None:
    mended = 0
    for revision in revise_folder(folder.root, paths or None, folder.initiatives):
        if revision.content is None:
            continue
        try:
            # A link stays one.
            replace_file(revision.file.resolve(), revision.content)
        except OSError:
            name = write_path(revision.file)
            raise click.ClickException(write_text("commande.check.ecriture", chemin=name)) from None
        mended += 1
    if mended:
        click.echo(write_text("commande.check.corrigees", nombre=mended), err=form in FOR_PROGRAMS)


def _refuse_missing(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise click.UsageError(write_text("commande.erreur.chemin_absent", chemin=path))


def _write_job_summary(problems: Sequence[Problem], checked: int) -> None:
    target = os.environ.get(SUMMARY_VARIABLE)
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(format_job_summary(problems, checked))
