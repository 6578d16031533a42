"""`essaim locate` as its own process, through geopy and HTTP, facing the real Addok."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from essaim.locate.geocoder import Access, Geocoder
from tests.geocoding.adresses import locate_street
from tests.geocoding.engine import run_engine
from tests.support.building import copy_small

PROGRAM = [sys.executable, "-c", "from essaim.cli import main; main()"]
SHEET = """\
---
titre: Essai des adresses
resume: Un résumé assez long pour que le format l’accepte sans rien trouver à redire.
type: atelier
themes: [energie]
statut: en-activite
porteur: {nom: Association d’essai, forme: association}
lieux:
"""
END = """\
sources:
  - titre: Carnet
---
Un récit.
"""


@pytest.fixture(scope="module")
def domain() -> Iterator[str]:
    with run_engine() as domain:
        yield domain


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = copy_small(tmp_path / "catalogue")
    shutil.rmtree(folder / "initiatives")
    (folder / "initiatives").mkdir()
    (folder / "lieux.lock.json").unlink()
    return folder


def locate(
    folder: Path, domain: str, *lieux: str, options: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Write the places in one file and run the command; no-break spaces are made plain."""
    body = "".join(f"  - {{{lieu}}}\n" for lieu in lieux)
    (folder / "initiatives/essai.md").write_text(SHEET + body + END, "utf-8")
    result = subprocess.run(
        [*PROGRAM, "locate", *options],
        cwd=folder,
        env={
            **os.environ,
            "ESSAIM_GEOCODEUR": "ban",
            "ESSAIM_GEOCODEUR_DOMAINE": domain,
            "ESSAIM_GEOCODEUR_PROTOCOLE": "http",
        },
        capture_output=True,
        check=False,
    )
    output, errors = (
        stream.decode().replace("\u00a0", " ").replace("\u202f", " ")
        for stream in (result.stdout, result.stderr)
    )
    return subprocess.CompletedProcess(result.args, result.returncode, output, errors)


def read_places(folder: Path) -> list[dict[str, object]]:
    lock = json.loads((folder / "lieux.lock.json").read_text("utf-8"))
    return list(lock["lieux"].values())


@pytest.mark.parametrize(
    ("lieu", "rank", "number", "precision", "label", "commune"),
    [
        (
            'commune: Denain, code_postal: "59220", adresse: 12 rue de Villars',
            0,
            12,
            "numero",
            "12 Rue de Villars 59220 Denain",
            "59172",
        ),
        (
            "commune: Denain, adresse: 99 rue de Villars",
            0,
            0,
            "rue",
            "Rue de Villars 59220 Denain",
            "59172",
        ),
        (
            "commune: Denain, adresse: cité Bellevue",
            2,
            0,
            "lieu-dit",
            "Cité Bellevue 59220 Denain",
            "59172",
        ),
        # The same street in two communes: the filter tells them apart.
        (
            "commune: Denain, adresse: 1 rue Pasteur",
            1,
            1,
            "numero",
            "1 Rue Pasteur 59220 Denain",
            "59172",
        ),
        (
            'commune: Lens, adresse: 1 rue Pasteur, code_insee: "62498"',
            3,
            1,
            "numero",
            "1 Rue Pasteur 62300 Lens",
            "62498",
        ),
        # Abbreviations are the engine's trade.
        (
            "commune: Liévin, adresse: 8 r. du Dr Piette",
            7,
            8,
            "numero",
            "8 Rue du Docteur Piette 62800 Liévin",
            "62510",
        ),
        # A former commune, an arrondissement, overseas.
        (
            "commune: Lomme, adresse: 700 avenue de Dunkerque",
            8,
            700,
            "numero",
            "700 Avenue de Dunkerque 59160 Lille",
            "59350",
        ),
        (
            'commune: Paris, code_insee: "75056", adresse: 24 rue de la Roquette',
            9,
            24,
            "numero",
            "24 Rue de la Roquette 75011 Paris",
            "75056",
        ),
        (
            "commune: Paris 11e, adresse: 24 rue de la Roquette",
            9,
            24,
            "numero",
            "24 Rue de la Roquette 75011 Paris",
            "75056",
        ),
        (
            'commune: Saint-Denis, code_postal: "97400", adresse: 30 rue Maréchal Leclerc',
            11,
            30,
            "numero",
            "30 Rue Maréchal Leclerc 97400 Saint-Denis",
            "97411",
        ),
        (
            "commune: Cayenne, adresse: 15 rue Lallouette",
            12,
            15,
            "numero",
            "15 Rue Lallouette 97300 Cayenne",
            "97302",
        ),
    ],
)
def test_an_address_is_found(
    folder: Path,
    domain: str,
    lieu: str,
    rank: int,
    number: int,
    precision: str,
    label: str,
    commune: str,
) -> None:
    result = locate(folder, domain, lieu)
    assert (result.returncode, result.stderr) == (0, "")
    (place,) = read_places(folder)
    latitude, longitude = locate_street(rank)
    assert place["latitude"] == latitude
    assert place["longitude"] == round(longitude + number / 100_000, 5)
    assert (place["precision"], place["libelle"]) == (precision, label)
    assert place["fournisseur"] == domain
    assert 0.5 <= float(str(place["score"])) <= 1
    territoires = place["territoires"]
    assert isinstance(territoires, list)
    assert territoires[0]["code"] == commune
    again = locate(folder, domain, lieu)
    assert again.stdout == "Tous les lieux sont situés, rien à résoudre.\n"


