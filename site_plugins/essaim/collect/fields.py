"""The shape of a model as a table: which part stands under which keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel

from essaim.collect.flaws import Loc

Keys: TypeAlias = tuple[str, ...]
"""A `Loc` without its list ranks: `("lieux", "commune")`."""


def keep_keys(loc: Loc) -> Keys:
    """Forget the ranks in lists: every item of a list has the same shape."""
    return tuple(step for step in loc if isinstance(step, str))


@cache
def list_parts(model: type[BaseModel]) -> Mapping[Keys, type[BaseModel]]:
    """List the parts of a model by the keys that lead to them, the model itself at `()`."""
    parts: dict[Keys, type[BaseModel]] = {(): model}
    for name, field in model.model_fields.items():
        for part in _find_models(field.annotation):
            parts |= {(name, *keys): below for keys, below in list_parts(part).items()}
    return MappingProxyType(parts)


def _find_models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _find_models(argument)]
