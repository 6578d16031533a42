"""« Dans quel quartier ? »: every way in, every answer, on contours drawn by hand around Grenay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.catalogue import read_query
from tests.browser.conftest import VIEWPORTS, Visitor, welcome
from tests.browser.test_accessibility import find_violations
from tests.support.building import build_site, copy_demonstration
from tests.support.serving import serve_folder
from tests.support.territories import run_essaim

PATH = "territoires/quel-quartier/"
SERVICE = "https://data.geopf.fr/geocodage/search**"
HERE = "50.45,2.75"
"""The middle of the square of Grenay; its edges are 2.74, 2.76, 50.44 and 50.46."""
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
    "territoires": [[4, "QN06222M", "Cité 5 – Cité 11", "Grenay", 1, 0, ""]],
}


def draw_square(
    code: str, name: str, commune: str, west: float, south: float, size: float
) -> dict[str, Any]:
    """Draw a quartier by hand: none of the real contours."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {
            "code_qp": code,
            "lib_qp": name,
            "insee_com": commune,
            "lib_com": "",
            "insee_dep": commune[:2],
            "siren_epci": "",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SQUARES = [
    draw_square("QN06222M", "Cité 5 - Cité 11", "62386", 2.74, 50.44, 0.02),
    # 140 metres east of the first, in the next commune.
    draw_square("QN06230M", "Le Levant", "62186", 2.762, 50.45, 0.01),
    draw_square("QN05930M", "Le Couchant", "59178", 3.08, 50.36, 0.01),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build and serve the demonstration with hand-made contours, and a page of one quartier."""
    folder = copy_demonstration(tmp_path_factory.mktemp("quel-quartier"))
    source = folder / "squares.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": SQUARES}), "utf-8")
    run_essaim(folder, "reference", "--qpv-file", source.name, "--millesime", "2024")
    # Not strictly: this list knows none of the quartiers that others serve.
    built = build_site(folder)
    assert built.returncode == 0, built.stdout + built.stderr
    registry = folder / "site/donnees/territoires.json"
    registry.write_text(json.dumps(REGISTRY), "utf-8")
    with serve_folder(folder / "site") as served:
        yield served


@pytest.fixture(params=VIEWPORTS)
def visiting(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visitor]:
    with welcome(browser, address, **VIEWPORTS[request.param]) as visitor:
        yield visitor


@pytest.fixture
def alone(browser: Browser, address: str) -> Iterator[Visitor]:
    """Visit on a desktop alone."""
    with welcome(browser, address, **VIEWPORTS["desktop"]) as visitor:
        yield visitor


def open_answer(visitor: Visitor, query: str = "") -> Page:
    """Open the page, and wait for the whole answer when a place is given."""
    page = visitor.visit(f"{PATH}{query}")
    if query:
        wait_whole(page)
    return page


def wait_whole(page: Page) -> None:
    """Wait for initiatives, which come after the words."""
    expect(page.locator("[data-essaim=autour]:not(template)")).to_be_visible()


def answer(page: Page) -> Locator:
    return page.locator("[data-essaim=reponse]")


def title(page: Page) -> Locator:
    return page.locator("#reponse")


def load_map(page: Page) -> Locator:
    canvas = page.locator("#map_quartier")
    canvas.scroll_into_view_if_needed()
    page.locator(".leaflet-container").wait_for()
    expect(page.locator(".essaim-point, .essaim-groupe").first).to_be_visible()
    return canvas


def answer_with(label: str, kind: str, longitude: float, latitude: float) -> Any:
    """Play the address service."""

    def play(route: Route) -> None:
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {"label": label, "type": kind, "citycode": "62386"},
        }
        body = json.dumps({"type": "FeatureCollection", "features": [feature]})
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(body=body, content_type="application/json", headers=headers)

    return play


def ask_address(page: Page, text: str) -> None:
    page.locator("#lieu").press_sequentially(text)
    page.get_by_role("option", name="Chercher l’adresse").click()


def test_in_a_quartier(visiting: Visitor, axe_source: str) -> None:
    page = open_answer(visiting, f"?point={HERE}&lieu=Place+de+la+R%C3%A9publique")
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")
    expect(answer(page)).to_contain_text("Place de la République")
    first = page.locator(".quel-item").first
    expect(first.locator(".quel-relation")).to_have_text("dedans")
    expect(first.get_by_role("link", name="Cité 5 – Cité 11")).to_have_attribute(
        "href", f"{visiting.address}/territoires/qpv/QN06222M/"
    )
    expect(first.get_by_role("link", name="Le bâtiment Suzanne Lacore")).to_be_visible()
    expect(first).to_contain_text("dans le quartier")
    expect(first.locator("a.suite")).to_have_attribute(
        "href", f"{visiting.address}/catalogue/?qpv=QN06222M"
    )
    around = page.get_by_role("link", name="Chercher autour dans le catalogue")
    expect(around).to_have_attribute(
        "href",
        f"{visiting.address}/catalogue/?autour=50.45,2.75&lieu=Place+de+la+R%C3%A9publique",
    )
    expect(page.locator("[data-essaim=annonce]")).to_contain_text("Dans le quartier prioritaire")
    expect(page.locator("[data-essaim=source]")).to_contain_text("2024, Agence nationale")
    load_map(page)
    expect(page.locator(".essaim-contour--dans")).to_have_count(1)
    expect(page.locator(".essaim-ici")).to_be_visible()
    assert find_violations(page, axe_source) == []


def test_on_an_edge(alone: Visitor, axe_source: str) -> None:
    page = open_answer(alone, "?point=50.45,2.74001")
    expect(title(page)).to_have_text("Au bord du quartier prioritaire Cité 5 – Cité 11")
    expect(answer(page)).to_contain_text("à moins d’un mètre de la limite")
    assert find_violations(page, axe_source) == []
    open_answer(alone, "?point=50.45,2.74003")
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")


def test_near_two_quartiers(visiting: Visitor, axe_source: str) -> None:
    page = open_answer(visiting, "?point=50.455,2.7609")
    expect(title(page)).to_have_text("À proximité d’un quartier prioritaire")
    expect(answer(page)).to_contain_text("Le contour le plus proche est à 64\u00a0m.")
    expect(page.locator(".quel-item h3")).to_have_text(["Cité 5 – Cité 11", "Le Levant"])
    # The second has no page yet: it is named, not linked.
    expect(page.get_by_role("link", name="Le Levant")).to_have_count(0)
    assert find_violations(page, axe_source) == []


def test_far_from_any(alone: Visitor) -> None:
    page = open_answer(alone, "?point=50.43,2.83")
    expect(title(page)).to_have_text("Hors des quartiers prioritaires")
    expect(answer(page)).to_contain_text("n’est à moins de 300\u00a0m d’aucun")
    expect(page.locator(".quel-item .quel-relation")).to_have_text(["à 4,7\u00a0km"])
    page.goto(f"{alone.address}/{PATH}?point=45,0")
    expect(answer(page)).to_contain_text("Aucun quartier prioritaire à moins de 100\u00a0km.")


def test_a_commune_is_not_an_answer(visiting: Visitor, axe_source: str) -> None:
    page = open_answer(visiting)
    expect(answer(page)).to_be_hidden()
    page.locator("#lieu").press_sequentially("grenay")
    page.get_by_role("option", name="Grenay 62160").click()
    wait_whole(page)
    expect(title(page)).to_have_text("Grenay\u00a0: à préciser")
    expect(answer(page)).to_contain_text("Seule la commune est connue")
    expect(page.locator(".quel-item h3")).to_have_text(["Cité 5 – Cité 11"])
    expect(page.locator(".quel-relation:not(template *)")).to_have_count(0)
    assert read_query(page) == {"commune": ["62386"]}
    assert find_violations(page, axe_source) == []


def test_a_commune_of_the_address_bar(alone: Visitor) -> None:
    page = open_answer(alone, "?commune=62510")
    expect(title(page)).to_have_text("Liévin\u00a0: aucun quartier prioritaire")
    expect(page.locator("#lieu")).to_have_value("Liévin")
    expect(answer(page)).to_contain_text("Le contour le plus proche de son centre")
    expect(page.locator("[data-essaim=autour] li").first).to_contain_text("dans la commune")
    page.goto(f"{alone.address}/{PATH}?commune=62999")
    expect(page.locator("[data-essaim=avis]")).to_contain_text("Aucune commune trouvée")
    page.goto(f"{alone.address}/{PATH}?point=ici")
    expect(page.locator("[data-essaim=avis]")).to_contain_text("désigne un lieu illisible")


def test_an_address_is_kept_in_the_history(alone: Visitor) -> None:
    label = "Place Pasteur 62160 Grenay"
    alone.page.route(SERVICE, answer_with(label, "housenumber", 2.75, 50.45))
    page = open_answer(alone)
    ask_address(page, "place pasteur grenay")
    page.get_by_role("option", name=label).click()
    wait_whole(page)
    assert read_query(page) == {"point": ["50.45,2.75"], "lieu": [label]}
    page.locator("#lieu").fill("")
    expect(answer(page)).to_be_hidden()
    page.go_back()
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")
    page.reload()
    expect(page.locator("#lieu")).to_have_value(label)
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")


def test_a_street_is_doubted(alone: Visitor) -> None:
    alone.page.route(SERVICE, answer_with("Rue Neuve 62160 Grenay", "street", 2.75, 50.45))
    page = open_answer(alone)
    ask_address(page, "rue neuve grenay")
    page.get_by_role("option", name="Rue Neuve").click()
    wait_whole(page)
    expect(answer(page)).to_contain_text("ajoutez le numéro")
    assert read_query(page)["precision"] == ["rue"]


def test_the_service_may_only_know_the_commune(alone: Visitor) -> None:
    alone.page.route(SERVICE, answer_with("Grenay", "municipality", 2.75, 50.45))
    page = open_answer(alone)
    ask_address(page, "grenay mairie")
    page.get_by_role("option", name="Grenay").click()
    wait_whole(page)
    expect(title(page)).to_have_text("Grenay\u00a0: à préciser")


def test_a_silent_service_is_told(alone: Visitor) -> None:
    alone.page.route(SERVICE, lambda route: route.abort())
    page = open_answer(alone)
    ask_address(page, "12 rue du test")
    expect(page.locator("[data-essaim=avis]")).to_contain_text("ne répond pas")
    # The browser itself reports the failed request.
    alone.errors.clear()


def test_my_position(visiting: Visitor) -> None:
    context = visiting.page.context
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 50.45, "longitude": 2.7405, "accuracy": 60})
    page = open_answer(visiting)
    page.get_by_role("button", name="Ma position").click()
    wait_whole(page)
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")
    expect(answer(page)).to_contain_text("n’est connue qu’à 60\u00a0m près")
    assert read_query(page) == {"point": ["50.45,2.7405"], "precision": ["60"]}


def test_a_refused_position_is_told(alone: Visitor) -> None:
    page = open_answer(alone)
    page.get_by_role("button", name="Ma position").click()
    expect(page.locator("[data-essaim=avis]")).to_contain_text("n’est pas accessible")


def test_a_click_on_the_map(visiting: Visitor) -> None:
    page = open_answer(visiting, "?point=50.455,2.7605")
    canvas = load_map(page)
    expect(page.locator(".essaim-contour--proche")).to_have_count(2)
    canvas.scroll_into_view_if_needed()
    target = page.locator(".essaim-contour--proche").first.bounding_box()
    assert target
    # Not in the middle, where a marker stands.
    page.mouse.click(target["x"] + target["width"] / 4, target["y"] + target["height"] / 2)
    expect(title(page)).to_contain_text("Dans le quartier prioritaire")
    assert read_query(page)["point"] != ["50.455,2.7605"]
    page.go_back()
    expect(title(page)).to_have_text("À proximité d’un quartier prioritaire")


def test_the_keyboard_on_the_map(alone: Visitor) -> None:
    page = open_answer(alone, f"?point={HERE}")
    canvas = load_map(page)
    expect(page.locator(".essaim-contour--dans")).to_have_count(1)
    canvas.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(f"{alone.address}/{PATH}?point={HERE}")
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowLeft")
        expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
    before = page.url
    page.get_by_role("button", name="Utiliser le centre de la carte").press("Enter")
    expect(page).not_to_have_url(before)
    expect(title(page)).not_to_contain_text("Dans le quartier")


def test_contours_that_do_not_come(alone: Visitor) -> None:
    alone.page.route("**/donnees/contours/62.json", lambda route: route.abort())
    page = alone.visit(f"{PATH}?point={HERE}")
    notice = page.locator("[data-essaim=avis]")
    expect(notice).to_contain_text("n’ont pas pu être chargés")
    expect(answer(page)).to_be_hidden()
    alone.page.unroute("**/donnees/contours/62.json")
    notice.get_by_role("button", name="Réessayer").click()
    expect(title(page)).to_have_text("Dans le quartier prioritaire Cité 5 – Cité 11")
    alone.errors.clear()


def test_without_pages_of_territories_there_is_no_link(alone: Visitor) -> None:
    alone.page.route("**/donnees/territoires.json", lambda route: route.fulfill(body="[]"))
    page = open_answer(alone, f"?point={HERE}")
    expect(page.locator(".quel-item h3").first).to_have_text("Cité 5 – Cité 11")
    expect(page.locator(".quel-item h3 a")).to_have_count(0)


def test_without_contours_the_page_says_so(visitor: Visitor, axe_source: str) -> None:
    visitor.page.route(
        "**/donnees/territoires.json", lambda route: route.fulfill(body=json.dumps(REGISTRY))
    )
    page = open_answer(visitor, f"?point={HERE}")
    expect(title(page)).to_have_text("Quartier inconnu")
    missing = page.get_by_role("region", name="Ce qui manque ici")
    expect(missing).to_contain_text("essaim reference")
    expect(page.locator("[data-essaim=autour] li")).not_to_have_count(0)
    expect(page.get_by_role("link", name="Chercher autour dans le catalogue")).to_be_visible()
    assert find_violations(page, axe_source) == []


def test_without_scripts_the_lists_are_proposed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PATH}")
    words = page.locator(".quel-quartier > noscript p")
    expect(words).to_contain_text("a besoin de JavaScript pour situer")
    expect(words.locator("a").first).to_have_attribute("href", "../../catalogue/liste/")
    expect(page.locator("#lieu")).to_be_hidden()
    context.close()
