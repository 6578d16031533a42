"""The small catalogue: golden pages, contributed text kept as text, and edit links."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.building import ROOT, read_page
from tests.support.donnees import NAMES, load_data, read_rows
from tests.support.pages import extract_article, find_broken_links

GOLDEN = ROOT / "tests/golden"
ADDRESSES = {
    "accueil": "",
    "catalogue": "catalogue",
    "liste": "catalogue/liste",
    "themes": "themes",
    "theme-energie": "themes/energie",
    "atelier-complet": "initiatives/atelier-complet",
    "simple": "initiatives/simple",
    "scene-itinerante": "initiatives/scene-itinerante",
    "texte-piege": "initiatives/texte-piege",
    "leviers": "leviers",
    "levier": "leviers/2",
    "label": "label/qualite",
    "glossaire": "glossaire",
    "plan-du-site": "plan-du-site",
}


def compare_golden(content: str, golden: Path) -> None:
    """Compare with the file kept, which `ESSAIM_GOLDEN=1` writes again."""
    if os.environ.get("ESSAIM_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(content, "utf-8")
    assert content == golden.read_text("utf-8")


@pytest.mark.parametrize("name", ADDRESSES)
def test_page_is_the_golden_one(small: Path, name: str) -> None:
    article = extract_article(read_page(small, ADDRESSES[name]))
    compare_golden(article, GOLDEN / f"pages/{name}.html")


@pytest.mark.parametrize("name", NAMES)
def test_data_are_the_golden_ones(small: Path, name: str) -> None:
    content = (small / f"donnees/{name}.json").read_text("utf-8")
    compare_golden(content, GOLDEN / f"donnees/{name}.json")


def test_data_are_read_back(small: Path) -> None:
    rows = {row.titre: row for row in read_rows(load_data(small))}
    assert [len(row.places) for row in rows.values()] == [1, 1, 2, 0]
    workshop = rows["L’atelier « complet » & ses <amis>"]
    assert workshop.slug == "atelier-complet"
    assert workshop.facettes["label"] == ("qualite", "qualite.labellise")
    assert [place.nom for place in workshop.places] == ["Local principal", "Antenne"]
    assert workshop.liens == (("QN06222M", "d", None), ("QN06222M", "s", None))
    assert rows["La scène itinérante"].agit == ("departement", ("62",))


def test_every_link_leads_somewhere(small: Path) -> None:
    assert find_broken_links(small) == []


def test_contributed_text_stays_text(small: Path) -> None:
    page = read_page(small, "initiatives/texte-piege")
    assert "{{ 7 * 7 }}" in page
    assert "{% include" in page
    assert "<mark>mot surligné</mark>" in page
    assert "Clé : valeur, comme une métadonnée." in page
    assert "Titre: ceci n’est pas une métadonnée." in page
    for address in ADDRESSES.values():
        html = read_page(small, address)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<amis>" not in html


def test_the_file_can_be_corrected_on_the_forge(small: Path) -> None:
    page = read_page(small, "initiatives/simple")
    assert 'href="https://exemple.org/depot/edit/main/initiatives/simple.md"' in page


def test_images_are_published_with_their_words(small: Path) -> None:
    page = read_page(small, "initiatives/atelier-complet")
    assert (small / "initiatives/images/atelier.png").is_file()
    assert 'src="../../initiatives/images/atelier.png"' in page
    assert 'alt="Un établi et trois vélos suspendus"' in page
    assert "L’établi, un mardi soir" in page
    assert "Dessin des essais" in page


def test_markdown_extras_work(small: Path) -> None:
    page = read_page(small, "initiatives/atelier-complet")
    assert '<div class="admonition note">' in page
    assert 'class="md-button"' in page
    assert 'href="../simple/"' in page


def test_the_whole_pages_come_out_of_the_shared_frame(small: Path) -> None:
    pages = [read_page(small, f"initiatives/{name}") for name in ("simple", "scene-itinerante")]
    for page in pages:
        assert page.count("<!doctype html>") == 1
        assert page.rstrip().endswith("</html>")
        assert "essaimmarque" not in page
        assert page.count("md-skip") == 0
