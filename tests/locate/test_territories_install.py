"""`essaim reference` from end to end: a loopback server that serves well, then badly."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from essaim.cli import main
from essaim.commands import reference as command
from essaim.locate import communes_refresh
from essaim.locate.download import DownloadError, Limits, download_file
from essaim.locate.record import read_quartiers
from essaim.locate.reference import load_reference
from tests.locate.squares import FILE, find_official, read_squares

REFERENCE = Path(__file__).parents[2] / "reference"
SUCCESS = """\
7 quartiers installés dans {folder} (contours 2024, Licence Ouverte 2.0).
2 contours mal formés, réparés\u00a0: QN06294M, QN06295M.
1 quartier sans surface, aucun lieu n’y sera trouvé\u00a0: QN06295M.
Et maintenant\u00a0: essaim locate
"""
INSTALLED = ["qpv-contours.geojson", "qpv.json"]

Answer = Callable[[BaseHTTPRequestHandler], None]


def pack_squares() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("GEOJSON/QP2024_carres.geojson", FILE.read_bytes())
    return buffer.getvalue()


def send(handler: BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def send_archive(handler: BaseHTTPRequestHandler) -> None:
    send(handler, pack_squares())


def send_page(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"<html><body>Maintenance</body></html>")


def cut(handler: BaseHTTPRequestHandler) -> None:
    send(handler, pack_squares()[:500], 4000)


def cut_chunks(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\nPK\x03\x04")


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1)


def redirect(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def refuse(status: int) -> Answer:
    return lambda handler: handler.send_error(status)


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Give a server: its answers one after the other, the last one for ever; its address."""
    servers = []

    def start(*answers: Answer) -> str:
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.close_connection = True
                (left.pop(0) if len(left) > 1 else left[0])(self)

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "initiatives").mkdir()
    (tmp_path / "reference").mkdir()
    monkeypatch.chdir(tmp_path)
    limits = Limits(smallest=10, largest=2**20, timeout=0.5, pauses=(0.01, 0.01))
    monkeypatch.setattr(command, "QPV_LIMITS", limits)
    monkeypatch.setattr(command, "COMMUNES_LIMITS", limits)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["reference", *arguments])


def list_installed(catalogue: Path) -> list[str]:
    return sorted(path.name for path in (catalogue / "reference").iterdir())


def test_a_local_file_is_installed(catalogue: Path) -> None:
    result = run("--qpv-file", str(FILE))
    assert (result.exit_code, result.output) == (0, SUCCESS.format(folder="reference"))
    assert list_installed(catalogue) == INSTALLED
    record = json.loads((catalogue / "reference/qpv.json").read_text("utf-8"))
    quartiers = record.pop("quartiers")
    day = record.pop("date")
    assert len(day) == 10
    assert record == {
        "millesime": "2024",
        "licence": "Licence Ouverte 2.0",
        "source": "carres.geojson",
        "sha256": hashlib.sha256(FILE.read_bytes()).hexdigest(),
        "taille": FILE.stat().st_size,
        "repares": ["QN06294M", "QN06295M"],
        "sans_surface": ["QN06295M"],
    }
    assert quartiers["QN06292M"] == {"nom": "Carré troué", "communes": ["62001", "62002"]}
    known = read_quartiers(catalogue / "reference")
    assert known
    assert known["QN02A91M"].nom == "Carré corse"
    assert read_quartiers(catalogue) is None


def test_an_archive_is_downloaded_through_a_redirect(
    catalogue: Path, serve: Callable[..., str]
) -> None:
    target = serve(send_archive)
    address = serve(redirect(target + "/qp.zip"))
    result = run("--qpv-url", address, "--sha256", hashlib.sha256(pack_squares()).hexdigest())
    assert result.exit_code == 0
    assert result.output == f"Téléchargement de {address}\n" + SUCCESS.format(folder="reference")
    assert list_installed(catalogue) == INSTALLED


