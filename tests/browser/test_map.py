"""The maps: markers and groups, cards, and what they say to the page around them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from essaim.catalogue import Catalogue
from essaim.collect.vocabulary import Vocabularies, load_vocabularies
from essaim.locate.model import InitiativeSituee
from essaim.publish.data import write_data
from tests.browser.catalogue import READY, show_map
from tests.browser.conftest import Visitor, is_phone
from tests.browser.test_accessibility import find_violations
from tests.support.building import ROOT
from tests.support.factories import make_located

MARKERS = ".essaim-point"
GROUPS = ".essaim-groupe"
CARD = ".leaflet-popup[role=dialog]"
ZONE = "Chercher dans cette zone"
REFRAME = "Recadrer sur les résultats"
OPEN_VIEW = "Ouvrir cette vue dans le catalogue"
LENS = (50.43, 2.83)
LYON = (45.76, 4.84)
SAINT_DENIS = (-20.88, 55.45)

RECORD = """(name) => {
  window.told = [];
  document.addEventListener(name, (event) => window.told.push(event.detail));
}"""


def situate(slug: str, point: tuple[float, float], **fields: object) -> InitiativeSituee:
    """Make an initiative at a (latitude, longitude), of a type that the demonstration has."""
    return make_located(slug, point, type="garage-solidaire", **fields)


@cache
def read_words() -> Vocabularies:
    """Read the demonstration's vocabularies, whose icons its pages carry."""
    words, _ = load_vocabularies(ROOT / "vocabulaires")
    return words


def serve_catalogue(page: Page, initiatives: Sequence[InitiativeSituee]) -> None:
    """Give the page other data than the demonstration's."""
    ordered = tuple(sorted(initiatives, key=lambda one: one.slug))
    for address, content in write_data(Catalogue(ordered, read_words())).items():
        page.route(f"**/{address}*", make_answer(content))


def make_answer(content: str) -> Callable[[Route], None]:
    """Make what a server would answer."""
    return lambda route: route.fulfill(body=content, content_type="application/json")


