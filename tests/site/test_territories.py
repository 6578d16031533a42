"""The pages and files of territories, on a small country with every relation."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from tests.locate.squares import find_official
from tests.support.building import build_site, copy_demonstration, publish, read_page
from tests.support.pages import extract_article, find_broken_links
from tests.support.territories import publish_country, run_essaim

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ATOM = "{http://www.w3.org/2005/Atom}"
EPCI = "territoires/epci/200071751"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_country(tmp_path_factory.mktemp("pays"))


class Reader(HTMLParser):
    """Reads the titles of the initiatives of a page, by the identifier of the section around."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, list[str]] = {}
        self._names: list[str] = []
        self._depth: list[str] = []
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._names.append(str(dict(attrs).get("aria-labelledby")))
        elif tag == "h3":
            self._title = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self._names.pop()
        elif tag == "h3" and self._title is not None and self._names:
            title = "".join(self._title)
            self.sections.setdefault(self._names[-1], []).append(title)
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)


def list_initiatives(site: Path, address: str) -> dict[str, list[str]]:
    reader = Reader()
    reader.feed(extract_article(read_page(site, address)))
    return reader.sections


def read_words(site: Path, address: str) -> str:
    """Return the words of a page, spaces made plain."""
    text = re.sub(r"<(script|svg|style).*?</\1>", " ", extract_article(read_page(site, address)))
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def read_figures(site: Path, address: str) -> list[tuple[str, str]]:
    html = read_page(site, address)
    found = re.findall(r'<p class="chiffre"><strong>(.*?)</strong>(.*?)</p><p>(.*?)</p>', html)
    return [(re.sub("<[^>]+>", "", value + more).strip(), words) for value, more, words in found]


LISTED = {
    "territoires/qpv/QN00191M": {
        "dans": ["L’atelier du Pré"],
        "proche": ["Le garage voisin"],
        "itinerante": ["Le bibliobus"],
    },
    "territoires/qpv/QN00192M": {
        "dans": ["L’épicerie de la Rive"],
        "itinerante": ["Le bibliobus"],
    },
    "territoires/qpv/QN00193M": {
        "itinerante": ["Le bibliobus"],
        "commune": ["Le jardin de Viriat"],
        "proches": [
            "Le numérique pour tous",
            "L’atelier du Pré",
            "Le garage voisin",
            "L’épicerie de la Rive",
        ],
    },
    "territoires/qpv/QN00194M": {
        "itinerante": ["Le bibliobus"],
        "proches": [
            "L’épicerie de la Rive",
            "L’atelier du Pré",
            "Le garage voisin",
            "Le jardin de Viriat",
            "Le numérique pour tous",
        ],
    },
    "territoires/qpv/QN00195M": {
        "dessert": ["Le garage voisin", "Le numérique pour tous"],
        "itinerante": ["Le bibliobus"],
    },
    "territoires/qpv/QN97491M": {
        "dans": ['=Le « Pot » ; "commun"'],
        "itinerante": ["La cuisine mobile"],
    },
    "territoires/commune/01053": {
        "dans": ["L’atelier du Pré", "Le garage voisin"],
        "dessert": ["Le numérique pour tous"],
        "itinerante": ["Le bibliobus"],
    },
    "territoires/commune/01344": {"itinerante": ["Le bibliobus"]},
    EPCI: {
        "dans": [
            "L’atelier du Pré",
            "L’épicerie de la Rive",
            "Le garage voisin",
            "Le jardin de Viriat",
            "Le numérique pour tous",
        ],
        "itinerante": ["Le bibliobus"],
    },
    "territoires/departement/974": {
        "dans": ['=Le « Pot » ; "commun"'],
        "itinerante": ["La cuisine mobile"],
    },
}


@pytest.mark.parametrize("address", LISTED)
def test_initiatives_stand_under_their_link(country: Path, address: str) -> None:
    assert list_initiatives(country, address) == LISTED[address]


