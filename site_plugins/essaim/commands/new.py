"""`essaim new`: a few questions, then a file that explains the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from essaim.collect.folding import propose_slug
from essaim.collect.values import SLUG_PATTERN
from essaim.collect.vocabulary import load_vocabularies
from essaim.commands.french import FrenchCommand
from essaim.commands.options import find_folder, root_option, show_problems, write_path
from essaim.commands.questions import FIELDS, OPTIONS, answer_question, list_questions
from essaim.drafts import Answers, count_marks, save_draft, write_draft
from essaim.locales import write_text


def _add_options(command: Callable[..., int]) -> Callable[..., int]:
    for name in reversed(FIELDS):
        metavar = "code" if name in {"type", "themes", "statut", "forme"} else "texte"
        command = click.option(
            OPTIONS[name],
            name,
            multiple=name == "themes",
            metavar=write_text(f"commande.aide.metavar_{metavar}"),
            help=write_text(f"commande.new.options.{name}"),
        )(command)
    return command


@click.command(
    "new",
    cls=FrenchCommand,
    short_help=write_text("commande.new.resume"),
    help=write_text("commande.new.aide"),
)
@_add_options
@click.option(
    "--fiche",
    metavar=write_text("commande.aide.metavar_texte"),
    help=write_text("commande.new.options.fiche"),
)
@click.option(
    "--non-interactif", "silent", is_flag=True, help=write_text("commande.new.non_interactif")
)
@root_option
def new(
    root: Path | None, silent: bool, fiche: str | None, themes: tuple[str, ...], **given: str | None
) -> int:
    """Ask, write the file, tell what comes next."""
    folder = find_folder(root)
    vocabularies, problems = load_vocabularies(folder.root / folder.vocabulaires)
    if any(problem.is_error for problem in problems):
        show_problems(problems, folder.root)
        return 1

    first, *others = list_questions(vocabularies)
    given["themes"] = ",".join(themes)
    if not silent:
        click.echo(write_text("commande.new.accueil"))
    title = answer_question(first, given["titre"] or "", silent)
    slug = _check_slug(fiche) if fiche else _find_slug(title)
    path = folder.root / folder.initiatives / f"{slug}.md"
    _refuse_existing(path)

    rest = {
        question.name: answer_question(question, given[question.name] or "", silent)
        for question in others
    }
    answers = Answers(titre=title, **rest)
    draft = write_draft(slug, answers, vocabularies, date.today().isoformat())
    try:
        save_draft(path, draft)
    except FileExistsError:
        _refuse_existing(path)
    _show_next_steps(write_path(path), count_marks(draft))
    return 0


def _check_slug(asked: str) -> str:
    slug = asked.removesuffix(".md")
    if not re.fullmatch(SLUG_PATTERN, slug):
        raise click.BadParameter(write_text("commande.new.refus.fiche"), param_hint="--fiche")
    return slug


def _find_slug(title: str) -> str:
    slug = propose_slug(title)
    if not slug:
        raise click.ClickException(write_text("commande.new.refus.sans_nom", titre=title))
    return slug


def _refuse_existing(path: Path) -> None:
    if path.exists():
        message = write_text("commande.new.refus.existe", chemin=write_path(path))
        raise click.ClickException(message)


def _show_next_steps(path: str, marks: int) -> None:
    steps = [
        write_text("commande.new.etape_completer", nombre=marks),
        write_text("commande.new.etape_verifier", chemin=path),
        write_text("commande.new.etape_situer"),
    ]
    click.echo(f"\n{write_text('commande.new.ecrite', chemin=path)}\n")
    click.echo(write_text("commande.new.suite"))
    for rank, step in enumerate(steps, start=1):
        click.echo(f"  {rank}. {step}")
