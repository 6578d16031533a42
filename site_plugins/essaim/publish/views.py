"""What cards show: a few ready-made words per initiative, computed once and shared by all pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from essaim.catalogue import Catalogue
from essaim.collect.folding import fold_text
from essaim.collect.model import LabelObtenu, Niveau, PartialDate
from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, LieuSitue
from essaim.publish.motifs import choose_variant
from essaim.publish.typography import join_words

STORIES = 3
NEWEST = 6
COMMUNES_ON_CARD = 3
CELLS_ON_HOME = 220
"""Beyond, the home page's comb keeps the shares of the themes instead of one cell each."""


@dataclass(frozen=True, slots=True)
class CardView:
    """An initiative in a list: `theme` and `statut` are codes, the rest is words."""

    slug: str
    path: str
    titre: str
    resume: str
    theme: str
    theme_nom: str
    motif: int
    communes: str
    porteur: str
    statut: str
    statut_nom: str
    label: str | None


CARD_MODEL = CardView("", "", "", "", "", "", 1, "", "", "", "", label=" ")
"""A card without words, whole: scripts fill copies of it."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme as a tile: its address from the site's root and how many initiatives it has."""

    code: str
    path: str
    nom: str
    definition: str
    nombre: int
    motif: int


@dataclass(frozen=True, slots=True)
class ShowcaseView:
    """What the home page picks from the catalogue: slugs, and the comb's theme codes."""

    recits: tuple[str, ...]
    recentes: tuple[str, ...]
    alveoles: tuple[str, ...]


def make_card(located: InitiativeSituee, vocabulaires: Vocabularies) -> CardView:
    """Make the card of an initiative."""
    initiative = located.initiative
    theme = initiative.theme_principal
    return CardView(
        slug=located.slug,
        path=f"initiatives/{located.slug}/",
        titre=initiative.titre,
        resume=initiative.resume,
        theme=theme,
        theme_nom=vocabulaires.themes[theme].nom,
        motif=choose_variant(located.slug),
        communes=name_communes(located),
        porteur=initiative.porteur.nom,
        statut=initiative.statut.value,
        statut_nom=write_text(f"interface.statuts.{initiative.statut.value}"),
        label=name_label(initiative.labels[0], vocabulaires) if initiative.labels else None,
    )


def name_communes(located: InitiativeSituee) -> str:
    """Name the communes of the places, a few at most, and say that it travels, and where."""
    names = list(dict.fromkeys(name_commune(place) for place in located.lieux))
    if names:
        communes = _join_few(names)
        itinerant = located.initiative.itinerante
        return (
            write_text("interface.fiche.itinerante_et", communes=communes)
            if itinerant
            else communes
        )
    areas = [area.nom for area in located.perimetre if area.nom != area.code]
    if areas:
        return write_text("interface.fiche.itinerante_dans", territoires=_join_few(areas))
    return write_text("interface.fiche.itinerante")


def _join_few(names: list[str]) -> str:
    if len(names) > COMMUNES_ON_CARD:
        rest = len(names) - COMMUNES_ON_CARD + 1
        others = write_text("interface.fiche.autres_communes", nombre=rest)
        names = [*names[: COMMUNES_ON_CARD - 1], others]
    return join_words(names)


def name_commune(place: LieuSitue) -> str:
    """Name the official commune of a place, or the one its file gives."""
    if place.situation:
        for territoire in place.situation.territoires:
            if territoire.niveau is Niveau.COMMUNE:
                return territoire.nom
    return place.lieu.commune


def name_label(label: LabelObtenu, vocabulaires: Vocabularies) -> str:
    """Name a label, the stage reached and its year, kept on as few lines as possible."""
    known = vocabulaires.labels[label.label]
    stage = next((etape.nom for etape in known.etapes if etape.code == label.etape), label.etape)
    key = "interface.fiche.label_annee" if label.annee else "interface.fiche.label_etape"
    return write_text(key, nom=known.nom, etape=stage.lower(), annee=label.annee)


def list_themes(catalogue: Catalogue) -> tuple[ThemeView, ...]:
    """List the themes in the vocabulary's order, those with initiatives first."""
    views = [
        ThemeView(
            code=code,
            path=f"themes/{code}/",
            nom=theme.nom,
            definition=theme.definition or "",
            nombre=len(catalogue.by_theme[code]),
            motif=choose_variant(code),
        )
        for code, theme in catalogue.vocabulaires.themes.items()
    ]
    return tuple(sorted(views, key=lambda view: view.nombre == 0))


def sort_by_title(initiatives: Iterable[InitiativeSituee]) -> tuple[InitiativeSituee, ...]:
    """Sort as a French reader expects: accents and case do not count."""
    return tuple(
        sorted(initiatives, key=lambda item: (fold_text(item.initiative.titre), item.slug))
    )


def pick_showcase(catalogue: Catalogue) -> ShowcaseView:
    """Pick what the home page shows; the same catalogue always gives the same picks."""
    everyone = catalogue.initiatives
    stories = sorted(everyone, key=lambda item: (-len(item.initiative.recit), item.slug))
    picked = _spread_themes(stories, STORIES)
    dated = [item for item in everyone if item.initiative.depuis]
    newest = sorted(dated, key=lambda item: item.slug)
    newest.sort(key=lambda item: _complete_date(item.initiative.depuis or ""), reverse=True)
    codes = [item.initiative.theme_principal for item in everyone]
    step = max(1.0, len(codes) / CELLS_ON_HOME)
    return ShowcaseView(
        recits=tuple(item.slug for item in picked),
        recentes=tuple(item.slug for item in newest[:NEWEST]),
        alveoles=tuple(sorted(codes)[int(n * step)] for n in range(int(len(codes) / step))),
    )


def _spread_themes(ranked: list[InitiativeSituee], count: int) -> list[InitiativeSituee]:
    """Keep the first of each main theme, then complete in the same order."""
    firsts: dict[str, InitiativeSituee] = {}
    for item in ranked:
        firsts.setdefault(item.initiative.theme_principal, item)
    chosen = list(firsts.values())[:count]
    kept = {item.slug for item in chosen}
    return (chosen + [item for item in ranked if item.slug not in kept])[:count]


def _complete_date(partial: PartialDate) -> tuple[int, ...]:
    return tuple(int(part) for part in partial.split("-"))
