"""Download, print, embed, copy: what one takes away from the catalogue."""

from __future__ import annotations

import csv
import io
import json
from operator import itemgetter

from playwright.sync_api import Page, expect

from tests.browser.catalogue import CARDS, list_slugs, open_catalogue
from tests.browser.conftest import Visitor


def download(page: Page, name: str) -> bytes:
    """Take a file from the « Télécharger » fold."""
    page.locator(".volet", has_text="Télécharger").locator("summary").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=name).click()
    assert started.value.suggested_filename.startswith("initiatives.")
    return started.value.path().read_bytes()


def read_table(content: bytes) -> list[dict[str, str]]:
    """Read a table as a French spreadsheet does."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def test_the_table_opens_in_a_french_spreadsheet(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?theme=mobilite")
    slugs = list_slugs(page)
    content = download(page, "Tableau")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_table(content)
    assert len(rows) == len(slugs)
    afeji = next(row for row in rows if "AFEJI" in row["titre"])
    assert afeji["communes"] == "Courrières"
    assert afeji["latitude"].startswith("50,")
    assert afeji["adresse_page"].endswith("/initiatives/garage-solidaire-afeji/")


def test_the_map_file_is_geojson(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?q=hainaut")
    collection = json.loads(download(page, "GeoJSON"))
    assert collection["type"] == "FeatureCollection"
    places = [feature["geometry"]["coordinates"] for feature in collection["features"]]
    assert len(places) == 2
    assert all(3 < longitude < 4 and 50 < latitude < 51 for longitude, latitude in places)


def test_the_code_to_embed_carries_the_filters(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?theme=mobilite")
    page.locator(".volet", has_text="Partager").locator("summary").click()
    page.get_by_role("button", name="Intégrer à un site").click()
    code = page.get_by_label("Code à copier").input_value()
    assert f'src="{desktop.address}/integrer/?theme=mobilite"' in code
    assert code.startswith("<iframe ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # The pasted code works in a page of somebody else's.
    page.route("**/autre-site.html", lambda route: route.fulfill(body=code))
    page.goto(f"{desktop.address}/autre-site.html")
    frame = page.frame_locator("iframe")
    frame.locator(".catalogue--prete").wait_for()
    expect(frame.locator("[data-essaim=jetons] button")).to_have_count(1)


def test_the_embedded_page_is_bare_and_leads_to_the_whole(visitor: Visitor) -> None:
    page = open_catalogue(visitor, "?theme=mobilite", "integrer/")
    expect(page.locator(".entete, .pied")).to_have_count(0)
    expect(page.locator(CARDS).first).to_be_visible()
    expect(page.locator("[data-essaim=ouvrir-entier]")).to_have_attribute(
        "href", f"{visitor.address}/catalogue/?theme=mobilite"
    )
    assert page.evaluate("document.querySelector('base').target") == "_blank"


def test_the_link_is_copied(desktop: Visitor) -> None:
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_catalogue(desktop, "?theme=mobilite")
    page.locator(".volet", has_text="Partager").locator("summary").click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("button", name="Lien copié")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_print_holds_the_whole_selection_and_no_furniture(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    page.emulate_media(media="print")
    for hidden in (".entete", ".pied", ".catalogue-carte", ".filtres-colonne", ".outils-liste"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(CARDS).first).to_be_visible()


def test_folds_close_with_escape_and_outside(desktop: Visitor) -> None:
    page = open_catalogue(desktop)
    fold = page.locator(".volet", has_text="Télécharger")
    fold.locator("summary").click()
    page.keyboard.press("Escape")
    expect(fold.locator(".volet-corps")).to_be_hidden()
    expect(fold.locator("summary")).to_be_focused()
    fold.locator("summary").click()
    page.locator("h1").click()
    expect(fold.locator(".volet-corps")).to_be_hidden()


def test_the_table_of_a_selection_says_what_its_territory_says(desktop: Visitor) -> None:
    page = open_catalogue(desktop, "?departement=62")
    ours = sorted(read_table(download(page, "Tableau")), key=itemgetter("titre"))
    answer = page.request.get(f"{desktop.address}/territoires/departement/62/initiatives.csv")
    theirs = sorted(read_table(answer.body()), key=itemgetter("titre"))
    shared = [column for column in ours[0] if column in theirs[0]]
    assert set(ours[0]) == set(shared)
    assert set(theirs[0]) - set(shared) == {"relation", "distance_m"}
    # The server that answers is not the one that the settings name.
    for row in (*ours, *theirs):
        row["adresse_page"] = row["adresse_page"].partition("/initiatives/")[2]
    # In the catalogue's data, the year of a label is apart from it.
    shared.remove("labels")
    assert [bool(row["labels"]) for row in ours] == [bool(row["labels"]) for row in theirs]
    left, right = (
        {(row["titre"], column, row[column]) for row in rows for column in shared}
        for rows in (ours, theirs)
    )
    assert left ^ right == set()
    assert len(ours) == len(theirs)