FIGURES = {
    "territoires/qpv/QN00191M": [
        ("1", "initiative dans le quartier"),
        ("1", "à proximité"),
        ("0", "dessert le quartier d’ailleurs"),
        ("1", "itinérante y agit"),
    ],
    "territoires/qpv/QN00193M": [
        ("0", "initiative dans le quartier"),
        ("0", "à proximité"),
        ("0", "dessert le quartier d’ailleurs"),
        ("1", "itinérante y agit"),
    ],
    EPCI: [
        ("5", "initiatives sur place"),
        ("1", "itinérante y agit"),
        (
            "3 sur\u00a05",
            "quartiers prioritaires couverts\u00a0: initiative dedans, à proximité "
            "ou à leur service",
        ),
    ],
}


@pytest.mark.parametrize("address", FIGURES)
def test_what_is_to_be_specified_counts_nowhere(country: Path, address: str) -> None:
    assert read_figures(country, address) == FIGURES[address]


def test_a_quartier_says_how_near_and_for_whom(country: Path) -> None:
    words = read_words(country, "territoires/qpv/QN00191M")
    assert "Le dessert aussi à 100 m En activité" in words
    assert "Agit dans Communauté d’agglomération du Bassin de Bourg-en-Bresse" in words
    assert "La Rive à 1,2 km" in words
    assert "Le Mail à 1,2 km" in words
    assert "contours QPV 2024, Agence nationale de la cohésion des territoires" in words
    assert "dernière vérification d’une fiche : 20 novembre 2025" in words


def test_what_is_to_be_specified_is_explained(country: Path) -> None:
    words = read_words(country, "territoires/qpv/QN00193M")
    assert "rien ne dit qu’il est dedans" in words


def test_an_empty_quartier_is_of_use(country: Path) -> None:
    words = read_words(country, "territoires/qpv/QN00194M")
    assert "Aucune initiative recensée dans ce quartier, à proximité ou à son service" in words
    assert "Distances à vol d’oiseau jusqu’au contour du quartier." in words
    assert "à environ 5,7 km" in words  # the garden of Viriat, known to its commune only
    assert "à 2,2 km" in words
    assert "Indiquez le code QN00194M" in words
    html = read_page(country, "territoires/qpv/QN00194M")
    assert 'href="../../../territoires/epci/200071751/"' in html


def test_a_quartier_of_two_communes_is_under_both(country: Path) -> None:
    html = read_page(country, "territoires/qpv/QN00192M")
    for code in ("01053", "01289"):
        assert f'href="../../../territoires/commune/{code}/"' in html
        assert "QN00192M" in read_page(country, f"territoires/commune/{code}")


def test_the_quartiers_of_an_epci_are_counted_apart(country: Path) -> None:
    html = read_page(country, EPCI)
    rows = re.findall(r"<small>(QN\w+).*?</small></th>((?:<td.*?</td>)+)", html)
    counts = {code: [int(n) for n in re.findall(r">(\d+)<", cells)] for code, cells in rows}
    assert counts == {
        "QN00194M": [0, 0, 0, 0],
        "QN00192M": [1, 0, 0, 0],
        "QN00195M": [0, 0, 2, 0],
        "QN00191M": [1, 1, 0, 0],
        "QN00193M": [0, 0, 0, 1],
    }


def test_themes_are_counted_in_a_table(country: Path) -> None:
    html = read_page(country, "territoires/commune/01053")
    bars = re.findall(r'themes/([\w-]+)/">[^<]+</a></th><td>.*?<span>(\d+)</span>', html)
    assert bars == [("mobilite", "2"), ("insertion-emploi", "2"), ("education-jeunesse", "1")]


def test_the_map_shows_the_contours_and_the_initiatives(country: Path) -> None:
    html = read_page(country, "territoires/qpv/QN00191M")
    contours = json.loads(re.search(r"addContours\(\w+, (\[.*?\])\);", html)[1])  # type: ignore[index]
    assert [(one["code"], one["relation"]) for one in contours] == [
        ("QN00195M", "voisin"),
        ("QN00192M", "voisin"),
        ("QN00194M", "voisin"),
        ("QN00191M", "dans"),
    ]
    assert '"slug": "atelier-du-pre"' in html
    assert '"slug": "garage-voisin"' in html


def test_every_link_leads_somewhere(country: Path) -> None:
    # The catalogue reads its filters from the address; the file is the same.
    assert find_broken_links(country) == []


