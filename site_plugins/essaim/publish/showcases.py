"""What stands beside the initiatives: leviers, labels, glossary, plan of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from essaim.catalogue import Catalogue
from essaim.collect.folding import fold_text
from essaim.collect.vocabulary import Definition, Label
from essaim.locate.model import InitiativeSituee
from essaim.publish.links import PageLinks
from essaim.publish.motifs import choose_band, choose_variant
from essaim.publish.sprite import Sprite
from essaim.publish.views import CardView, list_themes, sort_by_title


@dataclass(frozen=True, slots=True)
class LevierView:
    """A levier as a page and as a tile."""

    code: int
    path: str
    nom: str
    definition: str
    explication: str
    moyens: tuple[str, ...]
    nombre: int
    motif: int


@dataclass(frozen=True, slots=True)
class StageView:
    """The projects that reached one stage of a label: « Labellisés » and their cards."""

    nom: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class PromotionView:
    """A year of a label (None: unsaid), how many projects it had, those told here by stage."""

    annee: int | None
    texte: str
    nombre: int | None
    etapes: tuple[StageView, ...]


@dataclass(frozen=True, slots=True)
class Tools:
    """What pages of other rooms borrow from the renderer of the initiatives'."""

    environment: Environment
    cards: Mapping[str, CardView]
    sprite: Sprite
    draw_band: Callable[[int], Markup]


class Showcases:
    """Render the pages beside the initiatives; addresses come with each page's `links`."""

    def __init__(self, catalogue: Catalogue, tools: Tools) -> None:
        self._catalogue = catalogue
        self._tools = tools
        self._leviers = list_leviers(catalogue)

    def render_leviers(self, links: PageLinks) -> str:
        """Render the index of leviers."""
        return self._render("leviers.html", links, leviers=self._leviers)

    def render_levier(self, number: int, links: PageLinks) -> str:
        """Render a levier: what it is, how it is used, who illustrates it, its neighbours."""
        rank = [levier.code for levier in self._leviers].index(number)
        return self._render(
            "levier.html",
            links,
            levier=self._leviers[rank],
            precedent=self._leviers[rank - 1] if rank else None,
            suivant=self._leviers[rank + 1] if rank + 1 < len(self._leviers) else None,
            bande=self._tools.draw_band(choose_band(f"levier-{number}")),
            cards=self._list_cards(self._catalogue.by_levier[number]),
        )

    def render_label(
        self, code: str, presentation_html: str, map_html: str, links: PageLinks
    ) -> str:
        """Render a label's showcase; both texts are trusted HTML, already cleaned."""
        label = self._catalogue.vocabulaires.labels[code]
        return self._render(
            "label.html",
            links,
            label=label,
            presentation=Markup(presentation_html),  # noqa: S704 (cleaned by the caller)
            carte=Markup(map_html),  # noqa: S704
            bande=self._tools.draw_band(choose_band(code)),
            nombre=len(self._catalogue.by_label[code]),
            promotions=list_promotions(label, self._catalogue, self._tools.cards),
        )

    def render_glossary(self, links: PageLinks) -> str:
        """Render the glossary, in the order of a dictionary."""
        terms = sort_terms(self._catalogue.vocabulaires.glossaire.values())
        return self._render("glossaire.html", links, termes=terms)

    def render_site_map(self, links: PageLinks) -> str:
        """Render the plan of the site: every page but the initiatives', which the catalogue has."""
        words = self._catalogue.vocabulaires
        return self._render(
            "plan-du-site.html",
            links,
            themes=[theme for theme in list_themes(self._catalogue) if theme.nombre],
            leviers=self._leviers,
            labels=words.labels.values(),
            glossaire=bool(words.glossaire),
            nombre=len(self._catalogue.initiatives),
        )

    def _list_cards(self, initiatives: Iterable[InitiativeSituee]) -> list[CardView]:
        return [self._tools.cards[located.slug] for located in sort_by_title(initiatives)]

    def _render(self, template: str, links: PageLinks, **values: object) -> str:
        return self._tools.environment.get_template(template).render(
            links=links, sprite=self._tools.sprite.whole, **values
        )


def list_leviers(catalogue: Catalogue) -> tuple[LevierView, ...]:
    """List the leviers in the vocabulary's order."""
    return tuple(
        LevierView(
            code=code,
            path=f"leviers/{code}/",
            nom=levier.nom,
            definition=levier.definition or "",
            explication=levier.explication or "",
            moyens=levier.moyens,
            nombre=len(catalogue.by_levier[code]),
            motif=choose_variant(f"levier-{code}"),
        )
        for code, levier in catalogue.vocabulaires.leviers.items()
    )


def list_promotions(
    label: Label, catalogue: Catalogue, cards: Mapping[str, CardView]
) -> tuple[PromotionView, ...]:
    """List a label's promotions, the latest first; projects of no known year come last.

    Stages go from the last of the label's process to its first.
    """
    told: dict[int | None, dict[str, list[CardView]]] = {}
    for located in sort_by_title(catalogue.by_label[label.code]):
        for obtained in located.initiative.labels:
            if obtained.label == label.code:
                stages = told.setdefault(obtained.annee, {})
                stages.setdefault(obtained.etape, []).append(cards[located.slug])
    known = {promotion.annee: promotion for promotion in label.promotions}
    years = sorted({*known, *(year for year in told if year)}, reverse=True)
    views = []
    everyone: list[int | None] = [*years, *([None] if None in told else [])]
    for year in everyone:
        promotion = known.get(year) if year else None
        views.append(
            PromotionView(
                annee=year,
                texte=(promotion.texte or "") if promotion else "",
                nombre=promotion.nombre if promotion else None,
                etapes=tuple(
                    StageView(stage.pluriel or stage.nom, tuple(told[year][stage.code]))
                    for stage in reversed(label.etapes)
                    if stage.code in told.get(year, {})
                ),
            )
        )
    return tuple(views)


def sort_terms(terms: Iterable[Definition]) -> tuple[Definition, ...]:
    """Sort the glossary by what readers look for: the acronym, else the name."""
    return tuple(sorted(terms, key=lambda term: fold_text(term.sigle or term.nom)))


def list_abbreviations(terms: Iterable[Definition]) -> dict[str, str]:
    """Give what each acronym stands for, as written and in capitals."""
    return {
        written: term.nom
        for term in terms
        if term.sigle
        for written in (term.sigle, term.sigle.upper())
    }
