"""The house keeps its shape: who imports whom, where words and markup live, how long modules are.

Each test lists violations as `file:line: what`, so that the list is the repair plan.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from essaim.locales import find_text, load_texts
from tests.test_locales import list_fields, list_sentences

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "site_plugins/essaim"
TEXT_FUNCTIONS = frozenset({"write_text", "find_text"})
DOORS = ("essaim.plugin", "essaim.cli", "essaim.commands")
FORBIDDEN: Mapping[str, tuple[str, ...]] = {
    "collect/": (*DOORS, "essaim.pipeline", "essaim.locate", "essaim.publish", "essaim.catalogue"),
    "locate/": (*DOORS, "essaim.pipeline", "essaim.publish", "essaim.catalogue"),
    "publish/": DOORS,
    "locales/": ("essaim.",),
    "problems.py": ("essaim.",),
    "pipeline.py": (*DOORS, "essaim.publish"),
    "catalogue.py": (*DOORS, "essaim.pipeline", "essaim.publish"),
}
"""What each part of the house must not reach for."""

LIBRARY_ROOMS: Mapping[str, tuple[str, ...]] = {
    "mkdocs": ("plugin.py", "config.py", "publish/pages.py"),
    "material": ("plugin.py", "config.py", "publish/pages.py"),
    "folium": ("publish/maps.py",),
    "branca": ("publish/maps.py",),
    "geopy": ("locate/geocoder.py",),
    "shapely": ("locate/territories.py",),
    "click": ("cli.py", "commands/"),
    "xlsxwriter": ("publish/territoires/workbooks.py",),
}
"""The only places that may know each outside library: replacing it stays the work of a day."""

MAX_LINES = 300

MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*[\s/>]|<!--|<!DOCTYPE", re.IGNORECASE)
ACCENTED_WORD = re.compile(r"(?i)[a-zà-ÿœ]*[à-öø-ÿœ][a-zà-ÿœ]+|[a-zà-ÿœ]+[à-öø-ÿœ]|«\s+\w|\w\s+»")
SMALL_WORDS = re.compile(
    r"\b(?:le|la|les|un|une|des|du|de|aux?|est|sont|dans|pour|avec|sur|qui|que|pas|ne|et|ou)\b"
)

# By module and literal, with the reason.
ALLOWED_MARKUP: Mapping[tuple[str, str], str] = {}
ALLOWED_FRENCH: Mapping[tuple[str, str], str] = {
    ("publish/tiles.py", "© IGN – Géoplateforme"): "the credit IGN asks for, word for word",
}


@dataclass(frozen=True)
class Module:
    """A module of the package: its path from the package's folder, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    def point_at(self, node: ast.AST) -> str:
        """Write `site_plugins/essaim/x.py:12`, which a terminal opens."""
        return f"site_plugins/essaim/{self.path}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True)
class TextCall:
    """A place of the code that looks a sentence up.

    `key` is None when it is not written as a literal; `pattern` then matches the keys it may take
    (None when nothing is known). `names` are the values given, None when they cannot be listed.
    """

    place: str
    key: str | None
    pattern: re.Pattern[str] | None
    names: frozenset[str] | None


@cache
def list_modules() -> tuple[Module, ...]:
    """Parse every module of the package."""
    return tuple(
        Module(
            path.relative_to(PACKAGE).as_posix(), text := path.read_text("utf-8"), ast.parse(text)
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def list_imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """List what a module imports by absolute dotted names, wherever in its code."""
    package = ["essaim", *module.path.split("/")[:-1]]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node, f"{origin}.{alias.name}") for alias in node.names)


def list_literals(module: Module) -> Iterator[ast.Constant]:
    """List the text literals that are neither docstrings nor looked-up keys' parts."""
    docstrings = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node


def list_text_calls(module: Module) -> Iterator[TextCall]:
    """List the calls of `write_text` and `find_text`."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in TEXT_FUNCTIONS:
            continue
        keywords = [keyword.arg for keyword in node.keywords]
        known = None if None in keywords or name == "find_text" else frozenset(map(str, keywords))
        key, pattern = _read_key(node.args[0])
        yield TextCall(module.point_at(node), key, pattern, known)


def _read_key(node: ast.expr) -> tuple[str | None, re.Pattern[str] | None]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, None
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(part.value) if isinstance(part, ast.Constant) else ".*"
            for part in node.values
        ]
        return None, re.compile("".join(parts))
    return None, None


def list_lines(violations: list[str]) -> str:
    """Write one violation a line, whatever pytest's verbosity."""
    return "\n" + "\n".join(violations)