def test_the_catalogue_opens_on_the_territory(country: Path) -> None:
    assert 'href="../../../catalogue/?epci=200071751"' in read_page(country, EPCI)


def test_titles_tell_namesakes_apart(country: Path) -> None:
    assert "<title>Saint-Denis (La Réunion) - " in read_page(country, "territoires/commune/97411")
    assert "<title>Ain (01) - " in read_page(country, "territoires/departement/01")
    assert 'rel="canonical" href="https://pays.exemple.fr/territoires/qpv/QN00191M/"' in read_page(
        country, "territoires/qpv/QN00191M"
    )


def read_rows(site: Path, path: str) -> list[dict[str, str]]:
    """Read a CSV as a French spreadsheet does: `="01004"` is the text 01004."""
    content = (site / path).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [dict(zip(header, map(evaluate, row), strict=True)) for row in rows]


def evaluate(cell: str) -> str:
    """Do what Excel does of a cell; a formula other than a text would be an injection."""
    if text := re.fullmatch(r'="([\d-]+)"', cell):
        return text[1]
    assert not cell.startswith(("=", "+", "-", "@", "\t")) or re.fullmatch(r"-?\d+(,\d+)?", cell)
    return cell


def test_the_csv_opens_in_a_french_spreadsheet(country: Path) -> None:
    rows = read_rows(country, f"{EPCI}/initiatives.csv")
    assert [(row["titre"], row["relation"]) for row in rows] == [
        ("L’atelier du Pré", "dans"),
        ("L’épicerie de la Rive", "dans"),
        ("Le garage voisin", "dans"),
        ("Le jardin de Viriat", "dans"),
        ("Le numérique pour tous", "dans"),
        ("Le bibliobus", "itinérante"),
    ]
    first, grocery, garage = rows[:3]
    assert first["codes_insee"] == "01053"
    assert (first["latitude"], first["longitude"]) == ("46,2025", "5,2225")
    assert first["themes"] == "Mobilité | Emploi et insertion"
    assert first["adresse_page"] == "https://pays.exemple.fr/initiatives/atelier-du-pre/"
    assert grocery["qpv_dans"] == "La Rive (QN00192M)"
    assert garage["qpv_proches"] == "Le Pré (QN00191M), 100\u00a0m"
    assert garage["qpv_desservis"] == "Le Pré (QN00191M) | Le Mail (QN00195M)"


def test_text_never_becomes_a_formula(country: Path) -> None:
    (row, _) = read_rows(country, "territoires/qpv/QN97491M/initiatives.csv")
    assert row["titre"] == '\'=Le « Pot » ; "commun"'
    assert row["porteur"] == "'+ de lien"
    assert (row["latitude"], row["distance_m"]) == ("-20,8925", "0")