def test_a_second_try_may_do(catalogue: Path, serve: Callable[..., str]) -> None:
    address = serve(refuse(503), cut, send_archive)
    assert run("--qpv-url", address).exit_code == 0


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (cut, "le téléchargement s’est interrompu\u00a0: 500 octets reçus sur 4000"),
        (cut_chunks, "le téléchargement s’est interrompu"),
        (send_page, "c’est une page web, pas une archive\u00a0: l’adresse a peut-être changé"),
        (refuse(404), "le serveur répond par l’erreur 404"),
        (refuse(500), "le serveur répond par l’erreur 500"),
        (hang, "le serveur ne répond pas"),
        (
            redirect("ftp://127.0.0.1/x"),
            "l’adresse «\u00a0ftp://127.0.0.1/x\u00a0» n’est pas en http ni en https",
        ),
        (redirect("file:///etc/hosts"), "le serveur répond par l’erreur 302"),
        (
            lambda handler: send(handler, b"PK"),
            "le fichier ne fait que 2 octets, au moins 10 sont attendus",
        ),
        (lambda handler: send(handler, b"", 2**21), "le fichier dépasse 1 Mio"),
    ],
    ids=["cut", "chunks", "page", "404", "500", "hang", "ftp", "file", "small", "large"],
)
def test_a_server_that_fails_leaves_the_former_contours(
    catalogue: Path, serve: Callable[..., str], answer: Answer, reason: str
) -> None:
    run("--qpv-file", str(FILE))
    before = [(catalogue / "reference" / name).read_bytes() for name in INSTALLED]
    address = serve(answer)
    result = run("--qpv-url", address)
    assert result.exit_code == 1
    assert f"{address}\u00a0: {reason}. Rien n’a été remplacé." in _unspace(result.output)
    assert list_installed(catalogue) == INSTALLED
    assert [(catalogue / "reference" / name).read_bytes() for name in INSTALLED] == before


def _unspace(text: str) -> str:
    return text.replace("\u202f", "\u00a0")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--sha256", "00ff"], "l’empreinte SHA-256 est {digest}, 00ff est attendue"),
        (["--qpv-url", "ftp://x"], "l’adresse «\u00a0ftp://x\u00a0» n’est pas en http ni en https"),
    ],
)
def test_what_is_asked_is_checked(
    catalogue: Path, serve: Callable[..., str], options: list[str], reason: str
) -> None:
    result = run("--qpv-url", serve(send_archive), *options)
    assert result.exit_code == 1
    assert reason.format(digest=hashlib.sha256(pack_squares()).hexdigest()) in result.output
    assert list_installed(catalogue) == []


def test_nobody_listens(catalogue: Path) -> None:
    result = run("--qpv-url", "http://127.0.0.1:9")
    assert result.exit_code == 1
    assert "le serveur est injoignable" in result.output


def test_a_wrong_file_is_told_with_its_feature(catalogue: Path) -> None:
    document = read_squares()
    del document["features"][2]["properties"]["code_qp"]
    (catalogue / "faux.geojson").write_text(json.dumps(document), "utf-8")
    result = run("--qpv-file", "faux.geojson")
    assert result.exit_code == 1
    assert result.output == (
        "Erreur\u00a0: faux.geojson\u00a0: élément n° 3\u00a0: la propriété «\u00a0code_qp\u00a0»"
        " manque. Rien n’a été remplacé.\n"
    )


def test_a_file_that_is_not_there_is_told(catalogue: Path) -> None:
    result = run("--qpv-file", "absent.zip")
    assert result.exit_code == 1
    assert "absent.zip\u00a0: fichier ou dossier introuvable." in result.output


def test_the_vintage_must_be_known(catalogue: Path) -> None:
    document = read_squares()
    del document["name"]
    (catalogue / "mes-quartiers.json").write_text(json.dumps(document), "utf-8")
    result = run("--qpv-file", "mes-quartiers.json")
    assert "le nom du fichier ne dit pas le millésime\u00a0: précisez-le avec --millesime" in (
        result.output
    )
    assert run("--qpv-file", "mes-quartiers.json", "--millesime", "24").exit_code == 2
    assert run("--qpv-file", "mes-quartiers.json", "--millesime", "2030").exit_code == 0
    record = json.loads((catalogue / "reference/qpv.json").read_text("utf-8"))
    assert record["millesime"] == "2030"


