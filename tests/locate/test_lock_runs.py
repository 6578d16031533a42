"""`essaim locate` as people run it: options, two at once, killed at any moment."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from essaim.locate.journal import open_journal, read_journal
from essaim.locate.lockfile import read_lock
from tests.conftest import Run
from tests.locate.address_server import Handler, Server, answer, make_feature, send, serve_addresses

PROGRAM = [sys.executable, "-c", "from essaim.cli import main; main()"]
LOCK = "lieux.lock.json"
TEMPLATE = """\
---
titre: Initiative {rang}
resume: Un résumé assez long pour que le format l’accepte sans rien trouver à redire.
type: atelier
themes: [energie]
statut: en-activite
porteur: {{nom: Association d’essai, forme: association}}
lieux:
{lieux}sources:
  - titre: Carnet
---
Un récit.
"""


def read(text: str) -> str:
    """Replace no-break spaces, which tests would not show."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def write_initiative(folder: Path, rang: int, *adresses: str) -> None:
    lieux = "".join(
        f'  - {{commune: Denain, code_postal: "59220", adresse: {adresse}}}\n'
        for adresse in adresses or ("",)
    ).replace(", adresse: }", "}")
    text = TEMPLATE.format(rang=rang, lieux=lieux)
    (folder / f"initiatives/fiche-{rang}.md").write_text(text, "utf-8")


@pytest.fixture
def server() -> Iterator[Server]:
    """Find every address, each somewhere else."""
    with serve_addresses() as server:
        server.usual = find
        yield server


def find(handler: Handler) -> None:
    """Answer with a point made from the number of the address."""
    question = handler.path.split("q=")[1]
    number = int(question.split("+")[0])
    point = (50 + number / 1000, 3.39)
    answer(make_feature(f"{number} Rue de Villars 59220 Denain", point=point))(handler)


def find_slowly(handler: Handler) -> None:
    time.sleep(0.02)
    find(handler)


