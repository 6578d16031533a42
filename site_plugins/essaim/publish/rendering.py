"""The pages' HTML: what goes inside `<article>`, from our own templates, without MkDocs.

Templates live in `theme/templates/`; they escape by default and stop at an undefined name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from essaim.catalogue import Catalogue
from essaim.locales import find_text, write_text
from essaim.locate.model import InitiativeSituee
from essaim.publish.icons import read_icon
from essaim.publish.links import PageLinks
from essaim.publish.motifs import choose_band, draw_motif, draw_swarm
from essaim.publish.plain_lists import Group, Region
from essaim.publish.profile import make_profile
from essaim.publish.showcases import Showcases, Tools
from essaim.publish.sprite import Sprite
from essaim.publish.typography import format_number
from essaim.publish.views import (
    CARD_MODEL,
    CardView,
    ThemeView,
    list_themes,
    make_card,
    pick_showcase,
    sort_by_title,
)

TEMPLATES = Path(__file__).resolve().parent.parent / "theme" / "templates"

FIRST_SCREEN = 24
"""Cards written in the catalogue's page: what is seen before scripts bring the others."""
WHOLE = 60
"""Up to here the page holds every card: it stays light, and complete without scripts."""


class MapWriter(Protocol):
    """Whoever draws maps; each method returns trusted HTML, empty when there is nothing to show."""

    def write_place_map(self, located: InitiativeSituee, links: PageLinks) -> str:
        """Draw the places of one initiative."""

    def write_overview_map(self, links: PageLinks) -> str:
        """Draw the whole catalogue."""

    def write_theme_map(self, code: str, links: PageLinks) -> str:
        """Draw the initiatives of a theme."""

    def write_label_map(self, code: str, links: PageLinks) -> str:
        """Draw the initiatives of a label."""

    def write_quartier_map(self, links: PageLinks) -> str:
        """Draw the map on which a point may be chosen."""


class NoMaps:
    """Stands for the maps until someone draws them."""

    def write_place_map(self, located: InitiativeSituee, links: PageLinks) -> str:
        """Draw nothing."""
        return ""

    def write_overview_map(self, links: PageLinks) -> str:
        """Draw nothing."""
        return ""

    def write_theme_map(self, code: str, links: PageLinks) -> str:
        """Draw nothing."""
        return ""

    def write_label_map(self, code: str, links: PageLinks) -> str:
        """Draw nothing."""
        return ""

    def write_quartier_map(self, links: PageLinks) -> str:
        """Draw nothing."""
        return ""


