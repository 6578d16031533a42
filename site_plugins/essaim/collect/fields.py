"""What the parts of a model share, and its shape as a table: which part stands under which keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, model_validator

from essaim.collect.flaws import Loc

Keys: TypeAlias = tuple[str, ...]
"""A `Loc` without its list ranks: `("lieux", "commune")`."""


class Part(BaseModel):
    """What every part of the front matter shares: no unknown key, immutable.

    A key left empty is the same as a key left out: forms and templates are full of them.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        values = data.values()
        if None not in values and "" not in values:
            return data
        known = cls.model_fields
        return {
            key: value for key, value in data.items() if key not in known or not is_empty(value)
        }


def is_empty(value: object) -> bool:
    """Tell whether a value says nothing: absent, or blank text."""
    return value is None or value == ""


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