@pytest.fixture
def folder(catalogue: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a catalogue without initiatives whose service is on loopback."""
    shutil.rmtree(catalogue / "initiatives")
    (catalogue / "initiatives").mkdir()
    (catalogue / LOCK).unlink()
    monkeypatch.setenv("ESSAIM_GEOCODEUR", "ban")
    monkeypatch.setenv("ESSAIM_GEOCODEUR_DOMAINE", server.domain)
    monkeypatch.setenv("ESSAIM_GEOCODEUR_PROTOCOLE", "http")
    monkeypatch.setenv("ESSAIM_GEOCODEUR_DEBIT", "1000")
    return catalogue


def list_places(folder: Path) -> dict[str, float]:
    lock, problems = read_lock(folder / LOCK)
    assert problems == []
    return {key: place.latitude for key, place in lock.lieux.items()}


def show(result: Result) -> tuple[int, str, str]:
    return result.exit_code, read(result.stdout), read(result.stderr)


def test_an_address_is_located(folder: Path, run: Run, server: Server) -> None:
    write_initiative(folder, 1, "12 rue de Villars")
    assert show(run("locate")) == (
        0,
        "initiatives/fiche-1.md : 12 rue de Villars → 50.01200, 3.39000 (au numéro)\n"
        "1 lieu situé, gardé dans lieux.lock.json.\n",
        "",
    )
    entry = json.loads((folder / LOCK).read_text("utf-8"))["lieux"][
        "denain|59220||12 rue de villars"
    ]
    assert (entry["precision"], entry["score"], entry["fournisseur"]) == (
        "numero",
        0.95,
        server.domain,
    )
    assert show(run("locate")) == (0, "Tous les lieux sont situés, rien à résoudre.\n", "")
    assert len(server.asked) == 1
    assert sorted(path.name for path in folder.glob(".*")) == []


def test_a_dry_run_asks_nothing(folder: Path, run: Run, server: Server) -> None:
    write_initiative(folder, 1, "1 rue A", "2 rue A")
    write_initiative(folder, 2)
    assert show(run("locate", "--dry-run")) == (
        0,
        "initiatives/fiche-2.md : Denain → 50.32540, 3.39510 (centre de la commune)\n"
        "initiatives/fiche-1.md : 1 rue A, Denain → à demander\n"
        "initiatives/fiche-1.md : 2 rue A, Denain → à demander\n"
        "1 lieu situé, rien d’écrit (--dry-run).\n"
        "2 adresses seraient demandées au service, rien d’envoyé (--dry-run).\n",
        "",
    )
    assert (server.asked, (folder / LOCK).exists()) == ([], False)
    run("locate")
    assert show(run("locate", "--dry-run")) == (
        0,
        "Tous les lieux sont situés, rien à résoudre.\n",
        "",
    )


def test_offline_addresses_are_kept_for_later(folder: Path, run: Run, server: Server) -> None:
    write_initiative(folder, 1, "1 rue A")
    write_initiative(folder, 2)
    assert show(run("locate", "--offline")) == (
        1,
        "initiatives/fiche-2.md : Denain → 50.32540, 3.39510 (centre de la commune)\n"
        "1 lieu situé, gardé dans lieux.lock.json.\n",
        "initiatives/fiche-1.md:9:45: lieux[0].adresse: avertissement : « 1 rue A » est gardée"
        " pour plus tard : la chercher demande le réseau.\n"
        "    → Lancez, avec le réseau : essaim locate\n",
    )
    assert server.asked == []
    assert run("locate").exit_code == 0
    assert list_places(folder) == {"denain|59220": 50.3254, "denain|59220||1 rue a": 50.001}


def test_no_service_is_wanted(folder: Path, run: Run, server: Server) -> None:
    write_initiative(folder, 1, "1 rue A")
    assert run("locate", "--geocodeur", "aucun").exit_code == 0
    assert list_places(folder) == {"denain|59220||1 rue a": 50.3254}
    assert show(run("locate"))[1] == "Tous les lieux sont situés, rien à résoudre.\n"
    assert server.asked == []
    assert run("locate", "--refresh").exit_code == 0
    assert list_places(folder) == {"denain|59220||1 rue a": 50.001}


def test_only_one_file(folder: Path, run: Run) -> None:
    for rang in (1, 2, 3):
        write_initiative(folder, rang, f"{rang} rue A")
    run("locate", "--only", "fiche-3", "--only", "fiche-1")
    assert list(list_places(folder)) == ["denain|59220||1 rue a", "denain|59220||3 rue a"]
    (folder / "initiatives/fiche-1.md").unlink()
    assert run("locate", "--only", "fiche-2").exit_code == 0
    assert len(list_places(folder)) == 3
    assert "1 lieu retiré" in run("locate").stdout


def test_refresh_asks_again(folder: Path, run: Run, server: Server) -> None:
    write_initiative(folder, 1, "1 rue A", "2 rue A")
    run("locate")
    run("locate", "--refresh")
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--refresh", "--offline"], "--refresh et --offline s’excluent."),
        (["--only", "absente"], "aucune fiche ne s’appelle « absente »."),
        (
            ["--geocodeur", "google"],
            "--geocodeur : « google » n’existe pas ; valeurs possibles : ban, aucun.",
        ),
        (
            ["--geocodeur-protocole", "ftp"],
            "--geocodeur-protocole : « ftp » n’existe pas ; valeurs possibles : https, http.",
        ),
        (
            ["--geocodeur-domaine", "https://data.geopf.fr/geocodage"],
            "--geocodeur-domaine : « https://data.geopf.fr/geocodage » ne convient pas : écrivez"
            " par exemple data.geopf.fr/geocodage, sans https://.",
        ),
        (
            ["--seuil", "1,5"],
            "--seuil : « 1,5 » ne convient pas : un nombre est attendu, plus grand que 0 et au"
            " plus 1.",
        ),
        (
            ["--delai", "long"],
            "--delai : « long » ne convient pas : un nombre est attendu, plus grand que 0 et au"
            " plus 300.",
        ),
    ],
)
def test_misuse_is_explained(folder: Path, run: Run, arguments: list[str], message: str) -> None:
    code, output, errors = show(run("locate", *arguments))
    assert (code, output) == (2, "")
    # click quotes the name of the option in its hint.
    assert errors.splitlines()[-1].replace("'", "") == f"Erreur : {message}"


def test_a_silent_service_is_worth_another_try(folder: Path, run: Run, server: Server) -> None:
    server.replies = [find] * 2
    server.usual = send(b"", 403)
    write_initiative(folder, 1, *(f"{rang} rue A" for rang in range(1, 8)))
    code, output, errors = show(run("locate"))
    assert code == 75
    assert output.endswith("2 lieux situés, gardés dans lieux.lock.json.\n")
    assert errors == (
        "initiatives/fiche-1.md:11:45: lieux[2].adresse: avertissement : « 3 rue A » n’a pas pu"
        f" être cherchée : accès refusé (erreur 403) ({server.domain}).\n"
        "    → Vérifiez le réseau et les options --geocodeur-domaine et --geocodeur-protocole.\n"
        "lieux.lock.json:1:1: avertissement : Le service d’adresses"
        f" ({server.domain}) ne répond pas : 4 autres lieux n’ont pas été demandés.\n"
        "    → Ce qui a été trouvé est gardé. Relancez plus tard : essaim locate\n"
    )
    server.usual = find
    asked = len(server.asked)
    assert run("locate").exit_code == 0
    assert len(server.asked) == asked + 5


def test_a_pause_is_told(folder: Path, run: Run, server: Server) -> None:
    server.replies = [send(b"", 429, Retry_After="0"), send(b"", 503, Retry_After="0")]
    write_initiative(folder, 1, "1 rue A")
    code, _, errors = show(run("locate"))
    assert (code, errors) == (
        0,
        "Service d’adresses : trop de demandes (erreur 429), nouvel essai dans 0 s.\n"
        "Service d’adresses : panne du service (erreur 503), nouvel essai dans 0 s.\n",
    )


def test_a_second_run_is_refused(folder: Path, run: Run) -> None:
    write_initiative(folder, 1, "1 rue A")
    with open_journal(folder / LOCK):
        result = run("locate")
        assert show(result) == (
            75,
            "",
            "Erreur : une autre exécution d’« essaim locate » est en cours dans ce catalogue ;"
            " attendez qu’elle finisse.\n",
        )
        assert run("locate", "--dry-run").exit_code == 0
    assert run("locate").exit_code == 0


def start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, "locate"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def finish(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=60)
    return process.returncode, errors.decode()


def test_two_runs_at_once(folder: Path, server: Server) -> None:
    server.usual = find_slowly
    write_initiative(folder, 1, *(f"{rang} rue A" for rang in range(1, 101)))
    runs = [finish(process) for process in [start(folder), start(folder), start(folder)]]
    assert {code for code, _ in runs} <= {0, 75}
    assert all("Traceback" not in errors for _, errors in runs)
    assert len(list_places(folder)) == 100
    assert len(server.asked) == 100


NURSERY = """
import os
from essaim.cli import main
import essaim.locate.geocoder, essaim.locate.territories
while os.read(0, 1):
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        main(["locate"])
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Forks a run for each byte it reads: Python's start is not what is tested here."""


def wait_for_question(server: Server, former: int) -> None:
    limit = time.monotonic() + 60
    while len(server.asked) == former:
        assert time.monotonic() < limit, "the run asks nothing"
        time.sleep(0.005)


def test_killed_at_random_moments(folder: Path, run: Run, server: Server) -> None:
    server.usual = find_slowly
    write_initiative(folder, 1, *(f"{rang} rue A" for rang in range(1, 601)))
    chance = random.Random(3)
    sizes = []
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin and nursery.stdout
        for kills in range(1, 51):
            nursery.stdin.write("\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            # Any moment from the start, or any moment once places are being asked.
            if kills % 2:
                wait_for_question(server, len(server.asked))
            time.sleep(chance.uniform(0.0, 0.3))
            os.kill(child, signal.SIGKILL)
            while (line := nursery.stdout.readline().strip()) != str(-signal.SIGKILL):
                assert line, "the run ended before it was killed"
            lock, problems = read_lock(folder / LOCK)
            assert problems == []
            known = {**lock.lieux, **read_journal(folder / LOCK)}
            # Nothing that was answered is lost but what was on its way when the kill came.
            assert len(server.asked) - len(known) <= kills
            sizes.append(len(known))
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 10, "too few kills came while places were asked"
    server.usual = find
    assert run("locate").exit_code == 0
    after = (folder / LOCK).read_bytes()
    assert sorted(path.name for path in folder.glob(".*")) == []

    (folder / LOCK).unlink()
    assert run("locate").exit_code == 0
    assert (folder / LOCK).read_bytes() == after