class Renderer:
    """Render every kind of page of a catalogue; addresses come with each page's `links`."""

    def __init__(self, catalogue: Catalogue, maps: MapWriter | None = None) -> None:
        """Take a catalogue; `maps` may be given later, since it needs our `environment`."""
        self.catalogue = catalogue
        self.maps: MapWriter = maps or NoMaps()
        self.environment = make_environment()
        self._bands: dict[int, Markup] = {}

    def link_pages(self, pages: frozenset[str]) -> None:
        """Tell which written pages exist (`contribuer.md`…): only those are linked to."""
        self.environment.globals["pages"] = pages

    def render_initiative(
        self, located: InitiativeSituee, story_html: str, links: PageLinks
    ) -> str:
        """Render an initiative; `story_html` is its story, already cleaned."""
        related = [self._cards[other.slug] for other in self.catalogue.related[located.slug]]
        card = self._cards[located.slug]
        return self._render(
            "initiative.html",
            links,
            # The page's own drawing is large: only its neighbours' cards need the shared ones.
            sprite=self._sprite.collect(related, {*located.initiative.themes, card.theme}),
            initiative=located.initiative,
            card=card,
            profile=make_profile(located, self.catalogue.vocabulaires),
            bande=self._draw_band(choose_band(located.slug)),
            recit=Markup(story_html),  # noqa: S704 (cleaned by the caller)
            carte=Markup(self.maps.write_place_map(located, links)),  # noqa: S704
            voisines=related,
        )

    def render_catalogue(self, links: PageLinks, *, bare: bool = False) -> str:
        """Render the first cards beside the map; scripts bring the others, or the plain list.

        `bare`: to be embedded in another site.
        """
        initiatives = self.catalogue.initiatives
        shown = len(initiatives) if len(initiatives) <= WHOLE else FIRST_SCREEN
        return self._render(
            "catalogue.html",
            links,
            sprite=self._sprite.whole,
            cards=self._list_cards(initiatives)[:shown],
            nombre=len(initiatives),
            integre=bare,
            modele=CARD_MODEL,
            itinerantes=sum(not located.initiative.lieux for located in self.catalogue.initiatives),
            carte=Markup(self.maps.write_overview_map(links)),  # noqa: S704
        )

    def render_list(self, regions: Sequence[Region], links: PageLinks, *, detail: bool) -> str:
        """Render every initiative by region, or only each département's count without `detail`."""
        return self._render(
            "liste.html",
            links,
            nombre=len(self.catalogue.initiatives),
            regions=regions,
            detail=detail,
            list_cards=lambda group: self._list_cards(group.initiatives),
        )

    def render_departement(self, group: Group, links: PageLinks) -> str:
        """Render the list of a département, or of the initiatives without any place."""
        cards = self._list_cards(group.initiatives)
        return self._render("liste-departement.html", links, group=group, cards=cards)

    def render_home(self, meta: Mapping[str, object], body_html: str, links: PageLinks) -> str:
        """Render the home page; `accroche` and `chapo` come from the page's front matter."""
        showcase = pick_showcase(self.catalogue)
        return self._render(
            "accueil.html",
            links,
            sprite=self._sprite.whole,
            accroche=str(meta.get("accroche") or write_text("interface.accueil.accroche")),
            chapo=str(meta.get("chapo") or write_text("interface.accueil.chapo")),
            corps=Markup(body_html),  # noqa: S704 (the site's own page)
            essaim=draw_swarm("accueil", showcase.alveoles),
            nombre=len(self.catalogue.initiatives),
            chiffres=[
                (name, format_number(count), write_text(f"interface.accueil.{name}", nombre=count))
                for name, count in (
                    ("initiatives", len(self.catalogue.initiatives)),
                    ("communes", len(self.catalogue.communes)),
                    ("qpv", len(self.catalogue.qpv)),
                )
                if count
            ],
            carte=Markup(self.maps.write_overview_map(links)),  # noqa: S704
            themes=[theme for theme in self._themes if theme.nombre],
            recits=[self._cards[slug] for slug in showcase.recits],
            recentes=[self._cards[slug] for slug in showcase.recentes],
        )

    def render_themes(self, links: PageLinks) -> str:
        """Render the index of themes."""
        return self._render("themes.html", links, sprite=self._sprite.whole, themes=self._themes)

    def render_theme(self, code: str, links: PageLinks) -> str:
        """Render a theme: what it is, who is in it, where."""
        theme = next(theme for theme in self._themes if theme.code == code)
        return self._render(
            "theme.html",
            links,
            sprite=self._sprite.whole,
            theme=theme,
            bande=self._draw_band(choose_band(code)),
            cards=self._list_cards(self.catalogue.by_theme[code]),
            carte=Markup(self.maps.write_theme_map(code, links)),  # noqa: S704
            autres=[other for other in self._themes if other.code != code and other.nombre],
        )

    def render_quartier_finder(self, links: PageLinks) -> str:
        """Render « Dans quel quartier ? », whose answers scripts give."""
        return self._render(
            "quel-quartier.html",
            links,
            sprite=self._sprite.whole,
            mots=find_text("interface.scripts_quartier"),
            carte=Markup(self.maps.write_quartier_map(links)),  # noqa: S704
        )

    def render_theme_css(self) -> str:
        """Render the themes' colours as CSS variables, for both schemes."""
        themes = self.catalogue.vocabulaires.themes
        return self.environment.get_template("themes.css.j2").render(themes=themes)

    def _render(self, template: str, links: PageLinks, **values: object) -> str:
        return self.environment.get_template(template).render(links=links, **values)

    def _list_cards(self, initiatives: Iterable[InitiativeSituee]) -> list[CardView]:
        return [self._cards[located.slug] for located in sort_by_title(initiatives)]

    def _draw_band(self, number: int) -> Markup:
        # Drawing and writing a band takes a quarter of a page's time: a set of them is enough.
        if number not in self._bands:
            module: Any = self.environment.get_template("parts/bande.html").module
            self._bands[number] = module.bande(draw_motif(f"bande-{number}"))
        return self._bands[number]

    @cached_property
    def _cards(self) -> Mapping[str, CardView]:
        words = self.catalogue.vocabulaires
        return {located.slug: make_card(located, words) for located in self.catalogue.initiatives}

    @cached_property
    def tools(self) -> Tools:
        """What pages of other rooms draw with."""
        return Tools(self.environment, self._cards, self._sprite, self._draw_band)

    @cached_property
    def showcases(self) -> Showcases:
        """The pages of leviers, labels and words."""
        return Showcases(self.catalogue, self.tools)

    @cached_property
    def _themes(self) -> tuple[ThemeView, ...]:
        return list_themes(self.catalogue)

    @cached_property
    def _sprite(self) -> Sprite:
        return Sprite(self.environment, self.catalogue.vocabulaires)


def make_environment() -> Environment:
    """Make the environment of our templates: escaping, strict, with the words at hand."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    share_words(environment.globals)
    environment.globals["pages"] = frozenset()
    # As a filter on a constant, Jinja writes the sentence once, when it compiles the template.
    environment.filters["texte"] = write_interface_text
    return environment


def share_words(names: MutableMapping[str, Any]) -> None:
    """Give a template environment's globals what ours have: MkDocs' own needs them too.

    `texte` writes a sentence of `locales/`, `textes_scripts` holds those the scripts say,
    `lire_icone` gives an icon's (viewBox, path).
    """
    names["texte"] = write_interface_text
    names["textes_scripts"] = find_text("interface.scripts")
    names["lire_icone"] = read_icon


def write_interface_text(key: str, **values: object) -> str:
    """Write a sentence of the interface; `key` is given without its room."""
    return write_text(f"interface.{key}", **values)