def test_a_quartier_tells_the_relation_and_the_metres(country: Path) -> None:
    rows = read_rows(country, "territoires/qpv/QN00191M/initiatives.csv")
    assert [(row["relation"], row["distance_m"]) for row in rows] == [
        ("dans", "0"),
        ("à proximité", "100"),
        ("itinérante", ""),
    ]
    (_, unsure) = read_rows(country, "territoires/qpv/QN00193M/initiatives.csv")
    assert (unsure["titre"], unsure["relation"]) == ("Le jardin de Viriat", "à préciser")
    assert unsure["qpv_dans"] == ""


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Read the first sheet of a workbook: a row of texts by column letter, numbers as written."""
    with ZipFile(path) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        shared = [
            "".join(node.itertext())
            for node in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for number, row in enumerate(sheet.iter(f"{SHEET}row"), start=1):
        assert row.get("r") == str(number)
        cells = {}
        for cell in row:
            value = "".join(cell.itertext())
            name = str(cell.get("r"))
            assert name.endswith(str(number))
            cells[name.removesuffix(str(number))] = (
                shared[int(value)] if cell.get("t") == "s" else value
            )
        rows.append(cells)
    assert sheet.find(f"{SHEET}autoFilter").get("ref") == f"A1:V{len(rows)}"  # type: ignore[union-attr]
    assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"  # type: ignore[union-attr]
    return rows


def test_the_workbook_says_the_same(country: Path) -> None:
    header, *rows = read_sheet(country / f"{EPCI}/initiatives.xlsx")
    told = read_rows(country, f"{EPCI}/initiatives.csv")
    columns = list(header.values())
    assert columns == list(told[0])
    for cells, row in zip(rows, told, strict=True):
        named = {name: cells.get(letter, "") for letter, name in header.items()}
        assert {name: text.replace(".", ",") for name, text in named.items()} == {
            name: text.replace(".", ",") for name, text in row.items()
        }


def test_a_workbook_keeps_text_as_text(country: Path) -> None:
    _, row, _ = read_sheet(country / "territoires/qpv/QN97491M/initiatives.xlsx")
    assert row["A"] == '=Le « Pot » ; "commun"'
    _, first, *_ = read_sheet(country / f"{EPCI}/initiatives.xlsx")
    assert first["J"] == "01053"


def test_geojson_is_the_standard_one(country: Path) -> None:
    text = (country / "territoires/qpv/QN97491M/initiatives.geojson").read_text("utf-8")
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    place, travelling = collection["features"]
    assert place["geometry"] == {"type": "Point", "coordinates": [55.4525, -20.8925]}
    assert place["properties"]["qpv_dans"] == ["La Source (QN97491M)"]
    assert (place["properties"]["relation"], place["properties"]["distance_m"]) == ("dans", 0)
    assert travelling["geometry"] is None


def test_the_feed_is_dated_by_the_files(country: Path) -> None:
    feed = ElementTree.parse(country / f"{EPCI}/feed.xml").getroot()
    assert feed.findtext(f"{ATOM}updated") == "2025-11-20T00:00:00Z"
    assert feed.findtext(f"{ATOM}id") == f"https://pays.exemple.fr/{EPCI}/"
    assert [
        (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated"))
        for entry in feed.iter(f"{ATOM}entry")
    ] == [
        ("L’atelier du Pré", "2025-11-20T00:00:00Z"),
        ("Le bibliobus", "2025-02-14T00:00:00Z"),
        ("Le garage voisin", "2024-06-01T00:00:00Z"),
        ("Le numérique pour tous", "2023-01-01T00:00:00Z"),
        ("L’épicerie de la Rive", "2022-03-01T00:00:00Z"),
        ("Le jardin de Viriat", "1970-01-01T00:00:00Z"),
    ]


def test_the_search_has_every_territory(country: Path) -> None:
    data = json.loads((country / "donnees/territoires.json").read_text("utf-8"))
    rows = [dict(zip(data["colonnes"], row, strict=True)) for row in data["territoires"]]
    paths = {
        data["chemin"].format(niveau=data["niveaux"][row["niveau"]], code=row["code"])
        for row in rows
    }
    pages = {
        f"{page.parent.relative_to(country).as_posix()}/"
        for page in country.glob("territoires/*/*/index.html")
    }
    assert paths == pages
    bourg = next(row for row in rows if row["code"] == "01053")
    assert bourg == {
        "niveau": 3,
        "code": "01053",
        "nom": "Bourg-en-Bresse",
        "situation": "Ain",
        "initiatives": 2,
        "quartiers": 3,
        "codes_postaux": "01000",
    }


def test_the_observatory_counts_each_quartier_once(country: Path) -> None:
    rows = read_rows(country, "donnees/observatoire/couverture-epci.csv")
    assert [list(row.values())[2:8] for row in rows] == [
        ["5", "2", "0", "1", "2", "1"],
        ["1", "1", "0", "0", "0", "0"],
    ]
    empty = read_rows(country, "donnees/observatoire/quartiers-sans-initiative.csv")
    assert [
        (row["code"], row["initiatives_a_preciser"], row["initiative_la_plus_proche"])
        for row in empty
    ] == [("QN00194M", "0", "L’épicerie de la Rive"), ("QN00193M", "1", "Le numérique pour tous")]


def test_the_observatory_tells_ages_from_the_date_it_names(country: Path) -> None:
    assert [
        tuple(row.values()) for row in read_rows(country, "donnees/observatoire/fraicheur.csv")
    ] == [
        ("moins de 12 mois", "3"),
        ("de 12 à 24 mois", "1"),
        ("plus de 24 mois", "1"),
        ("jamais vérifiée", "3"),
    ]
    assert "Ancienneté des fiches calculée au 1er janvier 2026." in read_words(
        country, "observatoire"
    )


def test_the_observatory_crosses_themes_and_territories(country: Path) -> None:
    ain, reunion = read_rows(country, "donnees/observatoire/themes-departement.csv")
    assert (ain["code"], ain["Mobilité"], ain["Enfance, éducation et jeunesse"]) == ("01", "2", "1")
    assert (reunion["Agriculture et alimentation"], reunion["Mobilité"]) == ("1", "0")


def test_every_table_of_the_observatory_can_be_downloaded(country: Path) -> None:
    html = read_page(country, "observatoire")
    linked = set(re.findall(r'href="\.\./(donnees/observatoire/[\w-]+\.csv)" download', html))
    made = {
        path.relative_to(country).as_posix()
        for path in (country / "donnees/observatoire").iterdir()
    }
    assert linked == made


def test_two_builds_give_the_same_files(country: Path, tmp_path: Path) -> None:
    again = publish_country(tmp_path / "pays")
    for path in sorted(country.rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            assert path.read_bytes() == (again / path.relative_to(country)).read_bytes(), path


def test_without_contours_the_demonstration_says_what_is_missing(demonstration: Path) -> None:
    words = read_words(demonstration, "observatoire")
    assert "Les contours officiels des quartiers prioritaires ne sont pas installés." in words
    assert "essaim reference" in words
    sections = list_initiatives(demonstration, "territoires/qpv/QN06222M")
    assert sections["dans"] == ["Le bâtiment Suzanne Lacore"]
    assert sections["commune"] == ["Mine de Soleil"]
    assert "Les contours ne sont pas installés" in read_words(
        demonstration, "territoires/qpv/QN06222M"
    )


def test_henin_carvin_lists_what_it_has_and_whom_it_serves(demonstration: Path) -> None:
    address = "territoires/epci/246200299"
    assert {
        "La PIAC, pépinière d’initiatives et d’activités créatrices",
        "Le garage solidaire de l’AFEJI",
    } <= set(list_initiatives(demonstration, address)["dans"])
    html = read_page(demonstration, address)
    served = re.findall(r"<small>(QN\w+).*?</small></th>(?:<td.*?</td>){2}<td>1</td>", html)
    assert len(served) == 12


def list_official(path: Path) -> set[str]:
    """List the codes of the official file."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return {feature["properties"]["code_qp"] for feature in features}


