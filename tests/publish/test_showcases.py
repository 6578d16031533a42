"""The pages beside the initiatives: leviers, labels, glossary, plan of the site."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown import Markdown

from essaim.collect.vocabulary import Definition, Label, Levier, Promotion, Terme
from essaim.publish.rendering import Renderer
from essaim.publish.showcases import (
    list_abbreviations,
    list_leviers,
    list_promotions,
    sort_terms,
)
from tests.publish.catalogues import WORDS, make_catalogue, make_initiative
from tests.publish.test_rendering import LINKS, check_pages

LABEL = Label(
    code="euralens",
    nom="Label <Euralens>",
    porteur="Pôle",
    etapes=(
        Terme(code="nomine", nom="Nominé", pluriel="Nominés"),
        Terme(code="labellise", nom="Labellisé", pluriel="Labellisés"),
    ),
    promotions=(
        Promotion(annee=2020, texte="Une pause."),
        Promotion(annee=2022, texte="La reprise.", nombre=8),
    ),
)
WORDS_HERE = replace(
    WORDS,
    leviers={n: Levier(code=n, nom=f"Levier {n}", moyens=("Un moyen.",)) for n in (1, 2, 3)},
    labels={"euralens": LABEL},
    glossaire={
        "tiers-lieu": Definition(code="tiers-lieu", nom="Tiers-lieu", definition="Un lieu."),
        "ess": Definition(code="ess", nom="Économie sociale", sigle="ESS", definition="Des gens."),
        "cress": Definition(code="cress", nom="Chambre", sigle="Cress", definition="Un réseau."),
    },
)


def obtain(etape: str, annee: int | None) -> dict[str, object]:
    return {"label": "euralens", "etape": etape, "annee": annee}


@pytest.fixture
def renderer() -> Renderer:
    catalogue = make_catalogue(
        make_initiative("velo", leviers=[2], labels=[obtain("labellise", 2022)]),
        make_initiative("bus", leviers=[2, 3], labels=[obtain("nomine", 2022)]),
        make_initiative("parc", labels=[obtain("labellise", 2019)]),
        make_initiative("four", labels=[obtain("labellise", None)]),
    )
    return Renderer(replace(catalogue, vocabulaires=WORDS_HERE))


def render_all(renderer: Renderer) -> dict[str, str]:
    showcases = renderer.showcases
    return {
        "leviers": showcases.render_leviers(LINKS),
        "levier": showcases.render_levier(2, LINKS),
        "levier-vide": showcases.render_levier(1, LINKS),
        "label": showcases.render_label("euralens", "<p>Ici</p>", "", LINKS),
        "glossaire": showcases.render_glossary(LINKS),
        "plan": showcases.render_site_map(LINKS),
    }


def test_every_page_is_sound(renderer: Renderer) -> None:
    pages = render_all(renderer)
    check_pages(pages)
    for name, html in pages.items():
        assert "<Euralens>" not in html, name


def test_a_levier_is_illustrated_and_has_neighbours(renderer: Renderer) -> None:
    html = render_all(renderer)["levier"]
    assert "Initiative velo" in html and "Initiative bus" in html
    assert "Initiative parc" not in html
    assert 'rel="prev" href="../../leviers/1/"' in html
    assert 'rel="next" href="../../leviers/3/"' in html
    first = render_all(renderer)["levier-vide"]
    assert 'rel="prev"' not in first
    assert "Aucune initiative du catalogue" in first


def test_leviers_are_counted(renderer: Renderer) -> None:
    leviers = list_leviers(renderer.catalogue)
    assert [(levier.code, levier.nombre) for levier in leviers] == [(1, 0), (2, 2), (3, 1)]


def test_promotions_are_told_by_year_then_stage(renderer: Renderer) -> None:
    cards = renderer.showcases._tools.cards
    promotions = list_promotions(LABEL, renderer.catalogue, cards)
    assert [
        (
            promotion.annee,
            promotion.nombre,
            [(stage.nom, [card.slug for card in stage.cards]) for stage in promotion.etapes],
        )
        for promotion in promotions
    ] == [
        (2022, 8, [("Labellisés", ["velo"]), ("Nominés", ["bus"])]),
        (2020, None, []),
        (2019, None, [("Labellisés", ["parc"])]),
        (None, None, [("Labellisés", ["four"])]),
    ]


def test_initiatives_lead_to_their_leviers_and_labels(renderer: Renderer) -> None:
    html = renderer.render_initiative(renderer.catalogue.by_slug["velo"], "", LINKS)
    assert '<a href="../../leviers/2/">Levier 2</a>' in html
    assert '<a class="badge" href="../../label/euralens/">' in html


def test_the_glossary_is_sorted_as_a_dictionary() -> None:
    terms = sort_terms(WORDS_HERE.glossaire.values())
    assert [term.code for term in terms] == ["cress", "ess", "tiers-lieu"]


def test_acronyms_are_explained_as_written_and_in_capitals() -> None:
    abbreviations = list_abbreviations(WORDS_HERE.glossaire.values())
    assert abbreviations == {"Cress": "Chambre", "CRESS": "Chambre", "ESS": "Économie sociale"}


def test_markdown_explains_acronyms_and_leaves_code_alone() -> None:
    glossary = list_abbreviations(WORDS_HERE.glossaire.values())
    converter = Markdown(extensions=["abbr"], extension_configs={"abbr": {"glossary": glossary}})
    assert converter.convert("L’ESS, `ESS`, ESSOR.") == (
        '<p>L’<abbr title="Économie sociale">ESS</abbr>, <code>ESS</code>, ESSOR.</p>'
    )
