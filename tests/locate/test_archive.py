"""The official archive, a hostile one, and what is neither zip nor GeoJSON."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from essaim.locate import archive
from essaim.locate.archive import read_archive
from essaim.locate.contours import ContoursError
from tests.locate.squares import FILE

OFFICIAL = "GEOJSON/QP2024_France_Hexagonale_Outre_Mer_WGS84.geojson"


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "members",
    [
        [OFFICIAL],
        ["quartiers.geojson", "lisez-moi.txt"],
        [OFFICIAL, "GEOJSON/QP2024_France_Hexagonale_LB93.geojson", "SHP/qp.shp"],
        ["qp.json", "__MACOSX/._qp.json"],
    ],
)
def test_the_one_geojson_is_found(tmp_path: Path, members: list[str]) -> None:
    squares = FILE.read_bytes()
    contents = dict.fromkeys(members, b"x") | {members[0]: squares}
    path = pack(tmp_path / "qpv.zip", contents)
    assert read_archive(path) == (squares, members[0].rpartition("/")[2])


def test_a_bare_geojson_will_do() -> None:
    assert read_archive(FILE) == (FILE.read_bytes(), "carres.geojson")


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"qp.shp": b"x"}, "l’archive ne contient pas de GeoJSON"),
        (
            {"a.geojson": b"{}", "b.geojson": b"{}"},
            "l’archive contient plusieurs GeoJSON\u00a0: a.geojson, b.geojson",
        ),
        (
            {OFFICIAL: b"{}", "../../etc/x.geojson": b"{}"},
            "l’archive contient un chemin dangereux\u00a0: «\u00a0../../etc/x.geojson\u00a0»",
        ),
        (
            {"/etc/qp.geojson": b"{}"},
            "l’archive contient un chemin dangereux\u00a0: «\u00a0/etc/qp.geojson\u00a0»",
        ),
        (
            {"..\\qp.geojson": b"{}"},
            "l’archive contient un chemin dangereux\u00a0: «\u00a0..\\qp.geojson\u00a0»",
        ),
        (
            {"C:qp.geojson": b"{}"},
            "l’archive contient un chemin dangereux\u00a0: «\u00a0C:qp.geojson\u00a0»",
        ),
        (
            {"qp.geojson": b" " * 2**20},
            "«\u00a0qp.geojson\u00a0» est compressé de façon anormale",
        ),
        (
            {f"{rank}.txt": b"" for rank in range(1001)},
            "l’archive contient 1\u202f001 fichiers, c’est trop",
        ),
    ],
)
def test_a_wrong_archive_is_told(tmp_path: Path, members: dict[str, bytes], message: str) -> None:
    with pytest.raises(ContoursError) as caught:
        read_archive(pack(tmp_path / "qpv.zip", members))
    assert str(caught.value) == message


def test_a_member_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_CONTENT", 2**20)
    path = pack(tmp_path / "qpv.zip", {"qp.geojson": bytes(range(256)) * 2**13})
    with pytest.raises(ContoursError, match=r"^le contenu dépasse 1 Mio$"):
        read_archive(path)
    path.write_bytes(b"{" + b" " * 2**20)
    with pytest.raises(ContoursError, match=r"^le contenu dépasse 1 Mio$"):
        read_archive(path)


def test_a_header_that_lies_about_the_size_is_told(tmp_path: Path) -> None:
    path = pack(tmp_path / "qpv.zip", {"qp.geojson": FILE.read_bytes()})
    true = len(FILE.read_bytes()).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, (100).to_bytes(4, "little")))
    with pytest.raises(ContoursError, match=r"^l’archive zip est abîmée ou incomplète$"):
        read_archive(path)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_truncated_archive_is_told(tmp_path: Path, kept: float) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(OFFICIAL, FILE.read_bytes())
    path = tmp_path / "qpv.zip"
    path.write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * kept)])
    with pytest.raises(ContoursError, match=r"^l’archive zip est abîmée ou incomplète$"):
        read_archive(path)


def test_a_spoilt_byte_is_told(tmp_path: Path) -> None:
    path = pack(tmp_path / "qpv.zip", {OFFICIAL: FILE.read_bytes()})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ContoursError, match=r"^l’archive zip est abîmée ou incomplète$"):
        read_archive(path)


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = pack(tmp_path / "qpv.zip", {"qp.geojson": FILE.read_bytes()})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(ContoursError, match=r"^«\u00a0qp.geojson\u00a0» est chiffré$"):
        read_archive(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"<!doctype html><title>404</title>",
            "c’est une page web, pas une archive\u00a0: l’adresse a peut-être changé",
        ),
        (b"", "ce n’est ni une archive zip, ni un GeoJSON"),
        (b"code_qp;lib_qp\n", "ce n’est ni une archive zip, ni un GeoJSON"),
    ],
)
def test_what_is_neither_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "qpv"
    path.write_bytes(content)
    with pytest.raises(ContoursError) as caught:
        read_archive(path)
    assert str(caught.value) == message
