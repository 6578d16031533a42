"""Problems as text: for a person, for a forge's annotations, for a program.

Every format is a pure function of the problems, found by its name in `FORMATS`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

from essaim.locales import write_text
from essaim.problems import Problem, Severity

Format = Callable[[Sequence[Problem], bool], str]

BOLD, DIM, RED, YELLOW, GREEN, CYAN, RESET = (
    f"\x1b[{code}m" for code in ("1", "2", "31", "33", "32", "36", "0")
)
COLORS = MappingProxyType({Severity.ERREUR: RED, Severity.AVERTISSEMENT: YELLOW})
GITHUB_LEVELS = MappingProxyType({Severity.ERREUR: "error", Severity.AVERTISSEMENT: "warning"})
GITLAB_LEVELS = MappingProxyType({Severity.ERREUR: "major", Severity.AVERTISSEMENT: "minor"})

# Controls would move the cursor or forge lines, bidirectional marks would reorder what is read:
# messages quote files that anyone may send.
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&-])")
SUMMARY_ROWS = 500
"""GitHub refuses a job summary over a mebibyte; a row takes a few hundred bytes."""


def format_text(problems: Sequence[Problem], color: bool = False) -> str:
    """Write `path:line:column: field: message`, then the hint below; one block per problem."""
    return "\n".join(_write_block(problem, color) for problem in problems)


def format_github(problems: Sequence[Problem], color: bool = False) -> str:
    """Write GitHub's workflow commands, which annotate the lines of a pull request.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    """
    return "\n".join(_write_annotation(problem) for problem in problems)


def format_gitlab(problems: Sequence[Problem], color: bool = False) -> str:
    """Write a GitLab Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/).

    The fingerprint leaves the line out: a problem that only moved is not a new one.
    """
    seen: Counter[str] = Counter()
    records = []
    for problem in problems:
        identity = "\0".join((problem.path, problem.field, problem.code, problem.message))
        rank = seen[identity]
        seen[identity] += 1
        field = f"{problem.field}: " if problem.field else ""
        records.append(
            {
                "description": f"{field}{_join_hint(problem, ' → ')}",
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{identity}\0{rank}".encode()).hexdigest(),
                "severity": GITLAB_LEVELS[problem.severity],
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return json.dumps(records, ensure_ascii=False, indent=2)


def format_json(problems: Sequence[Problem], color: bool = False) -> str:
    """Write a list of flat records, one per problem, with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": format_text,
        "github": format_github,
        "gitlab": format_gitlab,
        "json": format_json,
    }
)


def summarize_problems(problems: Sequence[Problem], checked: int, color: bool = False) -> str:
    """Say in one sentence what was found, or how many initiatives were checked without a flaw."""
    if not problems:
        initiatives = write_text("commande.bilan.initiatives", nombre=checked)
        sentence = write_text("commande.bilan.aucun", initiatives=initiatives)
        return _paint(sentence, GREEN, color)
    counts = Counter(problem.severity for problem in problems)
    detail = ", ".join(
        write_text(f"commande.bilan.{severity.value}s", nombre=counts[severity])
        for severity in Severity
        if counts[severity]
    )
    files = write_text("commande.bilan.fichiers", nombre=len({p.path for p in problems}))
    sentence = write_text("commande.bilan.problemes", detail=detail, fichiers=files)
    return _paint(sentence, BOLD, color)


def format_job_summary(problems: Sequence[Problem], checked: int) -> str:
    """Write the Markdown page GitHub shows for a run: the sentence, then a table."""
    lines = [f"## {write_text('commande.bilan.titre')}", "", summarize_problems(problems, checked)]
    if problems:
        heads = write_text("commande.bilan.colonnes").split("|")
        lines += ["", f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
        lines += [_write_row(problem) for problem in problems[:SUMMARY_ROWS]]
    if len(problems) > SUMMARY_ROWS:
        rest = len(problems) - SUMMARY_ROWS
        lines += ["", write_text("commande.bilan.suite", nombre=rest)]
    return "\n".join(lines) + "\n"


def _write_block(problem: Problem, color: bool) -> str:
    place = _paint(f"{_neutralize(problem.path)}:{problem.line}:{problem.column}:", BOLD, color)
    parts = [place]
    if problem.field:
        parts.append(_paint(f"{_neutralize(problem.field)}:", CYAN, color))
    message = _neutralize(_qualify(problem))
    parts.append(_paint(message, COLORS[problem.severity], color))
    block = " ".join(parts)
    if problem.hint:
        block += "\n" + _paint(f"    → {_neutralize(problem.hint)}", DIM, color)
    return block


def _write_annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.field or problem.code,
    }
    facts = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    # The title already names the field.
    message = _escape_data(_join_hint(problem, "\n→ "))
    return f"::{GITHUB_LEVELS[problem.severity]} {facts}::{message}"


def _write_row(problem: Problem) -> str:
    where = f"{problem.path}:{problem.line}"
    cells = (where, problem.field, _qualify(problem), problem.hint)
    return "| " + " | ".join(_escape_markdown(cell) for cell in cells) + " |"


def _qualify(problem: Problem) -> str:
    if problem.is_error:
        return problem.message
    return write_text("commande.bilan.marque_avertissement", message=problem.message)


def _join_hint(problem: Problem, separator: str) -> str:
    return f"{problem.message}{separator}{problem.hint}" if problem.hint else problem.message


def _paint(text: str, code: str, color: bool) -> str:
    return f"{code}{text}{RESET}" if color else text


def _neutralize(text: str) -> str:
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _escape_markdown(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", _neutralize(text))
