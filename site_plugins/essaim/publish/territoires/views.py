"""What the page of a territory shows: words and numbers ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from essaim.catalogue import Catalogue
from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.locate.model import Territoire
from essaim.publish.territoires.atlas import Atlas, Territory
from essaim.publish.territoires.geography import LEVELS, make_path
from essaim.publish.territoires.nearest import Nearest
from essaim.publish.territoires.presences import Lien, Presence
from essaim.publish.typography import format_distance, format_number, join_words
from essaim.publish.views import CardView

ROWS = 100
"""Initiatives listed on a page for each link; the catalogue and the downloads have them all."""
NAMED = 3
"""Served quartiers named on a row before they are counted."""


@dataclass(frozen=True, slots=True)
class RowView:
    """An initiative in a territory's list; `distance` and `notes` say how it is tied to it."""

    card: CardView
    distance: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """The initiatives tied by one link (its code), and how many are left out."""

    lien: str
    titre: str
    explication: str
    nombre: int
    rangs: tuple[RowView, ...]
    reste: int


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure; `sur` completes it (« sur 12 »)."""

    valeur: str
    sur: str
    libelle: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A territory beside, above or below: `details` are counts or a distance in words."""

    path: str
    nom: str
    details: str
    vide: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """Territories of one level under a heading."""

    titre: str
    liens: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class QuartierView:
    """A quartier of a larger territory, and its counts by link."""

    path: str
    code: str
    nom: str
    communes: str
    nombres: tuple[int, int, int, int]


def pick_suffix(niveau: Niveau) -> str:
    """Return what ends the keys of sentences that speak of a quartier."""
    return "_qpv" if niveau is Niveau.QPV else ""


def write_title(territory: Territory) -> str:
    """Write a territory's name as a page's title, with what tells it from its namesakes."""
    return write_text(
        f"territoires.titre_page.{territory.niveau.value}",
        nom=territory.nom,
        code=territory.code,
        departement=_name_above(territory, Niveau.DEPARTEMENT) or territory.code,
    )


def write_description(territory: Territory) -> str:
    """Write what the page holds, for search engines and shared links."""
    return write_text(
        f"territoires.description.{territory.niveau.value}",
        nom=territory.nom,
        code=territory.code,
        situation=_name_above(territory, Niveau.DEPARTEMENT) or territory.code,
    )


def _name_above(territory: Territory, niveau: Niveau) -> str:
    return next((t.nom for t in territory.chaine[:-1] if t.niveau is niveau), "")


def list_sections(territory: Territory, cards: Mapping[str, CardView]) -> tuple[SectionView, ...]:
    """List who is there, link by link; links without anyone are left out."""
    suffix = pick_suffix(territory.niveau)
    return tuple(
        SectionView(
            lien.value,
            write_text(f"territoires.liens.{lien.value}{suffix}"),
            write_text(f"territoires.explications.{lien.value}{suffix}"),
            len(presences),
            tuple(_make_row(one, cards) for one in presences[:ROWS]),
            max(0, len(presences) - ROWS),
        )
        for lien, presences in territory.by_lien.items()
        if presences
    )


def _make_row(presence: Presence, cards: Mapping[str, CardView]) -> RowView:
    distance = ""
    if presence.lien is Lien.PROCHE and presence.distance is not None:
        distance = tell_distance(presence.distance)
    return RowView(cards[presence.located.slug], distance, tuple(_list_notes(presence)))


def _list_notes(presence: Presence) -> Iterable[str]:
    if presence.lien is Lien.PROCHE and presence.dessert:
        yield write_text("territoires.rang.dessert")
    elif presence.lien is Lien.DESSERT and presence.par:
        yield write_text("territoires.rang.quartiers_desservis", quartiers=_name_few(presence.par))
    elif presence.lien is Lien.ITINERANTE:
        if presence.par:
            yield write_text("territoires.rang.agit", territoires=_name_few(presence.par))
        else:
            yield write_text("territoires.rang.agit_partout")


def _name_few(territories: Sequence[Territoire]) -> str:
    names = [territoire.nom for territoire in territories]
    if len(names) > NAMED:
        others = len(names) - NAMED + 1
        more = write_text("interface.fiche.perimetre_autres", nombre=others)
        names = [*names[: NAMED - 1], more]
    return join_words(names)


def tell_distance(metres: int, *, approximate: bool = False) -> str:
    """Say how far, and that it is about so when a place is only known roughly."""
    key = "distance_environ" if approximate else "distance"
    return write_text(f"territoires.rang.{key}", distance=format_distance(metres))


