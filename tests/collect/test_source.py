from __future__ import annotations

import os
from pathlib import Path

import pytest

from essaim.collect.source import MAX_BYTES, decode_source, find_place, read_source


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\nb", "a\nb"),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\r\nb\r\n", "a\nb\n"),
        ("e\u0301te\u0301 ".encode(), "été "),
        ("a\tb\u00a0\u202f« ’ 🌱".encode(), "a\tb\u00a0\u202f« ’ 🌱"),
    ],
)
def test_accepted_bytes(content: bytes, text: str) -> None:
    assert decode_source(content) == (text, [])


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"", "fichier_vide", 0, 1),
        (b" \n\t\r\n", "fichier_vide", 0, 1),
        ("été\nà l".encode() + "’été".encode("cp1252"), "encodage", 2, 4),
        ("é".encode("latin-1"), "encodage", 1, 1),
        ("a".encode("utf-16"), "encodage_utf16", 0, 1),
        (b"a\nb\x00", "caractere_interdit", 2, 2),
        (b"a\rb", "caractere_interdit", 1, 2),
        (b"\x1b[31m", "caractere_interdit", 1, 1),
        ("a\u2028b".encode(), "caractere_interdit", 1, 2),
        ("a\u202eb".encode(), "caractere_interdit", 1, 2),
        ("a\ufeffb".encode(), "caractere_interdit", 1, 2),
        ("a\u0085b".encode(), "caractere_interdit", 1, 2),
    ],
)
def test_refused_bytes(content: bytes, code: str, line: int, column: int) -> None:
    text, [flaw] = decode_source(content)
    assert text is None
    assert (flaw.code, flaw.line, flaw.column) == (code, line, column)


@pytest.mark.parametrize(
    ("byte", "letter"), [(b"\xe9", "é"), (b"\x80", "€"), (b"\x92", "’"), (b"\x81", None)]
)
def test_the_letter_of_old_encodings_is_guessed(byte: bytes, letter: str | None) -> None:
    _, [flaw] = decode_source(b"a" + byte)
    assert flaw.hint == ("hint_lettre" if letter else "hint")
    assert not letter or flaw.values["lettre"] == letter


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"a" * MAX_BYTES)
    assert read_source(file, tmp_path)[0] == "a" * MAX_BYTES
    file.write_bytes(b"a" * (MAX_BYTES + 1))
    assert [flaw.code for flaw in read_source(file, tmp_path)[1]] == ["fichier_trop_gros"]


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("texte", "utf-8")
    (tmp_path / "b.md").symlink_to("a.md")
    assert read_source(tmp_path / "b.md", tmp_path) == ("texte", [])


def test_what_is_not_an_ordinary_file(tmp_path: Path) -> None:
    folder = tmp_path / "initiatives"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret", "utf-8")
    (folder / "dossier.md").mkdir()
    (folder / "casse.md").symlink_to("absent")
    (folder / "boucle.md").symlink_to("boucle.md")
    (folder / "sortant.md").symlink_to("../secret")
    (folder / "dossier-lie.md").symlink_to("dossier.md")
    os.mkfifo(folder / "tuyau.md")
    codes = {
        file.name: [flaw.code for flaw in read_source(file, folder)[1]]
        for file in sorted(folder.iterdir())
    }
    assert codes == {
        "boucle.md": ["lien_symbolique_casse"],
        "casse.md": ["lien_symbolique_casse"],
        "dossier-lie.md": ["dossier_au_lieu_de_fichier"],
        "dossier.md": ["dossier_au_lieu_de_fichier"],
        "sortant.md": ["lien_symbolique_sortant"],
        "tuyau.md": ["fichier_illisible"],
    }


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    assert [flaw.code for flaw in read_source(file, tmp_path)[1]] == ["fichier_illisible"]
    file.write_text("a", "utf-8")

    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [flaw.code for flaw in read_source(file, tmp_path)[1]] == ["fichier_illisible"]


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (2, 2))]
)
def test_places(offset: int, place: tuple[int, int]) -> None:
    assert find_place("ab\ncd", offset) == place
