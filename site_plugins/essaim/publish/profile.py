"""What an initiative's page shows: words and numbers ready to print, nothing to decide."""

from __future__ import annotations

from dataclasses import dataclass

from essaim.collect.model import (
    ChiffreCle,
    Distinction,
    Etape,
    Financement,
    Initiative,
    Partenaire,
    Porteur,
)
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
from essaim.publish.typography import (
    format_date,
    format_euros,
    format_moment,
    format_number,
    format_quantity,
    join_words,
)
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
class PorteurView:
    """Who carries the initiative: its name, the words of its legal form, its site."""

    nom: str
    forme: str
    site: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A milestone; `prevu` when it was only announced."""

    date: str
    texte: str
    prevu: bool


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
    porteurs: tuple[PorteurView, ...]
    porteurs_noms: str
    type_nom: str
    themes: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    distinctions: tuple[str, ...]
    chiffres: tuple[FigureView, ...]
    lieux: tuple[PlaceView, ...]
    desserte: ServedView | None
    perimetre: str | None
    etapes: tuple[StepView, ...]
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
        porteurs=tuple(
            _describe_porteur(porteur, words)
            for porteur in (initiative.porteur, *initiative.co_porteurs)
        ),
        porteurs_noms=join_words(
            porteur.nom for porteur in (initiative.porteur, *initiative.co_porteurs)
        ),
        type_nom=words.types[initiative.type].nom,
        themes=tuple((code, words.themes[code].nom) for code in initiative.themes),
        labels=tuple((label.label, name_label(label, words)) for label in initiative.labels),
        distinctions=tuple(_name_distinction(item) for item in initiative.distinctions),
        chiffres=tuple(_print_figure(figure) for figure in initiative.chiffres_cles),
        lieux=tuple(describe_place(place) for place in located.lieux),
        desserte=describe_served(located),
        perimetre=name_perimeter(located),
        etapes=tuple(
            _describe_step(etape)
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
        valeur=_print_value(figure),
        unite=figure.unite or "",
        libelle=figure.libelle,
        date=format_date(figure.date) if figure.date else "",
    )


def _print_value(figure: ChiffreCle) -> str:
    low = format_number(figure.valeur)
    if figure.valeur_max is None:
        return low
    high = format_number(figure.valeur_max)
    return write_text("interface.fiche.fourchette", bas=low, haut=high)


def _describe_porteur(porteur: Porteur, words: Vocabularies) -> PorteurView:
    return PorteurView(porteur.nom, words.formes[porteur.forme].nom, porteur.site)


def _describe_step(etape: Etape) -> StepView:
    return StepView(format_date(etape.date), etape.texte, etape.prevu)


def _name_distinction(item: Distinction) -> str:
    """Name a prize, who gave it and when, as far as known."""
    return ", ".join(
        part for part in (item.nom, item.par, str(item.annee) if item.annee else "") if part
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
    amount = format_euros(item.montant) if item.montant else ""
    share = format_quantity(item.part, "%") if item.part else ""
    if amount and share:
        amount = write_text("interface.fiche.financement_montant_part", montant=amount, part=share)
    return FundingView(
        nature=words.natures[item.nature].nom,
        precision=item.libelle or "",
        source=item.source or "",
        annee=str(item.annee) if item.annee else "",
        montant=amount or share or write_text("interface.fiche.financement_inconnu"),
        connu=bool(amount or share),
    )
