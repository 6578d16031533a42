from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from essaim.collect.pictures import HEAVY_BYTES, MAX_BYTES, Pictures, recognize_format


def test_real_images_are_recognised(tmp_path: Path) -> None:
    for extension, form in {"jpg": "jpg", "jpeg": "jpg", "png": "png", "webp": "webp"}.items():
        file = tmp_path / f"a.{extension}"
        Image.new("RGB", (2, 2)).save(file)
        assert recognize_format(file.read_bytes()) == form
        assert Pictures(tmp_path).check(file.name) == ()


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "avif"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "avif"),
        (b"\x00\x00\x00\x18ftypheic", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (b"GIF89a", None),
        (b"<svg>", None),
        (b"version https://git-lfs.github.com/spec/v1", None),
        (b"", None),
    ],
)
def test_first_bytes(head: bytes, form: str | None) -> None:
    assert recognize_format(head) == form


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        (HEAVY_BYTES, []),
        (HEAVY_BYTES + 1, ["image_lourde"]),
        (MAX_BYTES, ["image_lourde"]),
        (MAX_BYTES + 1, ["image_trop_lourde"]),
    ],
)
def test_weight(tmp_path: Path, size: int, codes: list[str]) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff".ljust(size, b"\0"))
    assert [flaw.code for flaw in Pictures(tmp_path).check("a.jpg")] == codes


def test_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    Image.new("RGB", (2, 2)).save(tmp_path / "dehors.png")
    Image.new("RGB", (2, 2)).save(folder / "atelier.png")
    (folder / "png-en.jpg").write_bytes((folder / "atelier.png").read_bytes())
    (folder / "fausse.jpg").write_text("texte", "utf-8")
    (folder / "dedans.png").symlink_to("atelier.png")
    (folder / "sortante.png").symlink_to("../dehors.png")
    (folder / "cassee.png").symlink_to("absente.png")
    (folder / "dossier.png").mkdir()
    os.mkfifo(folder / "tuyau.png")
    pictures = Pictures(folder)
    names = sorted(pictures.names - {"atelier.png"})
    assert {name: [flaw.code for flaw in pictures.check(name)] for name in names} == {
        "cassee.png": ["image_illisible"],
        "dedans.png": [],
        "dossier.png": ["image_illisible"],
        "fausse.jpg": ["image_fausse"],
        "png-en.jpg": ["image_autre_format"],
        "sortante.png": ["image_sortante"],
        "tuyau.png": ["image_illisible"],
    }


def test_close_names_are_proposed(tmp_path: Path) -> None:
    (tmp_path / "Atelier.jpg").write_bytes(b"\xff\xd8\xff")
    [flaw] = Pictures(tmp_path).check("atelier.jpg")
    assert (flaw.code, flaw.hint, flaw.values["proche"]) == (
        "image_absente",
        "hint_proche",
        "Atelier.jpg",
    )


def test_no_folder_at_all(tmp_path: Path) -> None:
    [flaw] = Pictures(tmp_path / "absent").check("a.jpg")
    assert (flaw.code, flaw.hint) == ("image_absente", "hint")


def test_each_image_is_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff")
    pictures = Pictures(tmp_path)
    assert pictures.check("a.jpg") == ()
    (tmp_path / "a.jpg").unlink()
    assert pictures.check("a.jpg") == ()
