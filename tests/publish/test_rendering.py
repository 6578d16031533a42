"""The pages' HTML: complete, escaped, light."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest

from essaim.publish.links import PageLinks
from essaim.publish.rendering import FIRST_SCREEN, WHOLE, Renderer
from tests.publish.catalogues import make_catalogue, make_initiative, make_situation

LINKS = PageLinks("../..", "https://exemple.fr/", "https://forge.example/edit/x.md")
VOID = {"meta", "link", "input", "img", "br", "hr", "path", "use"}


class Checker(HTMLParser):
    """Collect ids and headings, and fail on a tag closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag, attrs) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        pass

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


def drop_models(html: str) -> str:
    """Leave out what scripts fill in before anyone sees it."""
    return re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL)


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(
        make_catalogue(
            make_initiative(
                lieux=[{"commune": "Liévin", "adresse": "12 rue X"}],
                situations=(make_situation(),),
                liens=["jardin"],
                chiffres_cles=[{"valeur": 2500, "unite": "m²", "libelle": "de toits"}],
                financements=[{"nature": "subvention", "montant": 204000, "annee": 2017}],
                leviers=[2],
                publics=["tous"],
                freins=["Le raccordement"],
                contact={"telephone": "03 21 00 00 00"},
                images=[{"fichier": "a.jpg", "alt": "Un toit", "credit": "X"}],
            ),
            make_initiative("jardin", titre='<b>Jardin & "co"</b>', themes=["energie"]),
        )
    )


def render_all(renderer: Renderer) -> dict[str, str]:
    catalogue = renderer.catalogue
    return {
        "fiche": renderer.render_initiative(catalogue.by_slug["velo"], "<p>Récit</p>", LINKS),
        "jardin": renderer.render_initiative(catalogue.by_slug["jardin"], "", LINKS),
        "catalogue": renderer.render_catalogue(LINKS),
        "catalogue-integre": renderer.render_catalogue(LINKS, bare=True),
        "accueil": renderer.render_home({"accroche": "Bonjour & bienvenue"}, "<p>Corps</p>", LINKS),
        "themes": renderer.render_themes(LINKS),
        "theme": renderer.render_theme("mobilite", LINKS),
        "theme-vide": renderer.render_theme("culture", LINKS),
    }


def check_pages(pages: Mapping[str, str]) -> None:
    """Check that tags close, identifiers are unique and headings go down by one."""
    for name, html in pages.items():
        checker = Checker()
        checker.feed(html)
        assert not checker.open, name
        assert len(checker.ids) == len(set(checker.ids)), name
        assert checker.headings.count(1) == 1, name
        steps = zip(checker.headings, checker.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), name


def test_every_page_is_sound(renderer: Renderer) -> None:
    check_pages(render_all(renderer))


def test_data_never_becomes_markup(renderer: Renderer) -> None:
    for name, html in render_all(renderer).items():
        assert "<b>Jardin" not in html, name
    assert "Bonjour &amp; bienvenue" in render_all(renderer)["accueil"]


def test_the_pages_ask_nothing_from_elsewhere(renderer: Renderer) -> None:
    for name, html in render_all(renderer).items():
        assert not re.findall(r'(?:src|data|action)="(?:https?:)?//', html), name
        assert "style=" not in drop_models(html) and " onclick" not in html, name


def test_every_reference_has_its_symbol(renderer: Renderer) -> None:
    for name, html in render_all(renderer).items():
        used = set(re.findall(r'<use href="#([^"]+)"', drop_models(html)))
        assert used <= set(re.findall(r'<symbol id="([^"]+)"', html)), name


def test_an_initiative_tells_all_it_knows(renderer: Renderer) -> None:
    html = render_all(renderer)["fiche"]
    for words in (
        "2\u202f500",
        "204\u202f000\u00a0€",
        "Soutenir les initiatives",
        "Tout le monde",
        "Le raccordement",
        'href="tel:0321000000"',
        'src="../../initiatives/images/a.jpg"',
        'href="https://forge.example/edit/x.md"',
        "https://www.openstreetmap.org/?mlat=50.42",
        'href="../../initiatives/jardin/"',
        "<p>Récit</p>",
    ):
        assert words in html


def test_an_empty_part_leaves_no_title(renderer: Renderer) -> None:
    html = render_all(renderer)["jardin"]
    for identifier in ("chiffres", "frise", "financements", "partenaires", "contact", "recit"):
        assert f'id="{identifier}"' not in html


def test_without_a_forge_nobody_is_asked_to_edit(renderer: Renderer) -> None:
    located = renderer.catalogue.by_slug["velo"]
    assert "Signaler" not in renderer.render_initiative(located, "", PageLinks("../.."))


def test_a_list_item_stays_light(renderer: Renderer) -> None:
    page = drop_models(render_all(renderer)["catalogue"])
    items = re.findall(r'<li class="fiche".*?</li>', page, re.DOTALL)
    assert len(items) == 2
    assert max(len(item.encode()) for item in items) < 900


def test_a_large_catalogue_starts_with_its_first_cards() -> None:
    crowd = [make_initiative(f"i{n:03}") for n in range(WHOLE + 1)]
    page = drop_models(Renderer(make_catalogue(*crowd)).render_catalogue(LINKS))
    slugs = re.findall(r'<li class="fiche" data-slug="([^"]+)"', page)
    assert slugs == [f"i{n:03}" for n in range(FIRST_SCREEN)]
    assert f"{WHOLE + 1} initiatives" in page
    assert 'href="../../catalogue/liste/"' in page
    whole = drop_models(Renderer(make_catalogue(*crowd[:WHOLE])).render_catalogue(LINKS))
    assert whole.count('<li class="fiche"') == WHOLE


def test_rendering_twice_gives_the_same_bytes(renderer: Renderer) -> None:
    assert render_all(renderer) == render_all(Renderer(renderer.catalogue))


def test_an_empty_catalogue_renders() -> None:
    renderer = Renderer(make_catalogue())
    assert "Le catalogue est encore vide." in renderer.render_catalogue(LINKS)
    assert renderer.render_home({}, "", LINKS)
    assert renderer.render_themes(LINKS)


def test_theme_colours_are_published_for_both_schemes(renderer: Renderer) -> None:
    css = renderer.render_theme_css()
    assert '[data-theme="energie"]{--theme:#8a4b00;' in css
    assert '[data-md-color-scheme="slate"] [data-theme="energie"]{--theme:#ffd166}' in css
