"""The observatory: what the catalogue covers and what it does not, as tables, charts and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from essaim.collect.model import Niveau
from essaim.locales import write_text
from essaim.publish.links import PageLinks
from essaim.publish.territoires.charts import draw_years, make_bars
from essaim.publish.territoires.counts import (
    choose_date,
    count_ages,
    count_formes,
    count_statuts,
    count_years,
)
from essaim.publish.territoires.coverage import (
    Coverage,
    GapGroup,
    count_themes,
    list_coverage,
    list_gaps,
)
from essaim.publish.territoires.presences import Lien
from essaim.publish.territoires.rendering import TerritoryRenderer
from essaim.publish.territoires.rows import SEPARATOR, Cell
from essaim.publish.territoires.sheets import write_csv
from essaim.publish.territoires.views import list_names, tell_distance
from essaim.publish.typography import format_date

FOLDER: Final = "donnees/observatoire/"
ROWS: Final = 200
"""Rows shown of a table; its file has them all."""
SHADES: Final = 5
LEVELS: Final = (Niveau.DEPARTEMENT, Niveau.EPCI)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the matrix: counts by theme, each with a shade from 0 (none) to `SHADES`."""

    path: str
    nom: str
    nombres: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class NearView:
    """An empty quartier in the list, and who is nearest, if anyone is near."""

    path: str
    nom: str
    code: str
    communes: str
    voisine: str
    voisine_path: str
    distance: str