def test_with_the_official_contours_the_demonstration_holds(tmp_path: Path) -> None:
    official = find_official()
    if official is None:
        pytest.skip("the official contours are not here: see reference/SOURCES.md")
    folder = copy_demonstration(tmp_path / "demonstration")
    shutil.copy(official, folder)
    run_essaim(folder, "reference", "--qpv-file", official.name)
    site = publish(folder)
    sections = list_initiatives(site, "territoires/qpv/QN06222M")
    assert sections["dans"] == ["Le bâtiment Suzanne Lacore"]
    assert "Quartiers voisins Cité Des Brebis à 514 m" in read_words(
        site, "territoires/qpv/QN06222M"
    )
    # Every quartier of the départements where the catalogue has a place: the list grows with it.
    departements = {path.parent.name for path in site.glob("territoires/departement/*/index.html")}
    published = {path.parent.name for path in site.glob("territoires/qpv/*/index.html")}
    assert {"59", "62", "976"} <= departements
    assert published >= {code for code in list_official(official) if code[2:5] in ("059", "062")}
    assert len(published) < len(list_official(official))


def test_a_catalogue_without_initiatives_builds(tmp_path: Path) -> None:
    folder = copy_demonstration(tmp_path / "vide")
    for path in (folder / "initiatives").glob("*.md"):
        path.unlink()
    built = build_site(folder, "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    words = read_words(folder / "site", "territoires")
    assert "Aucune initiative n’est encore située" in words
