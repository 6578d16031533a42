"""`essaim reference`: the official contours of the quartiers, and the tables of communes."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import click

from essaim.commands.french import FrenchCommand
from essaim.commands.options import find_folder, root_option, write_path
from essaim.commands.progress import draw_bar, erase_bar
from essaim.locales import write_text
from essaim.locate.communes_refresh import Refresh, RefreshError, refresh_tables
from essaim.locate.contours import ContoursError
from essaim.locate.download import DownloadError, Limits, download_file
from essaim.locate.record import Record

QPV_ADDRESS: Final = "https://www.data.gouv.fr/fr/datasets/r/942d4ee8-8142-4556-8ea1-335537ce1119"
"""The official archive (zip), by its stable address: it redirects to the file of the day."""
COMMUNES_ADDRESS: Final = "https://geo.api.gouv.fr"
QPV_LIMITS: Final = Limits(smallest=100_000, largest=100 * 2**20)
COMMUNES_LIMITS: Final = Limits(smallest=10_000, largest=50 * 2**20)
LISTED: Final = 10


@click.command(
    "reference",
    cls=FrenchCommand,
    short_help=write_text("commande.reference.resume"),
    help=write_text("commande.reference.aide"),
)
@click.option(
    "--qpv-file",
    type=click.Path(path_type=Path),
    metavar=write_text("commande.aide.metavar_fichier"),
    help=write_text("commande.reference.fichier"),
)
@click.option(
    "--qpv-url",
    default=QPV_ADDRESS,
    metavar=write_text("commande.reference.metavar_adresse"),
    help=write_text("commande.reference.adresse"),
)
@click.option(
    "--sha256",
    metavar=write_text("commande.reference.metavar_empreinte"),
    help=write_text("commande.reference.empreinte"),
)
@click.option(
    "--millesime",
    metavar=write_text("commande.reference.metavar_annee"),
    help=write_text("commande.reference.millesime"),
)
@click.option("--communes", is_flag=True, help=write_text("commande.reference.communes"))
@click.option(
    "--communes-url",
    default=COMMUNES_ADDRESS,
    metavar=write_text("commande.reference.metavar_adresse"),
    help=write_text("commande.reference.adresse_communes"),
)
@root_option
def reference(
    *,
    root: Path | None,
    qpv_file: Path | None,
    qpv_url: str,
    sha256: str | None,
    millesime: str | None,
    communes: bool,
    communes_url: str,
) -> int:
    """Install what is asked for; on any failure the former files stay."""
    folder = find_folder(root)
    target = folder.root / folder.reference
    if millesime and not (millesime.isdecimal() and len(millesime) == 4):
        raise click.UsageError(write_text("commande.reference.annee", valeur=millesime))
    try:
        if communes:
            show_refresh(fetch_communes(target, communes_url, millesime), target)
        elif qpv_file:
            show_record(install_file(target, qpv_file, qpv_file.name, sha256, millesime), target)
        else:
            with draw_draft(target, "qpv-archive") as draft:
                fetch_file(qpv_url, draft, QPV_LIMITS)
                show_record(install_file(target, draft, qpv_url, sha256, millesime), target)
    except (ContoursError, DownloadError, RefreshError) as error:
        origin = communes_url if communes else write_path(qpv_file) if qpv_file else qpv_url
        raise click.ClickException(
            write_text("commande.reference.refus", source=origin, raison=error)
        ) from None
    return 0


def install_file(
    folder: Path, path: Path, origin: str, sha256: str | None, millesime: str | None
) -> Record:
    """Check a file of contours and install it; an official archive must hold them all."""
    # Here and not above: shapely takes half a second, which no other command should pay.
    from essaim.locate.installation import OFFICIAL_MINIMUM, Source, install_contours  # noqa: PLC0415

    minimum = OFFICIAL_MINIMUM if origin == QPV_ADDRESS else 1
    return install_contours(folder, Source(path, origin, millesime, sha256, minimum), date.today())


def fetch_communes(folder: Path, address: str, millesime: str | None) -> Refresh:
    """Bring the tables of communes and EPCI up to date."""

    def read(question: str) -> bytes:
        with draw_draft(folder, "qpv-communes") as draft:
            fetch_file(f"{address.rstrip('/')}/{question}", draft, COMMUNES_LIMITS)
            return draft.read_bytes()

    return refresh_tables(folder, read, millesime or str(date.today().year))


def fetch_file(address: str, target: Path, limits: Limits) -> None:
    """Download a file, with a bar on a terminal, a line elsewhere."""
    click.echo(write_text("commande.reference.telechargement", adresse=address))
    download_file(address, target, limits, show_progress if sys.stdout.isatty() else None)
    erase_bar()


def show_progress(received: int, expected: int | None) -> None:
    """Draw how much was received."""
    amount = write_text("commande.reference.recu", nombre=f"{received / 2**20:.1f}")
    draw_bar(received, expected, amount)


@contextmanager
def draw_draft(folder: Path, name: str) -> Iterator[Path]:
    """Give a path in the same folder as what it will replace; nothing is left of it."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{name}.{secrets.token_hex(4)}.part"
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def show_record(record: Record, folder: Path) -> None:
    """Say what was installed, and what had to be mended."""
    click.echo(
        write_text(
            "commande.reference.installes",
            nombre=len(record.quartiers),
            millesime=record.millesime,
            licence=record.licence,
            dossier=write_path(folder),
        )
    )
    for key, codes in (("repares", record.repares), ("sans_surface", record.sans_surface)):
        if codes:
            click.echo(
                write_text(f"commande.reference.{key}", nombre=len(codes), codes=_list_codes(codes))
            )
    click.echo(write_text("commande.reference.suite"))


def show_refresh(refresh: Refresh, folder: Path) -> None:
    """Say what changed in the tables, and what the service did not know."""
    click.echo(
        write_text(
            "commande.reference.communes_lues", nombre=refresh.changed, dossier=write_path(folder)
        )
    )
    for key, codes in (("nouvelles", refresh.added), ("absentes", refresh.missing)):
        if codes:
            click.echo(
                write_text(f"commande.reference.{key}", nombre=len(codes), codes=_list_codes(codes))
            )
    click.echo(write_text("commande.reference.suite"))


def _list_codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes[:LISTED]) + ("…" if len(codes) > LISTED else "")
