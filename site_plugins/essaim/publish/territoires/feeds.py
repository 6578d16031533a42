"""Atom feeds (RFC 4287): what is new in a territory, dated by the files, never by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment

from essaim.collect.model import Initiative
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee
from essaim.publish.territoires.atlas import Territory
from essaim.publish.territoires.counts import complete_date

ENTRIES: Final = 30
UNKNOWN: Final = "1970-01-01"
"""For a file without any date: Atom wants one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative in a feed; `date` as RFC 3339 wants it."""

    identifiant: str
    titre: str
    resume: str
    auteur: str
    adresse: str
    date: str


def write_feed(
    territory: Territory, environment: Environment, site_url: str, site_name: str
) -> str:
    """Write the feed of a territory; addresses are relative when the site's own is not known."""
    recent = sorted(
        (presence.located for presence in territory.presences),
        key=lambda located: (find_date(located.initiative), located.slug),
        reverse=True,
    )
    entries = [_make_entry(located, site_url) for located in recent[:ENTRIES]]
    root = site_url or "../" * (territory.path.count("/"))
    return environment.get_template("flux.xml").render(
        identifiant=_identify(f"{site_url}{territory.path}"),
        titre=write_text("territoires.flux.titre", nom=territory.nom),
        sous_titre=write_text("territoires.flux.sous_titre"),
        page=f"{root}{territory.path}",
        flux=f"{root}{territory.path}feed.xml",
        auteur=site_name,
        date=entries[0].date,
        entrees=entries,
        racine=root,
    )


def find_date(initiative: Initiative) -> str:
    """Return the day a file was last checked, else when the initiative began."""
    checked = initiative.verifie_le
    return str(checked or initiative.depuis or UNKNOWN)


def list_dates(initiatives: Iterable[Initiative]) -> list[str]:
    """Return the days of the last checks, where there was one."""
    return [str(one.verifie_le) for one in initiatives if one.verifie_le]


def _make_entry(located: InitiativeSituee, site_url: str) -> Entry:
    initiative = located.initiative
    path = f"initiatives/{located.slug}/"
    return Entry(
        _identify(f"{site_url}{path}"),
        initiative.titre,
        initiative.resume,
        initiative.porteur.nom,
        path,
        _complete(find_date(initiative)),
    )


def _identify(address: str) -> str:
    return address if "://" in address else f"urn:uuid:{uuid5(NAMESPACE_URL, address)}"


def _complete(partial: str) -> str:
    """Make a moment of a partial date: midnight, the first day."""
    return f"{complete_date(partial)}T00:00:00Z"
