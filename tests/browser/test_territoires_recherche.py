"""The search of the page of territories: names, codes and postcodes, by keyboard and by pointer."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import find_violations

REGISTRY = {
    "version": 1,
    "millesime": "2024",
    "chemin": "territoires/{niveau}/{code}/",
    "niveaux": ["region", "departement", "epci", "commune", "qpv"],
    "colonnes": [
        "niveau",
        "code",
        "nom",
        "situation",
        "initiatives",
        "quartiers",
        "codes_postaux",
    ],
    "territoires": [
        [1, "62", "Pas-de-Calais", "Hauts-de-France", 7, 31, ""],
        [3, "62498", "Lens", "Pas-de-Calais", 1, 5, "62300"],
        [3, "62510", "Liévin", "Pas-de-Calais", 2, 3, "62800"],
        [4, "QN06222M", "Cité 5 – Cité 11", "Grenay", 0, 0, ""],
    ],
}
LIST = "**/donnees/territoires.json"


@pytest.fixture
def visiting(visitor: Visitor) -> Visitor:
    """Visit a site with a small list of territories."""
    visitor.page.route(LIST, lambda route: route.fulfill(body=json.dumps(REGISTRY)))
    return visitor


def search(visitor: Visitor, text: str) -> Page:
    """Write in the field as a reader would."""
    page = visitor.visit("territoires/")
    page.get_by_role("combobox", name="Chercher un territoire").press_sequentially(text)
    return page


def test_a_name_leads_to_its_page(visiting: Visitor, axe_source: str) -> None:
    page = search(visiting, "liev")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("Liévin")
    expect(option).to_contain_text("2 initiatives")
    expect(option).to_contain_text("commune · Pas-de-Calais · 62510")
    expect(page.locator(".recherche-territoire [role=status]")).to_have_text("1 territoire proposé")
    assert find_violations(page, axe_source) == []
    option.click()
    expect(page).to_have_url(f"{visiting.address}/territoires/commune/62510/")


def test_codes_and_postcodes(visiting: Visitor) -> None:
    page = search(visiting, "62300")
    expect(page.get_by_role("option")).to_contain_text(["Lens"])
    field = page.get_by_role("combobox", name="Chercher un territoire")
    field.fill("62")
    expect(page.get_by_role("option")).to_contain_text(["Pas-de-Calais", "Liévin", "Lens"])
    field.fill("qn06")
    expect(page.get_by_role("option")).to_contain_text(["aucune initiative"])


def test_the_keyboard_chooses(visiting: Visitor) -> None:
    page = search(visiting, "62")
    field = page.get_by_role("combobox", name="Chercher un territoire")
    expect(page.get_by_role("option")).to_have_count(3)
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("Liévin")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("End")
    field.fill("qn06222m")
    expect(page.get_by_role("option")).to_contain_text(["Cité 5"])
    field.press("Enter")
    expect(page).to_have_url(f"{visiting.address}/territoires/qpv/QN06222M/")


def test_nothing_found_is_told(visiting: Visitor) -> None:
    page = search(visiting, "zzz")
    expect(page.get_by_text("Aucun territoire ne correspond.")).to_be_visible()
    expect(page.get_by_role("link", name="Vous avez une adresse")).to_have_attribute(
        "href", f"{visiting.address}/territoires/quel-quartier/"
    )


def test_a_list_that_does_not_come_is_told(visiting: Visitor) -> None:
    def lose(route: Route) -> None:
        route.abort()

    visiting.page.route(LIST, lose)
    page = search(visiting, "lens")
    expect(page.get_by_text("La liste des territoires n’a pas pu être chargée.")).to_be_visible()
    page.unroute(LIST, lose)
    field = page.get_by_role("combobox", name="Chercher un territoire")
    field.press_sequentially(" ")
    expect(page.get_by_role("option")).to_contain_text(["Lens"])
    visiting.errors.clear()
