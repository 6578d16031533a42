"""From pydantic's errors to flaws, by error type: its English text is never read."""

from __future__ import annotations

from pydantic import BaseModel, ValidationError

from essaim.collect.explanations import EXPLANATIONS, Case, refuse_value
from essaim.collect.fields import keep_keys, list_parts
from essaim.collect.flaws import Flaw, Loc, Spot, find_source


def explain_errors(
    error: ValidationError, root: type[BaseModel], data: object, spot: Spot | None, at: Loc = ()
) -> list[Flaw]:
    """Explain every error found in `data`, which stands at `at` in its file."""
    flaws = []
    for details in error.errors(include_url=False):
        loc = details["loc"]
        case = Case(
            kind=details["type"],
            loc=at + loc,
            value=_find_value(data, loc, details["input"]),
            context=details.get("ctx", {}),
            part=_find_part(root, loc),
            root=root,
            source=find_source(spot, at + loc),
        )
        flaws.append(EXPLANATIONS.get(case.kind, refuse_value)(case))
    return [flaw for flaw in flaws if flaw]


def _find_part(root: type[BaseModel], loc: Loc) -> type[BaseModel]:
    parts = list_parts(root)
    keys = keep_keys(loc)[:-1] if loc and isinstance(loc[-1], str) else keep_keys(loc)
    while keys not in parts:
        keys = keys[:-1]
    return parts[keys]


def _find_value(data: object, loc: Loc, default: object) -> object:
    # For a missing key pydantic gives its parent; the file may have the key, left empty.
    for step in loc:
        if isinstance(data, dict):
            data = data.get(step, default)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data
