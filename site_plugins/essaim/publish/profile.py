"""What an initiative's page shows: words and numbers ready to print, nothing to decide."""

from __future__ import annotations

from dataclasses import dataclass

from essaim.collect.model import ChiffreCle, Financement, Initiative, Partenaire
from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text
from essaim.locate.model import InitiativeSituee
from essaim.publish.places import (
    PlaceView,
    ServedView,
    describe_place,
    describe_served,
    name_perimeter,
)
from essaim.publish.typography import format_date, format_euros, format_moment, format_number
from essaim.publish.views import name_label


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure as printed."""

    nuance: str
    valeur: str
    unite: str
    libelle: str
    date: str


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
    connu: bool


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
    desserte: ServedView | None
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
        lieux=tuple(describe_place(place) for place in located.lieux),
        desserte=describe_served(located),
        perimetre=name_perimeter(located),
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
        return write_text("interface.fiche.periode", debut=format_date(start), fin=format_date(end))
    if start:
        return write_text("interface.fiche.depuis", date=format_date(start))
    return write_text("interface.fiche.jusqua", date=format_date(end)) if end else None


def _print_figure(figure: ChiffreCle) -> FigureView:
    return FigureView(
        nuance=write_text(f"interface.nuances.{figure.nuance}") if figure.nuance else "",
        valeur=format_number(figure.valeur),
        unite=figure.unite or "",
        libelle=figure.libelle,
        date=format_date(figure.date) if figure.date else "",
    )


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
        connu=bool(item.montant),
    )
