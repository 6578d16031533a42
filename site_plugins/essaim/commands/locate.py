"""`essaim locate`: new places get their point and their territories, kept in the lock."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from essaim.commands.catalogue import locate_files
from essaim.commands.french import FrenchCommand
from essaim.commands.options import find_folder, root_option, show_problems, write_path
from essaim.locales import write_text
from essaim.locate.resolution import NewPlace

BAR_WIDTH = 30


@click.command(
    "locate",
    cls=FrenchCommand,
    short_help=write_text("commande.locate.resume"),
    help=write_text("commande.locate.aide"),
)
@click.option("--dry-run", is_flag=True, help=write_text("commande.locate.essai"))
@root_option
def locate(root: Path | None, dry_run: bool) -> int:
    """Resolve what is new, show it, keep it."""
    folder = find_folder(root)
    show = partial(show_place, folder.root)
    search = locate_files(folder, date.today(), show, write=not dry_run)

    show_problems(search.problems, folder.root)
    if search.news:
        key = "essayes" if dry_run else "ecrits"
        name = write_path(folder.root / folder.lieux)
        click.echo(write_text(f"commande.locate.{key}", nombre=len(search.news), fichier=name))
    if search.dropped:
        key = "a_retirer" if dry_run else "retires"
        click.echo(write_text(f"commande.locate.{key}", nombre=search.dropped))
    if not (search.news or search.dropped or search.problems):
        click.echo(write_text("commande.locate.rien"))
    return 1 if search.problems else 0


def show_place(root: Path, done: int, total: int, place: NewPlace | None) -> None:
    """Write a line per place found; on a terminal, keep a bar below them."""
    moving = sys.stdout.isatty()
    if moving:
        click.echo("\r\x1b[K", nl=False)
    if place:
        situation = place.situation
        click.echo(
            write_text(
                "commande.locate.lieu",
                fiche=write_path(root / place.chemin),
                lieu=place.lieu.nom or place.lieu.adresse or place.lieu.commune,
                latitude=f"{situation.latitude:.5f}",
                longitude=f"{situation.longitude:.5f}",
                precision=write_text(f"commande.locate.precisions.{situation.precision.value}"),
            )
        )
    if moving and done < total:
        filled = "█" * (BAR_WIDTH * done // total)
        click.echo(f"{filled:░<{BAR_WIDTH}} {done}/{total}", nl=False)
