"""What an initiative's page shows: words and numbers ready to print, nothing to decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from essaim.collect.model import (
    ChiffreCle,
    Financement,
    Initiative,
    Niveau,
    Partenaire,
    Perimetre,
)
from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee, LieuSitue, LienQpv, Precision, Relation
from essaim.publish.opening import explain_hours
from essaim.publish.typography import (
    format_date,
    format_distance,
    format_euros,
    format_moment,
    format_number,
    join_words,
)
from essaim.publish.views import name_commune, name_label

EXACT = frozenset({Precision.DECLAREE, Precision.NUMERO})
COARSE = frozenset({Precision.COMMUNE, Precision.QPV})
"""Too far from a door to lead anyone there."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure as printed."""

    nuance: str
    valeur: str
    unite: str
    libelle: str
    date: str


@dataclass(frozen=True, slots=True)
class QpvView:
    """A quartier and how it is tied: `relation` is the code, `lien` the words."""

    code: str
    nom: str
    relation: str
    lien: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as told: `precision` says what is not known, empty when it is exact.

    `point` is (latitude, longitude) when it is worth an itinerary.
    """

    nom: str | None
    adresse: str | None
    commune: str
    precision: str
    point: tuple[float, float] | None
    horaires: tuple[str, ...]
    quartiers: tuple[QpvView, ...]
    millesime: str | None


@dataclass(frozen=True, slots=True)
class PartnersView:
    """Partners of one role (None when unsaid): names and their sites."""

    role: str | None
    partenaires: tuple[Partenaire, ...]


@dataclass(frozen=True, slots=True)
class FundingView:
    """A line of the funding table."""

    nature: str
    precision: str
    source: str
    annee: str
    montant: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """All that the page of an initiative says beyond its card and its story."""

    periode: str | None
    forme: str
    type_nom: str
    themes: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    chiffres: tuple[FigureView, ...]
    lieux: tuple[PlaceView, ...]
    quartiers_desservis: tuple[QpvView, ...]
    perimetre: str | None
    etapes: tuple[tuple[str, str], ...]
    publics: tuple[str, ...]
    leviers: tuple[tuple[int, str], ...]
    partenaires: tuple[PartnersView, ...]
    financements: tuple[FundingView, ...]
    verification: str


def make_profile(located: InitiativeSituee, words: Vocabularies) -> ProfileView:
    """Make the profile of an initiative."""
    initiative = located.initiative
    return ProfileView(
        periode=_tell_period(initiative),
        forme=words.formes[initiative.porteur.forme].nom,
        type_nom=words.types[initiative.type].nom,
        themes=tuple((code, words.themes[code].nom) for code in initiative.themes),
        labels=tuple(name_label(label, words) for label in initiative.labels),
        chiffres=tuple(_print_figure(figure) for figure in initiative.chiffres_cles),
        lieux=tuple(_describe_place(place) for place in located.lieux),
        quartiers_desservis=_list_served(located),
        perimetre=_name_perimeter(initiative.perimetre, located),
        etapes=tuple(
            (format_date(etape.date), etape.texte)
            for etape in sorted(initiative.calendrier, key=lambda etape: etape.date)
        ),
        publics=tuple(words.publics[code].nom for code in initiative.publics),
        leviers=tuple((number, words.leviers[number].nom) for number in initiative.leviers),
        partenaires=_group_partners(initiative, words),
        financements=tuple(_print_funding(item, words) for item in initiative.financements),
        verification=write_text(
            "interface.fiche.verifiee", moment=format_moment(initiative.verifie_le)
        )
        if initiative.verifie_le
        else write_text("interface.fiche.non_verifiee"),
    )


def _tell_period(initiative: Initiative) -> str | None:
    start, end = initiative.depuis, initiative.jusqu_a
    if start and end:
        return write_text(
            "interface.fiche.periode", debut=format_date(start), fin=format_date(end)
        )
    if start:
        return write_text("interface.fiche.depuis", date=format_date(start))
    return write_text("interface.fiche.jusqua", date=format_date(end)) if end else None


def _print_figure(figure: ChiffreCle) -> FigureView:
    # A year is a number that takes no separator.
    return FigureView(
        nuance=write_text(f"interface.nuances.{figure.nuance}") if figure.nuance else "",
        valeur=format_number(figure.valeur),
        unite=figure.unite or "",
        libelle=figure.libelle,
        date=format_date(figure.date) if figure.date else "",
    )


def _describe_place(place: LieuSitue) -> PlaceView:
    lieu, situation = place.lieu, place.situation
    commune = name_commune(place)
    precision = situation.precision if situation else None
    quartiers = tuple(_describe_qpv(link) for link in situation.qpv) if situation else ()
    return PlaceView(
        nom=lieu.nom,
        adresse=lieu.adresse,
        commune=f"{lieu.code_postal} {commune}" if lieu.code_postal else commune,
        precision=""
        if precision in EXACT
        else write_text(f"interface.precisions.{precision or 'inconnue'}"),
        point=(situation.latitude, situation.longitude)
        if situation and precision not in COARSE
        else None,
        horaires=explain_hours(lieu.horaires) if lieu.horaires else (),
        quartiers=quartiers,
        millesime=situation.qpv[0].millesime if situation and situation.qpv else None,
    )


def _describe_qpv(link: LienQpv) -> QpvView:
    relation = link.relation.value
    if link.relation is Relation.PROCHE and link.distance is not None:
        tie = write_text("interface.fiche.qpv_proche_distance", distance=_measure(link.distance))
    else:
        tie = _name_relation(relation)
    return QpvView(link.code, link.nom, relation, tie)


@lru_cache(maxsize=8)
def _name_relation(relation: str) -> str:
    return write_text(f"interface.fiche.qpv_{relation}")


@lru_cache(maxsize=2048)
def _measure(distance: int) -> str:
    return format_distance(distance)


def _list_served(located: InitiativeSituee) -> tuple[QpvView, ...]:
    """List the quartiers it says it serves that no place already tells."""
    told = {link.code for place in located.lieux if place.situation for link in place.situation.qpv}
    relation = Relation.DESSERT.value
    return tuple(
        QpvView(code, code, relation, _name_relation(relation))
        for code in dict.fromkeys(located.initiative.dessert_qpv)
        if code not in told
    )


def _name_perimeter(perimetre: Perimetre | None, located: InitiativeSituee) -> str | None:
    if perimetre is None:
        return None
    level = write_text(f"interface.niveaux.{perimetre.niveau.value}")
    if perimetre.niveau is Niveau.FRANCE or not perimetre.codes:
        return level
    known = {
        territoire.code: territoire.nom
        for place in located.lieux
        if place.situation
        for territoire in place.situation.territoires
        if territoire.niveau is perimetre.niveau
    }
    names = join_words(known.get(code, code) for code in perimetre.codes)
    return write_text("interface.fiche.perimetre_noms", niveau=level, noms=names)


def _group_partners(initiative: Initiative, words: Vocabularies) -> tuple[PartnersView, ...]:
    """Group partners by role, in the vocabulary's order; those without a role come last."""
    groups: dict[str | None, list[Partenaire]] = {}
    for partner in initiative.partenaires:
        groups.setdefault(partner.role, []).append(partner)
    order: list[str | None] = [code for code in words.roles if code in groups]
    return tuple(
        PartnersView(words.roles[role].nom if role else None, tuple(groups[role]))
        for role in [*order, None]
        if role in groups
    )


def _print_funding(item: Financement, words: Vocabularies) -> FundingView:
    unknown = write_text("interface.fiche.financement_inconnu")
    return FundingView(
        nature=words.natures[item.nature].nom,
        precision=item.libelle or "",
        source=item.source or "",
        annee=str(item.annee) if item.annee else "",
        montant=format_euros(item.montant) if item.montant else unknown,
    )