def test_the_official_address_must_give_them_all(
    catalogue: Path, serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = serve(send_archive)
    monkeypatch.setattr(command, "QPV_ADDRESS", address)
    result = run("--qpv-url", address)
    assert result.exit_code == 1
    assert "7 quartiers seulement\u00a0: le fichier officiel en a au moins 1000" in result.output


def test_a_full_disk_leaves_the_former_contours(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--qpv-file", str(FILE))
    before = (catalogue / "reference/qpv-contours.geojson").read_bytes()

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device", "reference")

    monkeypatch.setattr("essaim.locate.record.os.fsync", fail)
    result = run("--qpv-file", str(FILE))
    assert result.exit_code == 1
    assert "le disque est plein" in result.output
    assert list_installed(catalogue) == INSTALLED
    assert (catalogue / "reference/qpv-contours.geojson").read_bytes() == before


def test_progress_is_reported(serve: Callable[..., str], tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    address = serve(send_archive)
    download_file(address, tmp_path / "x", report=lambda done, total: seen.append((done, total)))
    size = len(pack_squares())
    assert seen[-1] == (size, size)
    with pytest.raises(DownloadError, match=r"^le serveur ne répond pas$"):
        download_file(address, tmp_path / "x", Limits(deadline=-1, pauses=()))


def test_other_commands_do_not_load_shapely() -> None:
    import subprocess  # noqa: PLC0415

    script = "import sys, essaim.cli, essaim.plugin; sys.exit('shapely' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_official_contours_are_installed(catalogue: Path) -> None:
    path = find_official()
    if path is None:
        pytest.skip("the official contours are not here: see reference/SOURCES.md")
    result = run("--qpv-file", str(path))
    assert result.exit_code == 0
    assert result.output.startswith(
        "1\u202f609 quartiers installés dans reference (contours 2024, Licence Ouverte 2.0).\n"
        "85 contours mal formés, réparés\u00a0: QN00201M,"
    )


def answer_communes(handler: BaseHTTPRequestHandler) -> None:
    rows: list[dict[str, object]] = [
        {
            "nom": "Grenay-L'Essai",
            "code": "62386",
            "codesPostaux": ["62160", "62161"],
            "codeEpci": "246200364",
            "codeDepartement": "62",
            "codeRegion": "32",
            "population": 7000,
            "centre": {"type": "Point", "coordinates": [2.7, 50.4]},
        }
    ]
    if handler.path.startswith("/communes"):
        rows.append(rows[0] | {"nom": "Neuve", "code": "62999", "codesPostaux": ["62990"]})
    else:
        rows = [{"nom": "CA d'essai", "code": "246200364", "population": 250000}]
    send(handler, json.dumps(rows).encode())


@pytest.fixture
def tables(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("communes.csv.gz", "epci.csv", "departements.csv", "regions.csv", "millesime.txt"):
        shutil.copy(REFERENCE / name, catalogue / "reference")
    for name in ("communes", "epcis"):
        monkeypatch.setitem(communes_refresh.FEWEST, name, 1)  # type: ignore[arg-type]
    return catalogue / "reference"


def test_communes_are_brought_up_to_date(tables: Path, serve: Callable[..., str]) -> None:
    result = run("--communes", "--communes-url", serve(answer_communes), "--millesime", "2027")
    assert result.exit_code == 0
    assert "1 commune modifiée dans reference." in result.output
    assert "1 commune nouvelle\u00a0: 62999." in result.output
    assert "34\u202f968 communes inconnues du service, gardées\u00a0: 01001," in result.output
    reference = load_reference(tables)
    assert reference.millesime == "2027"
    grenay = reference.get_commune("62386")
    former = load_reference(REFERENCE).get_commune("62386")
    assert grenay
    assert former
    assert (grenay.nom, grenay.codes_postaux) == ("Grenay-L’Essai", ("62160", "62161"))
    assert (grenay.rayon, grenay.latitude) == (former.rayon, former.latitude)
    new = reference.get_commune("62999")
    assert new
    assert (new.latitude, new.longitude, new.rayon) == (50.4, 2.7, None)
    assert reference.list_territoires(new)[1].nom == "CA d’essai"
    assert len(reference) == len(load_reference(REFERENCE)) + 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html></html>", "la réponse sur «\u00a0communes\u00a0» n’est pas du JSON"),
        (b"[]         ", "la réponse sur «\u00a0communes\u00a0» compte 0 lignes"),
        (b'[{"code": "62386"}]', "ligne 1\u00a0: le champ «\u00a0nom\u00a0» manque"),
        (b'[{"nom": "A,B", "code": "62386"}]', "ligne 1\u00a0: le champ «\u00a0nom\u00a0» manque"),
        (b'[{"nom": "A", "code": 62386}]', "le champ «\u00a0codeDepartement\u00a0» manque"),
    ],
)
def test_wrong_answers_leave_the_tables(
    tables: Path, serve: Callable[..., str], body: bytes, reason: str
) -> None:
    before = gzip.decompress((tables / "communes.csv.gz").read_bytes())
    address = serve(lambda handler: send(handler, body))
    result = run("--communes", "--communes-url", address)
    assert result.exit_code == 1
    assert reason in result.output
    assert gzip.decompress((tables / "communes.csv.gz").read_bytes()) == before
    assert (tables / "millesime.txt").read_text("utf-8").strip() == "2026"
