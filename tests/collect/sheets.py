"""Files of initiatives for tests: a sound one, and the same with one thing changed."""

from __future__ import annotations

from pathlib import Path

from essaim.collect.collection import collect_initiatives
from essaim.collect.model import Initiative
from essaim.collect.vocabulary import Vocabularies, load_vocabularies
from essaim.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
VOCABULARIES: Vocabularies = load_vocabularies(Path(__file__).parent / "vocabulaires")[0]
FIELDS = {
    "titre": "Garage d’essai",
    "resume": "Un garage fictif qui ne sert qu’à éprouver la lecture des fiches du catalogue.",
    "type": "garage-solidaire",
    "themes": "[mobilite]",
    "statut": "en-activite",
    "porteur": "{nom: Association fictive, forme: association}",
    "lieux": "[{commune: Denain}]",
    "sources": "[{titre: Fiche d’essai}]",
}
STORY = "Un récit d’essai.\n"


def make_sheet(body: str = STORY, extra: str = "", **changes: str | None) -> str:
    """Write a file: the sound fields, with `changes` (None leaves one out) and `extra` lines."""
    fields = {**FIELDS, **changes}
    lines = [f"{key}: {value}\n" for key, value in fields.items() if value is not None]
    return f"---\n{''.join(lines)}{extra}---\n\n{body}"


def collect_texts(
    root: Path, files: dict[str, str | bytes], vocabularies: Vocabularies = VOCABULARIES
) -> tuple[tuple[Initiative, ...], list[Problem]]:
    """Write files in `initiatives/`, by name, and collect them."""
    folder = root / "initiatives"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return collect_initiatives(root, vocabularies)


def collect_problems(root: Path, text: str | bytes, name: str = "essai.md") -> list[Problem]:
    """List the problems of one file."""
    return collect_texts(root, {name: text})[1]


def show(problem: Problem) -> str:
    """Write a problem on one line, as golden files hold it."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}: {problem.field}: {problem.code}: {problem.message} | {problem.hint}"


def place(problem: Problem) -> tuple[str, str, int, int]:
    """Tell what and where, without the words."""
    return problem.code, problem.field, problem.line, problem.column
