"""What only shows between files: twins, broken links, one SIRET for two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from essaim.collect.entry import Entry
from essaim.collect.flaws import Flaw
from essaim.collect.folding import find_closest, fold_text


def check_neighbours(
    entries: Sequence[Entry], slugs: Collection[str]
) -> Iterator[tuple[Entry, Flaw]]:
    """Compare the files of a folder; `slugs` are all those that have a file, broken ones too."""
    yield from check_titles(entries)
    yield from check_sirets(entries)
    yield from check_links(entries, slugs)


def check_titles(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Flaw]]:
    """Find two initiatives of one name in one commune; the later file, by name, is told."""
    first: dict[tuple[str, str], str] = {}
    for entry in entries:
        title = fold_text(entry.titre)
        if not title:
            continue
        for commune in dict.fromkeys(map(fold_text, entry.communes or ("",))):
            other = first.setdefault((title, commune), entry.slug)
            if other != entry.slug:
                values = {"autre": f"{other}.md"}
                yield entry, place_flaw(entry, Flaw("titre_en_double", ("titre",), values))
                break


def check_sirets(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Flaw]]:
    """Find one SIRET under two names."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.siret:
            groups[entry.siret].append(entry)
    for group in groups.values():
        reference = group[0]
        for entry in group[1:]:
            if fold_text(entry.porteur) != fold_text(reference.porteur):
                values = {"autre": f"{reference.slug}.md", "nom": reference.porteur[:60]}
                flaw = Flaw("siret_partage", ("porteur", "siret"), values)
                yield entry, place_flaw(entry, flaw)


def check_links(entries: Sequence[Entry], slugs: Collection[str]) -> Iterator[tuple[Entry, Flaw]]:
    """Find the links to an initiative that is not there, or to the file itself."""
    candidates = tuple(sorted(slugs))
    for entry in entries:
        for link in entry.links:
            line, column = link.place
            values: dict[str, object] = {"slug": link.slug[:80]}
            if link.slug == entry.slug and link.loc:
                yield entry, Flaw("lien_vers_soi", link.loc, values, line=line, column=column)
            elif link.slug not in slugs:
                close = find_closest(link.slug, candidates)
                values["proche"] = close
                hint = "hint_proche" if close else "hint"
                yield entry, Flaw("lien_casse", link.loc, values, hint, line, column)


def place_flaw(entry: Entry, flaw: Flaw) -> Flaw:
    """Give a flaw the place that its file noted for that field."""
    line, column = entry.places.get(flaw.loc, (1, 1))
    return replace(flaw, line=line, column=column)
