"""What `essaim locate` asks of the rooms: which places, which resolvers, what is kept and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from essaim.collect.collection import collect_initiatives
from essaim.collect.vocabulary import load_vocabularies
from essaim.commands.geocoding import Geocoding
from essaim.locate.geocoding import AddressResolver, Deferral
from essaim.locate.journal import Journal, open_journal, read_journal
from essaim.locate.lockfile import Lock, read_lock, write_lock
from essaim.locate.model import Situation
from essaim.locate.quartiers import keep_quartiers
from essaim.locate.reference import Reference, load_reference
from essaim.locate.resolution import NewPlace, resolve_places
from essaim.locate.resolvers import Request, list_resolvers
from essaim.locate.scope import Addresses, Scope
from essaim.pipeline import CatalogueFolder
from essaim.problems import Problem, sort_problems


@dataclass(frozen=True, slots=True)
class Wish:
    """How places are to be located. `only`: slugs of the files to look at, None for all."""

    geocoding: Geocoding
    dry_run: bool = False
    refresh: bool = False
    offline: bool = False
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """The places found, those that a dry run would ask the network for, and the problems.

    `refreshed` and `dropped` count the places whose territories moved and those nobody uses any
    more. `down`: the address service gave no answer.
    """

    problems: tuple[Problem, ...]
    news: tuple[NewPlace, ...] = ()
    refreshed: int = 0
    deferred: tuple[Request, ...] = ()
    dropped: int = 0
    down: bool = False


def list_slugs(folder: CatalogueFolder) -> frozenset[str]:
    """List the files of the catalogue by their bare names, sound or not."""
    return frozenset(path.stem for path in (folder.root / folder.initiatives).glob("*.md"))


def locate_files(
    folder: CatalogueFolder,
    today: date,
    wish: Wish,
    report: Callable[[int, int, NewPlace | None], None],
) -> Search:
    """Resolve the places the lock lacks; the lock is written as it goes, unless it is a dry run.

    `JournalBusyError` when another run is at work in the catalogue.
    """
    path = folder.root / folder.lieux
    if wish.dry_run:
        return _search_places(folder, today, wish, report, recovered=read_journal(path))
    with open_journal(path) as journal:
        return _search_places(folder, today, wish, report, recovered=journal.found, journal=journal)


def _search_places(
    folder: CatalogueFolder,
    today: date,
    wish: Wish,
    report: Callable[[int, int, NewPlace | None], None],
    *,
    recovered: Mapping[str, Situation],
    journal: Journal | None = None,
) -> Search:
    vocabularies, vocabulary_problems = load_vocabularies(folder.root / folder.vocabulaires)
    initiatives, file_problems = collect_initiatives(
        folder.root, vocabularies, folder=folder.initiatives
    )
    lock, lock_problems = read_lock(folder.root / folder.lieux)
    # Warnings about the rest of the files are `essaim check`'s business.
    problems = [one for one in (*vocabulary_problems, *file_problems) if one.is_error]
    problems += lock_problems
    if lock_problems:
        # Writing over a lock that was only partly read would lose places.
        return Search(tuple(sort_problems(problems)))

    def save(lock: Lock) -> None:
        write_lock(folder.root / folder.lieux, lock)
        if journal:
            journal.clear()

    # shapely takes its time to import: only those who locate pay for it.
    from essaim.locate.territories import load_quartiers  # noqa: PLC0415

    reference = load_reference(folder.root / folder.reference)
    territories = load_quartiers(folder.root / folder.reference, reference)
    resolver, addresses = _choose_resolver(wish, reference)
    # A file with an error still has its places: they are kept for when it is mended.
    complete = not problems
    resolution = resolve_places(
        initiatives,
        replace(lock, lieux={**lock.lieux, **recovered}),
        reference,
        today,
        resolvers=list_resolvers(resolver, territories),
        territories=territories,
        scope=Scope(addresses, wish.refresh, wish.only, prune=complete),
        report=report,
        save=save if journal else None,
        note=journal.note if journal else None,
    )
    if journal:
        kept = keep_quartiers(initiatives, lock.quartiers, reference.quartiers)
        save(replace(resolution.lock, quartiers=kept if complete else {**lock.quartiers, **kept}))
    problems += resolution.problems
    if isinstance(resolver, AddressResolver):
        problems += resolver.summarise(folder.lieux)
    if wish.only is not None:
        names = {f"{slug}.md" for slug in wish.only}
        problems = [one for one in problems if Path(one.path).name in {*names, folder.lieux}]
    return Search(
        tuple(sort_problems(problems)),
        resolution.news,
        len(resolution.refreshed),
        tuple(resolver.requests) if wish.dry_run and isinstance(resolver, Deferral) else (),
        len(resolution.orphans) if complete else 0,
        isinstance(resolver, AddressResolver) and resolver.down,
    )


def _choose_resolver(
    wish: Wish, reference: Reference
) -> tuple[AddressResolver | Deferral | None, Addresses]:
    """Return what answers for addresses, None when no service is wanted."""
    if not wish.geocoding.wanted:
        return None, Addresses.IGNORED
    if wish.offline:
        return Deferral(tell=not wish.dry_run), Addresses.DEFERRED
    if wish.dry_run:
        return Deferral(tell=False), Addresses.ASKED
    return wish.geocoding.open_resolver(reference), Addresses.ASKED