def list_nearest(nearest: Iterable[Nearest], cards: Mapping[str, CardView]) -> tuple[RowView, ...]:
    """List the initiatives nearest to a quartier that has none."""
    return tuple(
        RowView(
            cards[one.located.slug], tell_distance(one.distance, approximate=one.approximate), ()
        )
        for one in nearest
    )


def list_figures(territory: Territory, atlas: Atlas) -> tuple[FigureView, ...]:
    """List the key figures; « à préciser » is in none."""
    qpv = territory.niveau is Niveau.QPV
    suffix = pick_suffix(territory.niveau)
    links = (Lien.DANS, Lien.PROCHE, Lien.DESSERT) if qpv else (Lien.DANS, Lien.DESSERT)
    figures = [
        _make_figure(f"{lien.value}{'' if lien is Lien.PROCHE else suffix}", count)
        for lien in links
        if (count := len(territory.by_lien[lien])) or qpv or lien is Lien.DANS
    ]
    if count := len(territory.by_lien[Lien.ITINERANTE]):
        figures.append(_make_figure("itinerante", count))
    if territory.quartiers:
        total = len(territory.quartiers)
        covered = sum(one.covered for one in atlas.list_quartiers(territory))
        figures.append(_make_figure("couverts", covered, total))
    return tuple(figures)


def _make_figure(key: str, count: int, total: int = 0) -> FigureView:
    return FigureView(
        format_number(count),
        write_text("territoires.chiffres.sur", total=format_number(total)) if total else "",
        write_text(f"territoires.chiffres.{key}", nombre=count),
    )


def list_children(territory: Territory, atlas: Atlas) -> tuple[GroupView, ...]:
    """List the territories right below, quartiers aside: these have their own table."""
    groups: list[GroupView] = []
    for niveau in LEVELS[:-1]:
        links = tuple(
            link_territory(child)
            for one in territory.enfants
            if one.niveau is niveau and (child := atlas.find(niveau, one.code))
        )
        if links:
            groups.append(GroupView(write_text(f"territoires.niveaux_pluriel.{niveau}"), links))
    return tuple(groups)


def link_territory(territory: Territory) -> LinkView:
    """Point to a territory with its counts."""
    present = len(territory.by_lien[Lien.DANS])
    quartiers = len(territory.quartiers)
    counts = []
    if present or not quartiers:
        counts.append(write_text("territoires.fiche.initiatives_nombre", nombre=present))
    if quartiers:
        counts.append(write_text("territoires.fiche.quartiers_nombre", nombre=quartiers))
    return LinkView(territory.path, territory.nom, ", ".join(counts), vide=not present)


def list_quartiers(territory: Territory, atlas: Atlas) -> tuple[QuartierView, ...]:
    """List the quartiers of a territory with their counts, zero included."""
    quartiers = sorted(atlas.list_quartiers(territory), key=lambda one: (one.nom, one.code))
    return tuple(
        QuartierView(
            quartier.path,
            quartier.code,
            quartier.nom,
            join_words(list_names(quartier.parents, Niveau.COMMUNE)),
            count_links(quartier),
        )
        for quartier in quartiers
    )


def count_links(quartier: Territory) -> tuple[int, int, int, int]:
    """Count the initiatives in, near, serving a quartier, and « à préciser »."""
    links = (Lien.DANS, Lien.PROCHE, Lien.DESSERT, Lien.A_PRECISER)
    dans, proche, dessert, unsure = (len(quartier.by_lien[lien]) for lien in links)
    return dans, proche, dessert, unsure


def list_names(territories: Iterable[Territoire], niveau: Niveau) -> list[str]:
    """List the names of the territories of a level."""
    return [t.nom for t in territories if t.niveau is niveau]


def list_parents(territory: Territory) -> tuple[LinkView, ...]:
    """List every territory above, from the smallest, with its level."""
    ordered = sorted(territory.parents, key=lambda t: -LEVELS.index(t.niveau))
    return tuple(
        LinkView(
            make_path(t.niveau, t.code), t.nom, write_text(f"territoires.niveaux.{t.niveau.value}")
        )
        for t in ordered
    )


def list_sources(
    territory: Territory, catalogue: Catalogue, atlas: Atlas, *, contours: bool
) -> tuple[str, ...]:
    """Name the sources and vintages of what the page shows."""
    sources = []
    if atlas.millesime and (territory.niveau is Niveau.QPV or territory.quartiers):
        key = "source_qpv" if contours else "source_qpv_sans_contours"
        sources.append(write_text(f"territoires.fiche.{key}", millesime=atlas.millesime))
    if catalogue.geographie:
        vintage = catalogue.geographie.millesime
        sources.append(write_text("territoires.fiche.source_geo", millesime=vintage))
    return tuple(sources)