def starts_with(name: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether a dotted name or a path is one of the prefixes or below it."""
    return any(name == prefix or name.startswith(prefix.rstrip("./") + ".") for prefix in prefixes)


@pytest.mark.parametrize("part", FORBIDDEN)
def test_parts_reach_only_where_they_may(part: str) -> None:
    violations = [
        f"{module.point_at(node)}: {part} imports {name}"
        for module in list_modules()
        if module.path.startswith(part)
        for node, name in list_imports(module)
        if starts_with(name, FORBIDDEN[part])
    ]
    assert not violations, list_lines(violations)


@pytest.mark.parametrize("library", LIBRARY_ROOMS)
def test_each_library_has_its_room(library: str) -> None:
    violations = [
        f"{module.point_at(node)}: {name} belongs to {', '.join(LIBRARY_ROOMS[library])}"
        for module in list_modules()
        if not module.path.startswith(LIBRARY_ROOMS[library])
        for node, name in list_imports(module)
        if starts_with(name, (library,))
    ]
    assert not violations, list_lines(violations)


def test_modules_stay_short() -> None:
    violations = [
        f"site_plugins/essaim/{module.path}: {count} lines, split it"
        for module in list_modules()
        if (count := len(module.text.splitlines())) > MAX_LINES
    ]
    assert not violations, list_lines(violations)


def test_markup_stays_in_templates() -> None:
    violations = [
        f"{module.point_at(node)}: markup in {node.value!r}"
        for module in list_modules()
        for node in list_literals(module)
        if MARKUP.search(node.value) and (module.path, node.value) not in ALLOWED_MARKUP
    ]
    assert not violations, list_lines(violations)


def sounds_french(text: str) -> bool:
    """Tell whether a literal is meant to be read: an accented word, or two small French words."""
    small = set(SMALL_WORDS.findall(text.lower())) if " " in text.strip() else set()
    return bool(ACCENTED_WORD.search(text)) or len(small) >= 2


def test_words_stay_in_locales() -> None:
    violations = [
        f"{module.point_at(node)}: French in {node.value!r}"
        for module in list_modules()
        for node in list_literals(module)
        if sounds_french(node.value) and (module.path, node.value) not in ALLOWED_FRENCH
    ]
    assert not violations, list_lines(violations)


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("Vérifie la fiche", True),
        ("rien dans le dossier", True),
        ("été", True),
        ("Voir « x »", True),
        ("[«»]", False),
        ("œ", False),
        ("é", False),
        ("initiatives/images", False),
        ("lieux[0].code_postal", False),
        ("not an e-mail address", False),
    ],
)
def test_french_is_recognised(text: str, french: bool) -> None:
    assert sounds_french(text) is french


def test_allowed_literals_still_exist() -> None:
    literals = {
        (module.path, node.value) for module in list_modules() for node in list_literals(module)
    }
    assert [key for key in (*ALLOWED_MARKUP, *ALLOWED_FRENCH) if key not in literals] == []


def test_looked_up_keys_exist() -> None:
    violations = []
    for module in list_modules():
        for call in list_text_calls(module):
            if call.key is None:
                continue
            try:
                find_text(call.key)
            except (KeyError, FileNotFoundError):
                violations.append(f"{call.place}: no text at {call.key}")
    assert not violations, list_lines(violations)


def test_sentences_are_given_what_they_need() -> None:
    violations = []
    for module in list_modules():
        for call in list_text_calls(module):
            if call.key is None or call.names is None:
                continue
            for _, sentence in list_sentences(find_text(call.key), call.key):
                missing = list_fields(sentence) - call.names
                if missing:
                    violations.append(f"{call.place}: {call.key} needs {sorted(missing)}")
    assert not violations, list_lines(violations)


def test_every_sentence_of_the_command_line_is_used() -> None:
    calls = [call for module in list_modules() for call in list_text_calls(module)]
    keys = {call.key for call in calls if call.key}
    patterns = [call.pattern for call in calls if call.pattern]
    unused = [
        key
        for key, _ in list_sentences(load_texts("commande"), "commande")
        if not any(key == known or key.startswith(f"{known}.") for known in keys)
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert not unused, list_lines(unused)


def test_every_package_is_shipped() -> None:
    missing = [
        folder.relative_to(ROOT).as_posix()
        for folder in {path.parent for path in PACKAGE.rglob("*.py")}
        if not (folder / "__init__.py").is_file()
    ]
    assert not missing, list_lines(missing)


def read_pins() -> dict[str, str]:
    """Read constraints.txt, version by normalised name."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return {canonicalize_name(name): version for name, version in (ln.split("==") for ln in lines)}


def test_constraints_hold_pins_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)
    ] == []


def test_constraints_pin_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pins = read_pins()
    violations = []
    for requirement in map(Requirement, declared):
        version = pins.get(canonicalize_name(requirement.name), "")
        if not version or version not in requirement.specifier:
            violations.append(f"{requirement}: pinned to {version or None}, run make constraints")
    assert not violations, list_lines(violations)


def test_scripts_ask_for_the_python_we_declare() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    script = (ROOT / "scripts/venv.sh").read_text("utf-8")
    assert f'minimum="{project["requires-python"].removeprefix(">=")}"' in script
