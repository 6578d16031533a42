"""The demonstration catalogue, as published."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from essaim.collect.frontmatter import read_document
from tests.support.building import ROOT, read_page
from tests.support.donnees import load_data, make_slug, read_rows
from tests.support.pages import find_broken_links, read_facts

SLUGS = sorted(path.stem for path in (ROOT / "initiatives").glob("*.md"))


def read_sheet(slug: str) -> dict[str, Any]:
    document, _ = read_document((ROOT / f"initiatives/{slug}.md").read_text("utf-8"))
    assert document is not None, slug
    return document.data


def test_forty_initiatives_are_told() -> None:
    assert len(SLUGS) >= 40


@pytest.mark.parametrize("slug", SLUGS)
def test_each_initiative_has_its_page(demonstration: Path, slug: str) -> None:
    facts = read_facts(demonstration / "initiatives" / slug / "index.html")
    assert facts.tags.count("h1") == 1
    assert ("map_lieux" in facts.ids) == ("lieux" in read_sheet(slug))


@pytest.mark.parametrize(
    "address",
    [
        *("", "catalogue", "catalogue/liste", "integrer", "themes", "themes/energie"),
        *("leviers", "label/euralens", "glossaire"),
        *(f"leviers/{number}" for number in range(1, 9)),
        *("lire-une-fiche", "methode", "plan-du-site", "contribuer"),
    ],
)
def test_main_pages_exist(demonstration: Path, address: str) -> None:
    assert read_facts(demonstration / address / "index.html").tags.count("h1") == 1


def test_every_link_leads_somewhere(demonstration: Path) -> None:
    assert find_broken_links(demonstration) == []


def test_pages_act_through_scripts_only(demonstration: Path) -> None:
    handlers = {
        f"{path.relative_to(demonstration)}: {handler}"
        for path in demonstration.rglob("*.html")
        for handler in read_facts(path).handlers
    }
    assert handlers == set()


def test_pages_load_nothing_from_elsewhere(demonstration: Path) -> None:
    strangers = {
        url
        for path in demonstration.rglob("*.html")
        for url in read_facts(path).loads
        if urlsplit(url).hostname
    }
    assert strangers == set()


@pytest.mark.parametrize(
    "name", ["jquery", "bootstrap", "fontawesome", "font-awesome", "cdn.", "unpkg", "googleapis"]
)
def test_foliums_own_libraries_are_gone(demonstration: Path, name: str) -> None:
    for path in demonstration.rglob("*.html"):
        assert name not in path.read_text("utf-8").lower(), path


def test_data_hold_every_initiative_and_its_places(demonstration: Path) -> None:
    rows = read_rows(load_data(demonstration))
    communes = {
        row.slug or make_slug(row.titre): [place.commune for place in row.places] for row in rows
    }
    assert set(communes) == set(SLUGS)
    assert communes["garage-solidaire-du-hainaut"] == ["59172", "59014"]
    assert {slug for slug, places in communes.items() if places} == {
        slug for slug in SLUGS if "lieux" in read_sheet(slug)
    }


def test_addresses_of_data_change_with_their_content(demonstration: Path) -> None:
    page = (demonstration / "catalogue/index.html").read_text("utf-8")
    addresses = dict(re.findall(r'data-(points|catalogue|textes|communes)="([^"]+)"', page))
    for name, file in (("points", "carte"), ("catalogue", "catalogue"), ("textes", "textes")):
        content = (demonstration / f"donnees/{file}.json").read_bytes()
        stamp = sha256(content).hexdigest()[:10]
        assert addresses[name] == f"../donnees/{file}.json?v={stamp}"
    assert addresses["communes"] == "../donnees/communes/"
    assert "data-contours" not in page
    colors = (demonstration / "assets/essaim/themes.css").read_bytes()
    assert f"assets/essaim/themes.css?v={sha256(colors).hexdigest()[:10]}" in page


def test_the_search_reads_written_pages_only(demonstration: Path) -> None:
    index = json.loads((demonstration / "search/search_index.json").read_text("utf-8"))
    locations = {doc["location"].split("#")[0] for doc in index["docs"]}
    assert {"", "contribuer/", "mentions-legales/"} <= locations
    ours = ("initiatives/", "catalogue/", "themes/", "integrer/")
    assert [location for location in locations if location.startswith(ours)] == []


def test_two_places_are_shown_as_communes_only(demonstration: Path) -> None:
    page = read_page(demonstration, "initiatives/garage-solidaire-du-hainaut")
    assert "Denain" in page
    assert "Anzin" in page
    assert "position approximative" in page


def test_acronyms_are_explained_in_stories_and_pages(demonstration: Path) -> None:
    explained = '<abbr title="Centre communal d’action sociale">CCAS</abbr>'
    assert explained in read_page(demonstration, "initiatives/centre-commercial-solidaire-de-hem")


def test_each_levier_says_who_illustrates_it(demonstration: Path) -> None:
    for number in range(1, 9):
        page = read_page(demonstration, f"leviers/{number}")
        told = [slug for slug in SLUGS if f"/initiatives/{slug}/" in page]
        declared = [slug for slug in SLUGS if number in read_sheet(slug).get("leviers", [])]
        assert told == declared


def test_the_promotion_of_2022_has_its_eight_projects(demonstration: Path) -> None:
    page = read_page(demonstration, "label/euralens")
    promotion = page.partition('id="promotion-2022"')[2].partition('id="promotion-2021"')[0]
    assert promotion.count('<li class="fiche"') == 8