def scatter(count: int) -> list[InitiativeSituee]:
    """Make initiatives on a grid over the Nord and beyond, about six kilometres apart."""
    return [
        situate(f"lieu-{n:04}", (48.5 + (n // 30) * 0.06, 1.0 + (n % 30) * 0.09))
        for n in range(count)
    ]


def gather(count: int, point: tuple[float, float] = LENS) -> list[InitiativeSituee]:
    """Make initiatives that all stand at the same point."""
    return [situate(f"voisin-{n:03}", point) for n in range(count)]


def open_home_map(
    visitor: Visitor, initiatives: Sequence[InitiativeSituee] = (), *, gliding: bool = False
) -> Page:
    """Bring the home page's map into view, with data of our own if any; it glides or not."""
    visitor.page.emulate_media(reduced_motion=None if gliding else "reduce")
    if initiatives:
        serve_catalogue(visitor.page, initiatives)
    page = visitor.visit()
    page.locator("#map_catalogue").scroll_into_view_if_needed()
    page.locator(".leaflet-marker-icon").first.wait_for()
    return page


def open_catalogue_map(
    visitor: Visitor, initiatives: Sequence[InitiativeSituee], query: str = ""
) -> Page:
    """Open the catalogue's map with data of our own; it does not glide."""
    visitor.page.emulate_media(reduced_motion="reduce")
    serve_catalogue(visitor.page, initiatives)
    page = visitor.visit(f"catalogue/{query}")
    page.locator(READY).wait_for()
    if not page.locator("#map_catalogue").is_visible():
        show_map(page)
    page.locator(".leaflet-marker-icon").first.wait_for()
    return page


def tell(page: Page, **detail: object) -> None:
    """Say to the map what the catalogue page would."""
    results = {"rangs": None, "cadrer": True, "zone": None, "autour": None} | detail
    page.evaluate(
        """(detail) => document.dispatchEvent(new CustomEvent("essaim:resultats", {
          detail: {...detail, rangs: detail.rangs && Uint32Array.from(detail.rangs)},
        }))""",
        results,
    )


def zoom_in(page: Page) -> None:
    """Zoom by the map's own button, and wait until it is done."""
    page.get_by_role("button", name="Zoom avant").click()
    wait_still(page)


def wait_still(page: Page) -> None:
    """Wait until the map has stopped; it starts to move at the next frame."""
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    page.wait_for_function("!document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')")


def read_focus(page: Page) -> str:
    """Say what has the keyboard, by its accessible name or its words."""
    focus: str = page.evaluate(
        "document.activeElement.ariaLabel ?? document.activeElement.textContent"
    )
    return focus


def in_view(page: Page, selector: str) -> Locator:
    """Pick the markers that are on the screen: those Tab reaches."""
    return page.locator(f'{selector}[tabindex="0"]')


# Groups


def test_a_group_is_a_button_that_opens_where_it_parts(visitor: Visitor) -> None:
    page = open_home_map(visitor, scatter(300))
    group = page.locator(GROUPS).first
    expect(group).to_have_attribute("role", "button")
    expect(group).to_have_attribute(
        "aria-label", re.compile(r"^\d+\slieux regroupés\s: cliquer pour les voir$")
    )
    before = page.locator(GROUPS).all_inner_texts()
    group.press("Enter")
    wait_still(page)
    expect(page.locator(GROUPS).first).to_be_visible()
    assert page.locator(GROUPS).all_inner_texts() != before


@pytest.mark.parametrize("gliding", [True, False])
def test_the_keyboard_is_never_lost_when_a_group_opens(visitor: Visitor, gliding: bool) -> None:
    page = open_home_map(visitor, scatter(300), gliding=gliding)
    for _ in range(2):
        in_view(page, GROUPS).first.press("Enter")
        wait_still(page)
        assert page.evaluate("document.activeElement.matches('.leaflet-marker-icon')")


def test_only_what_is_in_view_is_in_the_page(desktop: Visitor) -> None:
    page = open_home_map(desktop, scatter(900))
    for _ in range(4):
        zoom_in(page)
    box = page.locator("#map_catalogue").bounding_box()
    assert box
    for marker in page.locator(".leaflet-marker-icon").all():
        shape = marker.bounding_box()
        assert shape
        assert box["x"] - 80 < shape["x"] < box["x"] + box["width"] + 80
        assert box["y"] - 80 < shape["y"] < box["y"] + box["height"] + 80


def test_tab_goes_through_the_markers_as_one_reads(desktop: Visitor) -> None:
    page = open_home_map(desktop, scatter(120))
    zoom_in(page)
    tops = page.locator('.leaflet-marker-icon[tabindex="0"]').evaluate_all(
        "nodes => nodes.map((node) => Math.round(node.getBoundingClientRect().top"
        " + node.offsetHeight / 2))"
    )
    assert len(tops) > 5
    assert tops == sorted(tops)


def test_what_stays_in_view_is_the_same_marker(desktop: Visitor) -> None:
    page = open_home_map(desktop, scatter(40))
    marker = page.locator(".leaflet-marker-icon").last
    name = marker.get_attribute("aria-label")
    marker.evaluate("node => (node.dataset.marque = 'oui')")
    tell(page, rangs=list(range(40)), cadrer=False)
    page.locator("#map_catalogue").focus()
    page.keyboard.press("ArrowUp")
    wait_still(page)
    expect(page.locator("[data-marque=oui]")).to_have_attribute("aria-label", name or "")


def test_places_that_no_zoom_parts_are_listed_in_one_card(visitor: Visitor) -> None:
    page = open_home_map(visitor, gather(3))
    group = page.locator(GROUPS)
    expect(group).to_have_count(1)
    group.press("Enter")
    card = page.get_by_role("dialog", name="3 lieux au même endroit")
    expect(card.get_by_role("listitem")).to_have_count(3)
    expect(card.get_by_role("link", name="Initiative voisin-000")).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="Initiative voisin-001")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(group).to_be_focused()


def test_a_long_list_comes_by_parts(desktop: Visitor) -> None:
    page = open_home_map(desktop, gather(120))
    page.locator(GROUPS).click()
    card = page.locator(CARD)
    expect(card.get_by_role("listitem")).to_have_count(50)
    card.get_by_role("button", name="Afficher la suite (70)").click()
    expect(card.get_by_role("listitem")).to_have_count(100)
    expect(card.get_by_role("link", name="Initiative voisin-050")).to_be_focused()
    card.get_by_role("button", name="Afficher la suite (20)").click()
    expect(card.get_by_role("listitem")).to_have_count(120)
    expect(card.get_by_role("button", name="Afficher la suite")).to_have_count(0)


def test_small_maps_hold_their_places(visitor: Visitor) -> None:
    page = visitor.visit("initiatives/garage-solidaire-du-hainaut/")
    page.locator("#map_lieux").scroll_into_view_if_needed()
    for place in ("Antenne de Denain, Denain", "Antenne d’Anzin, Anzin"):
        name = f"Le Garage solidaire du Hainaut, {place}"
        expect(page.get_by_role("button", name=name)).to_have_count(1)


# Names and cards


def test_markers_are_named_by_their_theme_until_titles_come(desktop: Visitor) -> None:
    waiting: list[Route] = []
    serve_catalogue(desktop.page, [situate("soleil", LENS)])
    # Playwright asks a function what it takes: `append` itself does not say.
    desktop.page.route("**/donnees/catalogue.json*", lambda route: waiting.append(route))  # noqa: PLW0108
    desktop.visit()
    page = desktop.page
    page.locator("#map_catalogue").scroll_into_view_if_needed()
    marker = page.locator(MARKERS)
    expect(marker).to_have_attribute("aria-label", "Énergie et climat")
    marker.press("Enter")
    expect(page.locator(CARD)).to_contain_text("Chargement de la fiche…")
    for route in waiting:
        route.fallback()
    expect(page.locator(CARD).get_by_role("link", name="Initiative soleil")).to_be_focused()
    expect(marker).to_have_attribute("aria-label", "Initiative soleil, Grenay")
    expect(page.get_by_role("dialog", name="Initiative soleil, Grenay")).to_be_visible()


def test_many_names_wait_for_someone_to_come_to_the_map(desktop: Visitor) -> None:
    asked: list[str] = []
    desktop.page.on("request", lambda request: asked.append(request.url))
    page = open_home_map(desktop, scatter(1001))
    assert not any("catalogue.json" in url for url in asked)
    with page.expect_request("**/donnees/catalogue.json*"):
        page.locator("#map_catalogue").hover()


def test_lost_names_are_told_and_asked_again(desktop: Visitor) -> None:
    serve_catalogue(desktop.page, [situate("soleil", LENS)])
    desktop.page.route("**/donnees/catalogue.json*", lambda route: route.fulfill(status=500))
    page = desktop.visit()
    page.locator("#map_catalogue").scroll_into_view_if_needed()
    page.locator(MARKERS).click()
    expect(page.locator(CARD)).to_contain_text("Cette fiche n’a pas pu être chargée.")
    page.unroute_all()
    serve_catalogue(page, [situate("soleil", LENS)])
    page.get_by_role("button", name="Fermer").click()
    page.locator(MARKERS).click()
    expect(page.locator(CARD).get_by_role("link")).to_have_text("Initiative soleil")
    desktop.errors.clear()


def test_a_card_opens_with_the_keyboard_and_gives_it_back(visitor: Visitor) -> None:
    page = open_home_map(visitor, [situate("soleil", LENS)])
    marker = page.locator(MARKERS)
    expect(marker).to_have_class(re.compile("essaim-point--flou"))
    marker.focus()
    page.keyboard.press(" ")
    card = page.get_by_role("dialog", name="Initiative soleil, Grenay")
    expect(card).to_contain_text("Position approximative : commune")
    expect(card.get_by_role("link", name="Initiative soleil")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Fermer").click()
    expect(page.locator(CARD)).to_have_count(0)
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    card.get_by_role("link").press("Enter")
    expect(page).to_have_url(f"{visitor.address}/initiatives/soleil/")
    visitor.errors.clear()  # that page does not exist


def test_titles_stay_text(desktop: Visitor) -> None:
    title = '<img src=x onerror="alert(1)"> & compagnie'
    page = open_home_map(desktop, [situate("texte", LENS, titre=title)])
    page.locator(MARKERS).click()
    expect(page.locator(CARD).get_by_role("link")).to_have_text(title)
    assert page.locator(".leaflet-container img[src=x]").count() == 0


def test_a_card_tells_the_summary_once_it_has_come(desktop: Visitor) -> None:
    page = open_catalogue_map(desktop, [situate("soleil", LENS)])
    expect(page.locator("[data-essaim=liste]")).to_contain_text("Un résumé d’essai")
    page.locator(MARKERS).click()
    expect(page.locator(CARD)).to_contain_text("Un résumé d’essai assez long")


# With the page around


def test_results_choose_what_is_shown(visitor: Visitor) -> None:
    page = open_home_map(visitor, [situate("a", LENS), situate("b", LYON)])
    expect(page.locator(MARKERS)).to_have_count(2)
    tell(page, rangs=[1], cadrer=False)
    expect(page.locator(MARKERS)).to_have_count(1)
    tell(page, rangs=[], cadrer=False)
    expect(page.locator(MARKERS)).to_have_count(0)
    tell(page)
    expect(page.locator(MARKERS)).to_have_count(2)


def test_a_card_closes_when_its_initiative_is_filtered_out(desktop: Visitor) -> None:
    page = open_home_map(desktop, [situate("a", LENS), situate("b", LYON)])
    page.locator(MARKERS).first.click()
    expect(page.locator(CARD)).to_have_count(1)
    tell(page, rangs=[1], cadrer=False)
    expect(page.locator(CARD)).to_have_count(0)


def test_the_map_looks_at_results_until_someone_moves_it(visitor: Visitor) -> None:
    page = open_home_map(visitor, scatter(60))
    groups = page.locator(GROUPS).count()
    tell(page, rangs=[0, 1])
    # Twelve kilometres fill the map: nothing needs a group.
    expect(page.locator(MARKERS)).to_have_count(2)
    tell(page)
    expect(page.locator(GROUPS)).to_have_count(groups)
    zoom_in(page)
    tell(page, rangs=[58, 59])
    expect(page.get_by_role("button", name=REFRAME)).to_be_visible()
    page.get_by_role("button", name=REFRAME).click()
    expect(in_view(page, MARKERS)).to_have_count(2)
    expect(page.get_by_role("button", name=REFRAME)).to_be_hidden()
    tell(page, rangs=[0, 1])
    expect(in_view(page, MARKERS)).to_have_count(2)


def test_a_place_to_look_around_is_drawn_and_looked_at(visitor: Visitor) -> None:
    page = open_home_map(visitor, [situate("a", LENS), situate("b", LYON)])
    zoom_in(page)
    near = {"latitude": LENS[0], "longitude": LENS[1], "rayon": 10}
    tell(page, rangs=[0], autour=near)
    expect(page.locator(".essaim-autour")).to_have_count(1)
    expect(page.locator(".essaim-ici")).to_be_in_viewport()
    expect(in_view(page, MARKERS)).to_have_count(1)
    tell(page)
    expect(page.locator(".essaim-autour, .essaim-ici")).to_have_count(0)


def test_pointing_goes_both_ways(desktop: Visitor) -> None:
    page = open_home_map(desktop, [situate("a", LENS), *gather(2, LYON)])
    page.evaluate(RECORD, "essaim:survol")
    # Rows are in the order of communes then of slugs.
    page.locator(MARKERS).hover()
    page.locator("#map_catalogue").hover(position={"x": 300, "y": 30})
    assert page.evaluate("window.told") == [{"rang": 0}, {"rang": None}]
    say = "(rang) => document.dispatchEvent(new CustomEvent('essaim:survol', {detail: {rang}}))"
    page.evaluate(say, 0)
    expect(page.locator(f"{MARKERS}.essaim-vise")).to_have_count(1)
    page.evaluate(say, 2)
    expect(page.locator(f"{MARKERS}.essaim-vise")).to_have_count(0)
    expect(page.locator(f"{GROUPS}.essaim-vise")).to_have_count(1)
    page.evaluate(say, None)
    expect(page.locator(".essaim-vise")).to_have_count(0)


def test_an_open_card_is_told(desktop: Visitor) -> None:
    page = open_home_map(desktop, [situate("a", LENS), situate("b", LYON)])
    page.evaluate(RECORD, "essaim:choix")
    page.locator(MARKERS).last.click()
    assert page.evaluate("window.told") == [{"rang": 1}]


def test_a_zone_is_searched_when_asked_then_followed(visitor: Visitor) -> None:
    page = open_catalogue_map(visitor, scatter(60))
    button = page.get_by_role("button", name=ZONE)
    expect(button).to_be_hidden()
    page.evaluate(RECORD, "essaim:zone")
    zoom_in(page)
    assert page.evaluate("window.told") == []
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_hidden()
    expect(page.locator("#map_catalogue")).to_be_focused()
    page.wait_for_url("**/*zone=*")
    zoom_in(page)
    page.wait_for_function("window.told.length === 2")
    first, second = (told["zone"] for told in page.evaluate("window.told"))
    west, south, east, north = second
    assert first[0] < west < east < first[2]
    assert first[1] < south < north < first[3]
    assert [round(side, 4) for side in second] == second


def test_a_zone_of_the_address_is_looked_at_as_it_is(visitor: Visitor) -> None:
    page = open_catalogue_map(visitor, scatter(60), "?zone=0.95,48.4,1.3,48.6&vue=carte")
    expect(page.locator("[data-essaim=nombre]")).to_have_text("8 initiatives")
    page.evaluate(RECORD, "essaim:zone")
    zoom_in(page)
    page.wait_for_function("window.told.length === 1")
    west, south, east, north = page.evaluate("window.told")[0]["zone"]
    assert 0.95 < (west + east) / 2 < 1.3
    assert 48.4 < (south + north) / 2 < 48.6


def test_the_home_map_leads_to_the_same_view_of_the_catalogue(visitor: Visitor) -> None:
    page = open_home_map(visitor)
    link = page.get_by_role("link", name=OPEN_VIEW)
    expect(link).to_have_attribute("href", re.compile(r"/catalogue/\?vue=carte$"))
    zoom_in(page)
    expect(link).to_have_attribute(
        "href", re.compile(r"/catalogue/\?zone=(-?[\d.]+,){3}-?[\d.]+&vue=carte$")
    )
    link.click()
    page.wait_for_url("**/catalogue/?zone=*&vue=carte")
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()


# Gestures and controls


def test_the_keyboard_moves_the_map(desktop: Visitor) -> None:
    page = open_home_map(desktop)
    page.locator("#map_catalogue").focus()
    expect(page.get_by_role("group", name="Carte : flèches pour la déplacer")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name=OPEN_VIEW)).to_have_attribute("href", re.compile("zone="))


def test_the_keyboard_may_pass_the_map(desktop: Visitor) -> None:
    page = open_home_map(desktop)
    page.get_by_role("link", name="Passer la carte").press("Enter")
    expect(page.locator("#apres-map_catalogue")).to_be_focused()


def test_buttons_hold_on_the_narrowest_map(desktop: Visitor) -> None:
    desktop.page.set_viewport_size({"width": 320, "height": 640})
    page = open_catalogue_map(desktop, scatter(60))
    zoom_in(page)
    tell(page, rangs=[0, 1])
    frame = page.locator(".essaim-carte").bounding_box()
    zoom = page.get_by_role("button", name="Zoom avant").bounding_box()
    assert frame
    assert zoom
    for name in (ZONE, REFRAME):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box
        assert box["x"] >= zoom["x"] + zoom["width"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]


def test_nothing_glides_for_who_prefers_it(desktop: Visitor) -> None:
    page = open_home_map(desktop, scatter(300))
    page.get_by_role("button", name="Zoom avant").click()
    assert page.locator(".leaflet-zoom-anim").count() == 0
    expect(page.get_by_role("link", name=OPEN_VIEW)).to_have_attribute("href", re.compile("zone="))


def test_the_whole_screen_is_a_button_away(visitor: Visitor) -> None:
    page = open_home_map(visitor)
    button = page.get_by_role("button", name="Plein écran", exact=True)
    button.click()
    expect(page.get_by_role("button", name="Quitter le plein écran")).to_be_visible()
    assert page.evaluate("document.fullscreenElement.className").startswith("essaim-carte ")
    # The whole screen is the map's: one finger is enough.
    expect(page.locator(".essaim-carte--deux-doigts")).to_have_count(0)
    page.get_by_role("button", name="Quitter le plein écran").click()
    expect(button).to_be_visible()
    expect(page.locator(".essaim-carte--deux-doigts")).to_have_count(1 if is_phone(page) else 0)


def test_two_fingers_zoom_and_one_scrolls_the_page(visitor: Visitor) -> None:
    page = open_home_map(visitor)
    if not is_phone(page):
        page.mouse.wheel(0, 200)
        return
    session = page.context.new_cdp_session(page)
    box = page.locator("#map_catalogue").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": left, "y": top, "id": n} for n, (left, top) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    link = page.get_by_role("link", name=OPEN_VIEW)
    touch("touchStart", (x, y - 20), (x, y + 20))
    for step in range(1, 6):
        touch("touchMove", (x, y - 20 - 20 * step), (x, y + 20 + 20 * step))
    touch("touchEnd")
    expect(link).to_have_attribute("href", re.compile("zone="))
    view = link.get_attribute("href") or ""
    touch("touchStart", (x, y))
    touch("touchMove", (x, y - 30))
    touch("touchEnd")
    expect(page.locator(".essaim-carte-geste")).to_have_text(
        "Utilisez deux doigts pour déplacer la carte"
    )
    expect(link).to_have_attribute("href", view)


def test_territories_overseas_are_a_button_away(visitor: Visitor) -> None:
    page = open_home_map(visitor, [situate("a", LENS), situate("b", SAINT_DENIS)])
    group = page.get_by_role("group", name="Aller à un territoire")
    expect(group.get_by_role("button")).to_have_text(["Hexagone et Corse", "La Réunion"])
    expect(in_view(page, MARKERS)).to_have_count(1)
    lens = in_view(page, MARKERS).get_attribute("aria-label")
    group.get_by_role("button", name="La Réunion").click()
    wait_still(page)
    expect(in_view(page, MARKERS)).to_have_count(1)
    expect(in_view(page, MARKERS)).not_to_have_attribute("aria-label", lens or "")


# When things go wrong


@pytest.mark.parametrize(
    "answer",
    [{"status": 500}, {"body": '{"version":1,"edi'}, {"body": json.dumps({"version": 1})}],
    ids=["lost", "cut", "damaged"],
)
def test_bad_data_is_told_calmly(desktop: Visitor, answer: dict[str, object]) -> None:
    desktop.page.route("**/donnees/carte.json*", lambda route: route.fulfill(**answer))  # type: ignore[arg-type]
    page = desktop.visit()
    page.locator("#map_catalogue").scroll_into_view_if_needed()
    expect(page.get_by_text("La carte n’a pas pu être chargée")).to_be_visible()
    # The browser itself reports a failed request.
    desktop.errors.clear()


def test_without_tiles_the_points_stay(desktop: Visitor) -> None:
    desktop.page.route("https://data.geopf.fr/**", lambda route: route.abort())
    page = open_home_map(desktop)
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    # The browser reports the tiles it could not get, now and until the page is left.
    page.goto("about:blank")
    assert all("ERR_FAILED" in error for error in desktop.errors)
    desktop.errors.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_busy_map(visitor: Visitor, axe_source: str, scheme: str) -> None:
    visitor.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    places = [*gather(60), situate("b", SAINT_DENIS)]
    page = open_catalogue_map(visitor, places)
    zoom_in(page)
    # The first row is the one overseas.
    tell(page, rangs=list(range(1, 61)))
    expect(page.get_by_role("button", name=ZONE)).to_be_visible()
    expect(page.get_by_role("button", name=REFRAME)).to_be_visible()
    page.locator(GROUPS).press("Enter")
    expect(page.locator(CARD)).to_be_visible()
    assert find_violations(page, axe_source) == []
