"""What a check saw, before it is placed in a file and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from essaim.locales import write_text
from essaim.problems import Problem, Severity

Loc: TypeAlias = tuple[str | int, ...]
"""Keys and list ranks that lead to a value, as pydantic writes them: `("lieux", 0, "commune")`."""

Spot: TypeAlias = tuple[int, int, "dict[str, Spot] | list[Spot] | str | None"]
"""Where a key or a list item stands: 1-based line and column in the file, then what is below.

Below a mapping or a list, the spots of its children; below a plain scalar that YAML reads as
something else than text, its source (`01200` for 1200). A bare tuple because there are a million
of them at 10,000 files.
"""

WARNINGS = frozenset(
    {
        "attribut_html_retire",
        "balise_html_retiree",
        "contact_mobile",
        "contact_personnel",
        "dossier_ignore",
        "fichier_ignore",
        "fin_sans_statut",
        "image_lourde",
        "image_sans_texte",
        "lien_sans_texte",
        "recit_vide",
        "siret_partage",
        "titre_dans_recit",
        "typo_a_la_main",
        "typo_apostrophe",
        "typo_deux_points",
        "typo_espaces",
        "typo_guillemets",
        "typo_guillemets_droits",
        "typo_points_de_suspension",
        "typo_ponctuation",
        "typo_tiret",
        "typo_virgule",
    }
)
"""The codes that do not keep a file out."""


SPACES = "\u00a0\u202f"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
FIELD = 120
QUOTED = 500
"""Characters of a file that a problem may quote at once."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong, named by its code.

    The code chooses the sentences (`locales/fr/problemes.yml`) and the severity; `values` fill the
    sentences; `hint` names the variant of the hint. The place is `loc`, unless `line` (1-based)
    says better.
    """

    code: str
    loc: Loc = ()
    values: Mapping[str, object] = field(default_factory=dict)
    hint: str = "hint"
    line: int = 0
    column: int = 1


def write_loc(loc: Loc) -> str:
    """Write `("lieux", 0, "commune")` as `lieux[0].commune`."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def find_spot(root: Spot | None, loc: Loc) -> tuple[int, int]:
    """Find the line and column of `loc`, or of its nearest parent that is in the file."""
    if root is None:
        return 1, 1
    spot = root
    for step in loc:
        below = _find_child(spot, step)
        if below is None:
            break
        spot = below
    return spot[0], spot[1]


def find_source(root: Spot | None, loc: Loc) -> str | None:
    """Find how the file writes the plain scalar at `loc`; None when it is text or absent."""
    spot = root
    for step in loc:
        spot = _find_child(spot, step) if spot else None
    source = spot[2] if spot else None
    return source if isinstance(source, str) else None


def _find_child(spot: Spot, step: str | int) -> Spot | None:
    below = spot[2]
    found: Spot | None = None
    if isinstance(below, dict):
        found = below.get(str(step))
    elif isinstance(below, list) and isinstance(step, int) and step < len(below):
        found = below[step]
    return found


def _clean(value: object) -> object:
    # Files may come from anyone: what they say must not move the cursor of those who read reports.
    if not isinstance(value, str):
        return value
    return "".join(c if c.isprintable() or c in SPACES else REPLACEMENT for c in value[:QUOTED])


def write_problem(flaw: Flaw, path: str, root: Spot | None = None) -> Problem:
    """Place a flaw in its file and put it into words."""
    line, column = (flaw.line, flaw.column) if flaw.line else find_spot(root, flaw.loc)
    values = {"champ": flaw.loc[-1] if flaw.loc else "", **flaw.values}
    values = {name: _clean(value) for name, value in values.items()}
    return Problem(
        path=path,
        line=line,
        column=column,
        field=str(_clean(write_loc(flaw.loc)[:FIELD])),
        code=flaw.code,
        message=write_text(f"problemes.{flaw.code}.message", **values),
        hint=write_text(f"problemes.{flaw.code}.{flaw.hint}", **values),
        severity=Severity.AVERTISSEMENT if flaw.code in WARNINGS else Severity.ERREUR,
    )
