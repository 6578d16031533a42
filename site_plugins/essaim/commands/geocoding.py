"""The options of `essaim locate` that say which address service is asked, and how.

Each has an environment variable, for a catalogue to set once where it is run (CI, direnv).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import click

from essaim.commands.french import FrenchChoice
from essaim.locales import write_text
from essaim.locate.choice import THRESHOLD
from essaim.locate.geocoding import AddressResolver, write_cause
from essaim.locate.patience import RATE, Patience
from essaim.locate.reference import Reference
from essaim.locate.service import ServiceError

BAN: Final = "ban"
NONE: Final = "aucun"
DOMAIN: Final = "data.geopf.fr/geocodage"
SCHEMES: Final = ("https", "http")
TIMEOUT: Final = 10.0
_DOMAIN_SHAPE: Final = re.compile(
    r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[\w.~-]+)*"
)


class Number(click.ParamType[float]):
    """A number between two limits, the first one excluded; a decimal comma is understood."""

    name = "number"

    def __init__(self, low: float, high: float) -> None:
        """Keep the limits."""
        self.low, self.high = low, high

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read the number, or say what was expected."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = float("nan")
        if not self.low < number <= self.high:
            limits = {"minimum": f"{self.low:g}", "maximum": f"{self.high:g}"}
            self.fail(
                write_text("commande.locate.refus.nombre", valeur=value, **limits), param, ctx
            )
        return number


class Domain(click.ParamType[str]):
    """A host, with a port and a path if need be, without a scheme."""

    name = "domain"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the domain, or say what was expected."""
        domain = str(value).strip().rstrip("/")
        if not _DOMAIN_SHAPE.fullmatch(domain):
            self.fail(write_text("commande.locate.refus.domaine", valeur=value), param, ctx)
        return domain


@dataclass(frozen=True, slots=True)
class Geocoding:
    """What was asked for. Durations in seconds, `rate` in questions per second."""

    provider: str = BAN
    domain: str = DOMAIN
    scheme: str = SCHEMES[0]
    timeout: float = TIMEOUT
    rate: float = RATE
    threshold: float = THRESHOLD

    @property
    def wanted(self) -> bool:
        """Whether addresses are looked for at all."""
        return self.provider != NONE

    def open_resolver(self, reference: Reference) -> AddressResolver:
        """Make what asks the service; nothing is sent yet."""
        # geopy takes a quarter of a second to import: only those who ask pay for it.
        from essaim.locate.geocoder import Access, Geocoder  # noqa: PLC0415

        service = Geocoder(Access(self.domain, self.scheme, self.timeout))
        patience = Patience(rate=self.rate, tell=show_pause)
        return AddressResolver(service, reference, patience, self.threshold)


def show_pause(error: ServiceError, seconds: float) -> None:
    """Say why nothing moves for a while, on the error stream."""
    text = write_text(
        "commande.locate.pause",
        raison=write_cause(error),
        secondes=f"{seconds:g}".replace(".", ","),
    )
    if sys.stdout.isatty():
        # The bar of progress leaves its line.
        click.echo("\r\x1b[K", nl=False)
    click.echo(text, err=True)


def geocoding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the address service, in this order."""
    specs: tuple[tuple[str, str, click.ParamType[Any], Any], ...] = (
        ("geocodeur", "provider", FrenchChoice([BAN, NONE]), BAN),
        ("geocodeur-domaine", "domain", Domain(), DOMAIN),
        ("geocodeur-protocole", "scheme", FrenchChoice(SCHEMES), SCHEMES[0]),
        ("delai", "timeout", Number(0, 300), TIMEOUT),
        ("debit", "rate", Number(0, 1000), RATE),
        ("seuil", "threshold", Number(0, 1), THRESHOLD),
    )
    for name, destination, kind, default in reversed(specs):
        variable = name.removeprefix("geocodeur-").upper()
        command = click.option(
            f"--{name}",
            destination,
            type=kind,
            default=default,
            envvar=f"ESSAIM_{variable}" if name == "geocodeur" else f"ESSAIM_GEOCODEUR_{variable}",
            metavar=write_text(f"commande.locate.metavars.{name}"),
            help=write_text(f"commande.locate.options.{name}"),
        )(command)
    return command
