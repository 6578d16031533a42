"""From a file of the folder to its text: kind, size, encoding, characters."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from essaim.collect.flaws import Flaw

MAX_BYTES = 256 * 1024
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# Control characters, C1 included (a sign of a wrong encoding), the line separators that YAML counts
# as line ends and editors do not, the marks that make text read in another order than written
# (https://trojansource.codes), and what only an escape can make: half of a surrogate pair.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)


def read_source(file: Path, folder: Path) -> tuple[str | None, list[Flaw]]:
    """Read a file of `folder` (resolved), line ends as `\\n` and letters composed (NFC).

    Returns None with the reasons when the file must not be read.
    """
    reason = check_file(file, folder)
    if reason:
        return None, [reason]
    try:
        content = file.read_bytes()
    except OSError:
        return None, [Flaw("fichier_illisible")]
    return decode_source(content)


def check_file(file: Path, folder: Path) -> Flaw | None:
    """Tell why a path cannot be read as an initiative: kind, symbolic link, size."""
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = file.resolve(strict=True)
            status = target.stat()
            if not target.is_relative_to(folder):
                return Flaw("lien_symbolique_sortant")
    except (OSError, RuntimeError):
        # A loop of links is a RuntimeError before Python 3.13.
        return Flaw("lien_symbolique_casse" if file.is_symlink() else "fichier_illisible")
    if stat.S_ISDIR(status.st_mode):
        return Flaw("dossier_au_lieu_de_fichier")
    if not stat.S_ISREG(status.st_mode):
        return Flaw("fichier_illisible")
    if status.st_size > MAX_BYTES:
        size = round(status.st_size / 1024)
        return Flaw("fichier_trop_gros", values={"taille": size, "limite": MAX_BYTES // 1024})
    return None


def decode_source(content: bytes) -> tuple[str | None, list[Flaw]]:
    """Decode the bytes of a file: UTF-8 (with or without BOM) and no control character."""
    if content.startswith(UTF16_MARKS):
        return None, [Flaw("encodage_utf16")]
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_explain_encoding(content, error.start)]
    text = text.replace("\r\n", "\n")
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        line, column = find_place(text, forbidden.start())
        values = {"caractere": f"U+{ord(forbidden[0]):04X}"}
        return None, [Flaw("caractere_interdit", values=values, line=line, column=column)]
    if not text.strip():
        return None, [Flaw("fichier_vide")]
    return unicodedata.normalize("NFC", text), []


def find_place(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset in the text into a 1-based line and column."""
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before


def _explain_encoding(content: bytes, start: int) -> Flaw:
    line = content.count(b"\n", 0, start) + 1
    line_start = content.rfind(b"\n", 0, start) + 1
    column = len(content[line_start:start].decode("utf-8")) + 1
    # Windows-1252 is what old French text editors write; five of its bytes mean nothing.
    guess = content[start : start + 1].decode("windows-1252", "ignore")
    values = {"octet": f"0x{content[start]:02X}", "lettre": guess}
    hint = "hint_lettre" if guess and guess.isprintable() else "hint"
    return Flaw("encodage", values=values, hint=hint, line=line, column=column)
