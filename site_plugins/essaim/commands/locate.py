"""`essaim locate`: new places get their point and their territories, kept in the lock."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from essaim.commands.french import FrenchCommand
from essaim.commands.geocoding import Geocoding, geocoding_options
from essaim.commands.options import find_folder, root_option, show_problems, write_path
from essaim.commands.places import Search, Wish, list_slugs, locate_files
from essaim.commands.progress import draw_bar, erase_bar
from essaim.locales import write_text
from essaim.locate.contours import ContoursError
from essaim.locate.journal import JournalBusyError
from essaim.locate.resolution import NewPlace
from essaim.pipeline import CatalogueFolder

TRY_LATER: Final = 75
"""EX_TEMPFAIL of sysexits.h: nothing to mend, run again later."""


@click.command(
    "locate",
    cls=FrenchCommand,
    short_help=write_text("commande.locate.resume"),
    help=write_text("commande.locate.aide"),
)
@click.option("--dry-run", is_flag=True, help=write_text("commande.locate.essai"))
@click.option("--refresh", is_flag=True, help=write_text("commande.locate.tout"))
@click.option("--offline", is_flag=True, help=write_text("commande.locate.hors_ligne"))
@click.option(
    "--only",
    multiple=True,
    metavar=write_text("commande.aide.metavar_texte"),
    help=write_text("commande.locate.seulement"),
)
@geocoding_options
@root_option
def locate(
    root: Path | None,
    dry_run: bool,
    refresh: bool,
    offline: bool,
    only: tuple[str, ...],
    **geocoding: Any,
) -> int:
    """Resolve what is new, show it, keep it."""
    folder = find_folder(root)
    if refresh and offline:
        raise click.UsageError(write_text("commande.locate.refus.ensemble"))
    check_slugs(folder, only)
    wish = Wish(Geocoding(**geocoding), dry_run, refresh, offline, frozenset(only) or None)
    try:
        search = locate_files(folder, date.today(), wish, partial(show_place, folder.root))
    except JournalBusyError:
        message = write_text("commande.erreur.titre", message=write_text("commande.locate.occupe"))
        click.echo(message, err=True)
        return TRY_LATER
    except ContoursError as error:
        raise click.ClickException(str(error)) from error
    show_search(search, folder, dry_run)
    if search.down:
        return TRY_LATER
    return 1 if search.problems else 0


def check_slugs(folder: CatalogueFolder, only: tuple[str, ...]) -> None:
    """Refuse the name of a file that does not exist."""
    unknown = [slug for slug in only if slug not in list_slugs(folder)]
    if unknown:
        raise click.UsageError(write_text("commande.locate.refus.fiche", nom=unknown[0]))


def show_search(search: Search, folder: CatalogueFolder, dry_run: bool) -> None:
    """Write the problems, what would be asked, then what was done, one line each."""
    show_problems(search.problems, folder.root)
    for request in search.deferred:
        click.echo(
            write_text(
                "commande.locate.a_demander",
                fiche=write_path(folder.root / request.initiative.chemin),
                lieu=request.lieu.adresse,
                commune=request.found.named.nom,
            )
        )
    counts = {
        "essayes" if dry_run else "ecrits": len(search.news),
        "a_actualiser" if dry_run else "actualises": search.refreshed,
        "a_chercher": len(search.deferred),
        "a_retirer" if dry_run else "retires": search.dropped,
    }
    name = write_path(folder.root / folder.lieux)
    for key, count in counts.items():
        if count:
            click.echo(write_text(f"commande.locate.{key}", nombre=count, fichier=name))
    if not (any(counts.values()) or search.problems):
        click.echo(write_text("commande.locate.rien"))


def show_place(root: Path, done: int, total: int, place: NewPlace | None) -> None:
    """Write a line per place found; on a terminal, keep a bar below them."""
    erase_bar()
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
    if sys.stdout.isatty() and done < total:
        draw_bar(done, total, f"{done}/{total}")
