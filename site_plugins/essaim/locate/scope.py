"""Which places are looked at again, and which resolvers are asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from essaim.locate.model import Precision, Situation
from essaim.locate.reference import Reference
from essaim.locate.resolvers import REFERENCE, Request, Resolver, TerritoryFinder

REFERENCE_ALONE: Final = "reference-seule"
"""Provider of a place that has an address, located without one on purpose: not asked again."""


class Addresses(StrEnum):
    """What is done with addresses."""

    IGNORED = "ignored"
    """No service is wanted: places are known to their quartier or commune at best."""
    DEFERRED = "deferred"
    """Not now: places already known stay as they are."""
    ASKED = "asked"
    """Asked, even for places located before a service could be."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which places are looked at: those that are new or out of date, or all of them to `refresh`.

    `only`: slugs of initiatives. Without `prune`, orphans are told but kept: right when some files
    could not be read; `only` never prunes.
    """

    addresses: Addresses = Addresses.IGNORED
    refresh: bool = False
    only: frozenset[str] | None = None
    prune: bool = True


NEW_PLACES: Final = Scope()


@dataclass(frozen=True, slots=True)
class Tools:
    """What places are resolved with: the day, the geography, the contours if installed."""

    today: date
    reference: Reference
    resolvers: Sequence[Resolver]
    territories: TerritoryFinder | None
    addresses: Addresses


def is_current(situation: Situation, tools: Tools) -> bool:
    """Tell whether a place has the territories and the quartiers of today."""
    if situation.millesime != tools.reference.millesime:
        return False
    return tools.territories is None or situation.millesime_qpv == tools.territories.millesime


def is_asked(request: Request, former: Situation | None, tools: Tools, scope: Scope) -> bool:
    """Tell whether the resolvers are to be asked for a place."""
    if former is None or scope.refresh:
        return True
    approximate = former.precision in {Precision.QPV, Precision.COMMUNE}
    if not request.lieu.adresse:
        # What the file or the reference gave may have moved, and costs nothing to ask again.
        free = approximate or former.precision is Precision.DECLAREE
        return free and not is_current(former, tools)
    if former.precision is Precision.DECLAREE:
        return not is_current(former, tools)
    if tools.addresses is Addresses.ASKED:
        return approximate and former.fournisseur == REFERENCE
    if tools.addresses is Addresses.IGNORED:
        ours = former.fournisseur in {REFERENCE, REFERENCE_ALONE}
        return approximate and ours and not is_current(former, tools)
    return False
