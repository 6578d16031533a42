"""The typography of whole files: what is to be mended, and the same files mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml import YAMLError

from essaim.collect.collection import group_by_folder
from essaim.collect.entry import write_problems
from essaim.collect.flaws import Flaw
from essaim.collect.folder import list_files
from essaim.collect.frontmatter import read_document
from essaim.collect.proofs import PROSE, read_sheet
from essaim.collect.source import decode_source, find_place, read_source
from essaim.collect.typography import correct_proof
from essaim.problems import Problem

MARK = "\ufeff"
SIGNS = str.maketrans({"’": "'", "«": '"', "»": '"', "–": "-"})


@dataclass(frozen=True, slots=True)
class Revision:
    """A file to mend: its place, its problems, and its bytes once mended (None: not by us)."""

    file: Path
    problems: tuple[Problem, ...]
    content: bytes | None


def revise_folder(
    root: Path, only: Sequence[Path] | None = None, folder: str = "initiatives"
) -> list[Revision]:
    """Revise the initiatives of a catalogue, or some files or folders; sound ones are left out.

    What cannot be read as an initiative is left to `collect_initiatives` to tell.
    """
    revisions: list[Revision] = []
    home = (root / folder).resolve()
    for place, request in group_by_folder(only, root.resolve(), home).items():
        for file in list_files(place).files:
            if request.names is None or file.name in request.names:
                revision = revise_file(file, request.name_file(file), place)
                revisions += [revision] if revision else []
    return revisions


def revise_file(file: Path, path: str, folder: Path) -> Revision | None:
    """Revise one file of `folder` (resolved); None when there is nothing to say."""
    if read_source(file, folder)[0] is None:
        return None
    revised = revise_text(file.read_bytes().decode("utf-8"))
    if revised is None:
        return None
    text, flaws = revised
    content = None if text is None else text.encode("utf-8")
    return Revision(file, write_problems(flaws, path), content)


def revise_text(source: str, keys: frozenset[str] = PROSE) -> tuple[str | None, list[Flaw]] | None:
    """Revise a file's text, with its mark and line ends: the text mended, and what was wrong.

    The text is None when mending would change more than typography. None when nothing is wrong.
    """
    mark = MARK if source.startswith(MARK) else ""
    text = source.removeprefix(mark).replace("\r\n", "\n")
    try:
        proof = read_sheet(text, keys)
    except YAMLError:
        return None
    if proof is None:
        return None
    mended, corrections = correct_proof(proof)
    if not corrections:
        return None
    flaws = []
    for correction in corrections:
        line, column = find_place(text, correction.start)
        values = {"lecture": correction.reading}
        flaws.append(Flaw(correction.code, values=values, line=line, column=column))
    if not _is_same(text, mended):
        return None, [*flaws, Flaw("typo_a_la_main", line=flaws[0].line)]
    return mark + _restore_ends(source.removeprefix(mark), mended), flaws


def _is_same(before: str, after: str) -> bool:
    """Tell whether two texts are the same file, typography aside."""
    if decode_source(after.encode("utf-8"))[0] is None:
        return False
    (old, old_flaws), (new, new_flaws) = read_document(before), read_document(after)
    if old is None or new is None or old_flaws != new_flaws:
        return old is new and _fold(before) == _fold(after)
    return bool(_fold(old.data) == _fold(new.data) and _fold(old.body) == _fold(new.body))


def _fold(value: Any) -> Any:
    """Forget what the rules change: the shape of a value, and its words, are what is left."""
    if isinstance(value, str):
        return re.sub(r"\s+|(?<=-)-", "", value.translate(SIGNS).replace("…", "..."))
    if isinstance(value, dict):
        return [(key, _fold(below)) for key, below in value.items()]
    if isinstance(value, list):
        return [_fold(below) for below in value]
    return (type(value), value)


def _restore_ends(source: str, mended: str) -> str:
    """Give each line the end it had; corrections never add nor remove a line."""
    ends = re.findall(r"\r?\n", source)
    if "\r\n" not in ends:
        return mended
    lines = mended.split("\n")
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
