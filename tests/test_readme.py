"""What the documentation says is true: its commands exist, its example passes, links lead."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from essaim.cli import main
from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ["README.md", "CONTRIBUTING.md"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:essaim|make) [^`]+)`")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
SLUG = "atelier-velo-du-canal"


def read_document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def list_commands(name: str) -> list[str]:
    """List the commands of a document: console lines and inline code."""
    text = read_document(name)
    lines = [
        line.removeprefix("$ ")
        for language, block in FENCE.findall(text)
        if language == "console"
        for line in block.splitlines()
    ]
    return [*lines, *INLINE.findall(FENCE.sub("", text))]


def read_example(sign: str) -> str:
    """Read the block that follows a `<!-- checked: … -->` comment of the README."""
    _, _, rest = read_document("README.md").partition(f"<!-- checked: {sign} -->\n")
    found = FENCE.match(rest)
    assert found, f"no block marked {sign}"
    return found[2]


def normalize(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


ALL_COMMANDS = [(name, command) for name in DOCUMENTS for command in list_commands(name)]


@pytest.mark.parametrize(("name", "command"), ALL_COMMANDS)
def test_commands_exist(name: str, command: str) -> None:
    program, *arguments = shlex.split(command)
    if program == "make":
        assert set(arguments) <= TARGETS
    elif program == "essaim":
        subcommand = main.commands[arguments[0]]
        known = {name for option in subcommand.params for name in option.opts}
        given = {part.partition("=")[0] for part in arguments[1:] if part.startswith("-")}
        assert given - {"--help"} <= known
        for option in subcommand.params:
            if isinstance(option.type, click.Choice):
                values = [arguments[i + 1] for i, a in enumerate(arguments) if a in option.opts]
                assert set(values) <= set(option.type.choices)
    else:
        # The others belong to the machine; the files they name are ours.
        paths = [part for part in arguments if part.startswith("tests/")]
        assert [path for path in paths if not (ROOT / path).exists()] == []


def test_commands_are_found() -> None:
    names = {command.split()[0] for _, command in ALL_COMMANDS}
    assert {"make", "essaim"} <= names
    assert len(ALL_COMMANDS) > 15


def test_every_command_is_presented() -> None:
    text = read_document("README.md")
    assert [name for name in main.commands if f"essaim {name}" not in text] == []


@pytest.fixture
def example(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay the README's initiative in a catalogue that has the demonstration's vocabularies."""
    (catalogue / "vocabulaires").rename(catalogue / "anciens")
    (catalogue / "vocabulaires").symlink_to(ROOT / "vocabulaires")
    for path in (catalogue / "initiatives").glob("*.md"):
        path.unlink()
    path = catalogue / f"initiatives/{SLUG}.md"
    path.write_text(read_example("fiche"), "utf-8")
    return path


def test_example_passes_the_commands_of_the_readme(example: Path, run: Run) -> None:
    for command in list_commands("README.md"):
        if command.startswith(("essaim locate", "essaim check")):
            result = run(*shlex.split(command)[1:])
            assert result.exit_code == 0, f"{command}\n{result.output}"
    strict = run("check", "--strict")
    assert strict.stdout == "1 initiative, aucun problème.\n", strict.output


def test_example_of_errors_is_what_the_command_says(example: Path, run: Run) -> None:
    text = example.read_text("utf-8")
    text = text.replace('"59220"', "59220").replace("type: atelier-velo", "type: atelier-vélo")
    example.write_text(text, "utf-8")
    assert normalize(run("check").stdout) == normalize(read_example("erreur"))


def test_links_lead_to_files() -> None:
    broken = [
        f"{name}: {target}"
        for name in [*DOCUMENTS, "CHANGELOG.md", "LICENSE-CONTENTS.md"]
        for target in re.findall(r"\]\(([^)#]+)\)", read_document(name))
        if not target.startswith("https://") and not (ROOT / target).exists()
    ]
    assert broken == []


def test_files_named_in_the_documents_exist() -> None:
    """Backquoted paths are ours: from the root, or from the package in CONTRIBUTING.md."""
    made_by_commands = {".venv/", "node_modules/", "site/", "locate/geocoder.py", "images/"}
    made_by_commands |= {"locate/territories.py", "vocabulaires/*.yml", ".venv/bin/"}
    missing = []
    for name in DOCUMENTS:
        for path in re.findall(r"`([\w./*-]+/[\w./*-]*)`", FENCE.sub("", read_document(name))):
            places = [ROOT / path, ROOT / "site_plugins/essaim" / path]
            if path not in made_by_commands and not any(place.exists() for place in places):
                missing.append(f"{name}: {path}")
    assert missing == []


def test_changelog_has_a_place_for_what_comes() -> None:
    text = read_document("CHANGELOG.md")
    assert text.startswith("# Changelog\n")
    assert "\n## [Unreleased]\n" in text
