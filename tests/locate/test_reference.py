from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from essaim.collect.model import Niveau
from essaim.locate.model import Territoire
from essaim.locate.reference import Commune, Genre, Reference, load_reference

FOLDER = Path(__file__).parents[2] / "reference"


def get(reference: Reference, code: str) -> Commune:
    commune = reference.get_commune(code)
    assert commune is not None
    return commune


def test_counts_are_those_of_sources_md(reference: Reference) -> None:
    rows = [reference.read_row(row) for row in range(len(reference))]
    assert reference.millesime == "2026"
    assert Counter(row.genre for row in rows) == {
        Genre.COMMUNE: 34_969,
        Genre.ARRONDISSEMENT: 45,
        Genre.DELEGUEE: 2_105,
        Genre.ASSOCIEE: 471,
    }
    communes = [row for row in rows if row.genre is Genre.COMMUNE]
    bare = [row.code for row in communes if row.latitude is None]
    assert len(bare) == 98
    assert [code for code in bare if code < "975"] == ["15031", "15035", "15047", "15171"]
    sources = (FOLDER / "SOURCES.md").read_text("utf-8")
    for count in ("34\u202f969", "2\u202f105", "471", "98", "37\u202f590"):
        assert f" {count} |" in sources


def test_every_row_ties_to_known_territories(reference: Reference) -> None:
    for row in range(len(reference)):
        commune = reference.read_row(row)
        assert (commune.latitude is None) == (commune.rayon is None) == (not commune.centre)
        assert bool(commune.parent) == (commune.genre is not Genre.COMMUNE)
        whole = reference.get_parent(commune)
        assert whole.genre is Genre.COMMUNE
        assert whole.departement in reference.upper[Niveau.DEPARTEMENT]
        assert whole.region in reference.upper[Niveau.REGION]
        assert not whole.epci or whole.epci in reference.upper[Niveau.EPCI]


def test_grenay_and_its_territories(reference: Reference) -> None:
    grenay = get(reference, "62386")
    assert (grenay.nom, grenay.codes_postaux, grenay.centre) == ("Grenay", ("62160",), "mairie")
    assert grenay.latitude == pytest.approx(50.449, abs=0.005)
    assert grenay.longitude == pytest.approx(2.75, abs=0.02)
    assert grenay.rayon is not None
    assert 1_000 < grenay.rayon < 3_000
    assert reference.list_territoires(grenay) == (
        Territoire(Niveau.COMMUNE, "62386", "Grenay"),
        Territoire(Niveau.EPCI, "246200364", "Communauté d’agglomération de Lens - Liévin"),
        Territoire(Niveau.DEPARTEMENT, "62", "Pas-de-Calais"),
        Territoire(Niveau.REGION, "32", "Hauts-de-France"),
    )


@pytest.mark.parametrize(
    ("code", "nom", "territoires"),
    [
        ("2A004", "Ajaccio", ["2A004", "242010056", "2A", "94"]),
        ("97611", "Mamoudzou", ["97611", "200060457", "976", "06"]),
        ("97411", "Saint-Denis", ["97411", "249740119", "974", "04"]),
        ("29083", "Île-de-Sein", ["29083", "29", "53"]),
        ("98818", "Nouméa", ["98818", "988", "988"]),
    ],
)
def test_corsica_overseas_and_islands(
    reference: Reference, code: str, nom: str, territoires: list[str]
) -> None:
    commune = get(reference, code)
    assert commune.nom == nom
    assert [one.code for one in reference.list_territoires(commune)] == territoires


def test_a_part_has_the_territories_of_its_commune(reference: Reference) -> None:
    part = get(reference, "75111")
    assert part.nom == "Paris 11e Arrondissement"
    assert reference.get_parent(part).nom == "Paris"
    assert reference.list_territoires(part)[0] == Territoire(Niveau.COMMUNE, "75056", "Paris")


@pytest.mark.parametrize(
    ("former", "today"), [("20004", "2A004"), ("69232", "69123"), ("01126", "01033")]
)
def test_a_former_code_leads_to_the_commune_of_today(
    reference: Reference, former: str, today: str
) -> None:
    assert get(reference, former).code == today


@pytest.mark.parametrize("code", ["", "62", "99999", "QN06222M", "62386\n"])
def test_what_is_no_code_leads_nowhere(reference: Reference, code: str) -> None:
    assert reference.get_commune(code) is None


@pytest.mark.parametrize(
    ("niveau", "code", "nom"),
    [
        (Niveau.COMMUNE, "62386", "Grenay"),
        (Niveau.COMMUNE, "75111", None),
        (Niveau.COMMUNE, "20004", None),
        (Niveau.EPCI, "200054781", "Métropole du Grand Paris"),
        (Niveau.EPCI, "200057867", "Plaine Commune"),
        (Niveau.DEPARTEMENT, "2B", "Haute-Corse"),
        (Niveau.REGION, "06", "Mayotte"),
        (Niveau.QPV, "QN06222M", None),
        (Niveau.FRANCE, "", None),
    ],
)
def test_territories_are_found_by_level(
    reference: Reference, niveau: Niveau, code: str, nom: str | None
) -> None:
    expected = Territoire(niveau, code, nom) if nom else None
    assert reference.find_territoire(niveau, code) == expected


def test_the_committed_file_is_light_and_carries_no_time() -> None:
    packed = (FOLDER / "communes.csv.gz").read_bytes()
    assert len(packed) < 1_000_000
    assert packed[4:8] == bytes(4)
    assert b'"' not in gzip.decompress(packed)


def test_a_missing_table_is_an_installation_to_mend(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"communes\.csv\.gz"):
        load_reference(tmp_path)