@pytest.mark.parametrize(
    ("lieu", "message"),
    [
        (
            'commune: Lens, code_insee: "62498", adresse: rue des Lilas',
            "« rue des Lilas » désigne plusieurs voies à Lens.",
        ),
        (
            'commune: Lens, code_insee: "62498", adresse: 12 rue de Villars',
            "« 12 rue de Villars » n’est pas trouvée à Lens, mais ailleurs.",
        ),
        (
            "commune: Paris 12e, adresse: 24 rue de la Roquette",
            "« 24 rue de la Roquette » n’est pas trouvée à Paris 12e Arrondissement,"
            " mais ailleurs.",
        ),
        (
            "commune: Cayenne, adresse: zzyzx qwrtp",
            "Adresse introuvable à Cayenne : « zzyzx qwrtp ».",
        ),
    ],
)
def test_a_doubt_is_told_and_nothing_is_kept(
    folder: Path, domain: str, lieu: str, message: str
) -> None:
    result = locate(folder, domain, lieu)
    assert (result.returncode, result.stdout) == (1, "")
    assert f": {message}\n" in result.stderr.replace("avertissement : ", ": ")
    assert read_places(folder) == []


def test_a_demanding_threshold(folder: Path, domain: str) -> None:
    lieu = "commune: Denain, adresse: 12 r de vilars"
    assert locate(folder, domain, lieu).returncode == 0
    result = locate(folder, domain, lieu, options=("--refresh", "--seuil", "0,99"))
    assert result.returncode == 1
    assert "Adresse incertaine à Denain : « 12 r de vilars »." in result.stderr
    # What was known stays known.
    assert len(read_places(folder)) == 1


def test_filters_do_filter(domain: str) -> None:
    geocoder = Geocoder(Access(domain, "http"))
    assert {one.citycode for one in geocoder.search("rue Pasteur")} == {"59172", "62498"}
    assert {one.citycode for one in geocoder.search("rue Pasteur", citycode="62498")} == {"62498"}
    assert {one.citycode for one in geocoder.search("rue Pasteur", postcode="59220")} == {"59172"}
    assert geocoder.search("rue Pasteur", citycode="13203") == ()


def test_the_engine_is_the_real_one(domain: str) -> None:
    with urlopen(f"http://{domain}/health") as answered:
        assert json.load(answered)["status"] == "HEALTHY"