class ObservatoryRenderer:
    """Render the page, and write its tables as files."""

    def __init__(self, territories: TerritoryRenderer, epoch: str | None = None) -> None:
        """`epoch`: SOURCE_DATE_EPOCH, when it is given."""
        self._pages = territories
        self._catalogue = territories.catalogue
        self._atlas = territories.atlas
        self._today = choose_date(territories.catalogue, epoch)

    def render_page(self, links: PageLinks) -> str:
        """Render the observatory."""
        years = count_years(self._catalogue)
        return self._pages.environment.get_template("observatoire.html").render(
            links=links,
            sprite=self._pages.sprite.collect([], {code for code, _ in self._themes}),
            millesime=self._atlas.millesime,
            complet=self._atlas.geography.complete,
            date=format_date(self._today) if self._today else "",
            couvertures=[
                (niveau.value, rows[:ROWS], len(rows))
                for niveau in LEVELS
                if (rows := self._coverages[niveau])
            ],
            themes=self._themes,
            matrices=[
                (niveau.value, lines[:ROWS], len(lines))
                for niveau in LEVELS
                if (lines := self._matrices[niveau]) and (niveau is Niveau.EPCI or len(lines) > 1)
            ],
            statuts=make_bars(count_statuts(self._catalogue)),
            formes=make_bars(count_formes(self._catalogue)),
            fraicheur=make_bars(count_ages(self._catalogue, self._today)),
            annees=draw_years(years.counts),
            avant=years.before,
            sans_annee=years.unknown,
            vides=[self._describe_group(group) for group in self._gaps],
            nombre_vides=sum(len(group.gaps) for group in self._gaps),
            mesure_commune=any(not gap.to_contour for group in self._gaps for gap in group.gaps),
            dossier=FOLDER,
            nombre=len(self._catalogue.initiatives),
        )

    def list_files(self) -> Iterator[tuple[str, str]]:
        """Give every table as a file: (path from the site's root, content)."""
        for name, header, rows in self._list_tables():
            head = tuple(write_text(f"territoires.observatoire.colonnes.{key}") for key in header)
            yield f"{FOLDER}{name}.csv", write_csv([head, *rows])
        for niveau in LEVELS:
            head = ("code", "nom", *(nom for _, nom in self._themes))
            rows = (
                (row.path.split("/")[-2], row.nom, *(count for count, _ in row.nombres))
                for row in self._matrices[niveau]
            )
            yield f"{FOLDER}themes-{niveau.value}.csv", write_csv([head, *rows])

    def _list_tables(self) -> Iterator[tuple[str, tuple[str, ...], Iterable[tuple[Cell, ...]]]]:
        counted = ("quartiers", "dans", "proche", "dessert", "sans", "a_preciser", "page")
        for niveau in LEVELS:
            yield (
                f"couverture-{niveau.value}",
                ("code", "nom", *counted),
                [_list_coverage_cells(row) for row in self._coverages[niveau]],
            )
        catalogue = self._catalogue
        for name, key, counts in (
            ("statuts", "statut", count_statuts(catalogue)),
            ("formes", "forme", count_formes(catalogue)),
            ("fraicheur", "anciennete", count_ages(catalogue, self._today)),
        ):
            yield name, (key, "initiatives"), [(nom, count) for _, nom, count in counts]
        yield "annees", ("annee", "initiatives"), self._list_years()
        gaps = ("code", "nom", "communes", "epci", "departement", "a_preciser")
        nearest = ("plus_proche", "distance", "mesure", "page")
        yield "quartiers-sans-initiative", (*gaps, *nearest), self._list_gap_cells()

    def _list_years(self) -> list[tuple[Cell, ...]]:
        years = count_years(self._catalogue)
        rows: list[tuple[Cell, ...]] = []
        if years.before:
            first, count = years.before
            rows.append((write_text("territoires.observatoire.avant", annee=first), count))
        return [*rows, *years.counts]

    def _list_gap_cells(self) -> Iterator[tuple[Cell, ...]]:
        for group in self._gaps:
            for gap in group.gaps:
                quartier, nearest = gap.quartier, gap.nearest
                measure = "contour" if gap.to_contour else "commune"
                yield (
                    quartier.code,
                    quartier.nom,
                    SEPARATOR.join(list_names(quartier.parents, Niveau.COMMUNE)),
                    group.epci.nom if group.epci else "",
                    group.departement,
                    len(quartier.by_lien[Lien.A_PRECISER]),
                    nearest.located.initiative.titre if nearest else "",
                    nearest.distance if nearest else None,
                    write_text(f"territoires.observatoire.mesures.{measure}") if nearest else "",
                    quartier.path,
                )

    def _describe_group(self, group: GapGroup) -> tuple[str, str, str, list[NearView]]:
        epci = group.epci
        gaps = [
            NearView(
                gap.quartier.path,
                gap.quartier.nom,
                gap.quartier.code,
                ", ".join(list_names(gap.quartier.parents, Niveau.COMMUNE)),
                near.located.initiative.titre if (near := gap.nearest) else "",
                f"initiatives/{near.located.slug}/" if near else "",
                tell_distance(near.distance, approximate=near.approximate) if near else "",
            )
            for gap in group.gaps
        ]
        return group.departement, epci.nom if epci else "", epci.path if epci else "", gaps

    @cached_property
    def _coverages(self) -> dict[Niveau, tuple[Coverage, ...]]:
        return {niveau: list_coverage(self._atlas, niveau) for niveau in LEVELS}

    @cached_property
    def _gaps(self) -> tuple[GapGroup, ...]:
        return list_gaps(self._atlas, self._pages.measurer)

    @cached_property
    def _themes(self) -> list[tuple[str, str]]:
        words = self._catalogue.vocabulaires.themes
        return [
            (code, theme.nom) for code, theme in words.items() if self._catalogue.by_theme[code]
        ]

    @cached_property
    def _matrices(self) -> dict[Niveau, list[Cells]]:
        matrices = {}
        for niveau in LEVELS:
            counted = [(one, count_themes(one)) for one in self._atlas.list_level(niveau)]
            shown = [(one, counts) for one, counts in counted if counts]
            highest = max((max(counts.values()) for _, counts in shown), default=1)
            matrices[niveau] = [
                Cells(
                    one.path,
                    one.nom,
                    tuple(
                        (counts[code], _shade(counts[code], highest)) for code, _ in self._themes
                    ),
                )
                for one, counts in shown
            ]
        return matrices


def _shade(count: int, highest: int) -> int:
    return -(-count * SHADES // highest)


def _list_coverage_cells(row: Coverage) -> tuple[Cell, ...]:
    counts = (row.total, row.dans, row.proche, row.dessert, row.sans, row.unsure)
    return row.territory.code, row.territory.nom, *counts, row.territory.path
