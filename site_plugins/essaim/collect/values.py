"""The values a front matter is made of, below its parts: dates, addresses, official numbers.

Each check raises a `PydanticCustomError` whose type is the code of a problem: `messages.py` keys on
it, its English text is never shown.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from essaim.collect.identifiers import is_rna, is_siret

DATE_PATTERN = r"^(1[0-9]|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE_POSTAL_PATTERN = r"^[0-9]{5}$"
CODE_INSEE_PATTERN = r"^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB])[0-9]{3}$|^9[78][0-9]{3}$"
CODE_QPV_PATTERN = r"^QN[0-9]{2}[0-9AB][0-9]{2}[A-Z]$"
ACRONYM_PATTERN = r"^[A-Z][A-Za-z]{1,9}$"
ICON_PATTERN = r"^material/[a-z0-9]+(-[a-z0-9]+)*$"
PAGE_PATTERN = r"^[0-9]{1,4}(-[0-9]{1,4})?(, [0-9]{1,4}(-[0-9]{1,4})?)*$"
IMAGE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.-]*\.(jpe?g|png|webp|avif)$"

EMAIL = re.compile(r"[^@\s<>(),;:\"]+@[^@\s<>(),;:\"/]+\.[^@\s<>(),;:\"/.]{2,}")
PHONE = re.compile(
    r"(\+33 ?[1-9]|\+(262|508|590|594|596|681|687|689) ?[0-9]|0[1-9])([ .]?[0-9]{2}){4}"
    r"|[13][0-9] ?[0-9]{2}"
)
"""French numbers, ten digits or international, overseas too; and four-digit short numbers."""
MAX_NUMBER = 1e15
"""Above, a double no longer holds every integer, and no figure of ours is that large."""


def join_lines(value: str) -> str:
    """Make one line of a text folded by its author; no-break spaces stay."""
    return " ".join(line.strip(" \t") for line in value.split("\n")) if "\n" in value else value


def _read_date(value: Any) -> Any:
    # `depuis: 2019` is an integer for YAML; a boolean is one for Python.
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not re.match(DATE_PATTERN, value.strip()):
        raise PydanticCustomError("date", "not a date")
    value = value.strip()
    if len(value) == 10:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_inexistante", "no such day") from None
    return value


def _read_page(value: Any) -> Any:
    # `page: 12` is an integer for YAML.
    return str(value) if type(value) is int else value


def _check_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        correct = parts.scheme in {"http", "https"} and parts.hostname and "." in parts.hostname
        _ = parts.port
    except ValueError:
        correct = False
    if not correct or len(value) > 2000 or re.search(r"[\s<>\"{}|\\^`]", value):
        raise PydanticCustomError("adresse_web", "not an http(s) address")
    return value


def _check_siret(value: str) -> str:
    if not is_siret(value):
        raise PydanticCustomError("siret", "not a SIRET")
    return value


def _check_rna(value: str) -> str:
    if not is_rna(value):
        raise PydanticCustomError("rna", "not an RNA number")
    return value


def _check_email(value: str) -> str:
    if len(value) > 200 or not EMAIL.fullmatch(value):
        raise PydanticCustomError("courriel", "not an e-mail address")
    return value


def _check_phone(value: str) -> str:
    if not PHONE.fullmatch(value):
        raise PydanticCustomError("telephone", "not a French phone number")
    return value


def _read_number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("nombre_attendu", "not a number")
    if not abs(value) <= MAX_NUMBER:
        raise PydanticCustomError("nombre_trop_grand", "out of reach")
    return value


Number = Annotated[
    int | float,
    PlainValidator(_read_number),
    WithJsonSchema({"type": "number"}),
]
PartialDate = Annotated[
    str,
    BeforeValidator(_read_date),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 2099},
                {"type": "string", "pattern": DATE_PATTERN},
            ]
        }
    ),
]
"""YYYY, YYYY-MM or YYYY-MM-DD: a source often knows the year alone, and we say only that."""
Text = Annotated[str, Field(min_length=1, max_length=2000)]
ShortText = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(join_lines)]
Year = Annotated[int, Field(ge=1900, le=2100, strict=True)]
Code = Annotated[str, Field(min_length=1, max_length=60)]
"""A term of a vocabulary: `validation.py` checks that it is there."""
Page = Annotated[
    str, BeforeValidator(_read_page, json_schema_input_type=int | str), Field(pattern=PAGE_PATTERN)
]
"""Pages of a document: 12, 12-15, or several of these: 12, 15-17."""
Url = Annotated[
    str, AfterValidator(_check_url), WithJsonSchema({"type": "string", "format": "uri"})
]
Siret = Annotated[
    str,
    AfterValidator(_check_siret),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{14}$"}),
]
Rna = Annotated[
    str,
    AfterValidator(_check_rna),
    WithJsonSchema({"type": "string", "pattern": "^W[0-9][0-9AB][0-9]{7}$"}),
]
Courriel = Annotated[
    str, AfterValidator(_check_email), WithJsonSchema({"type": "string", "format": "email"})
]
Telephone = Annotated[str, AfterValidator(_check_phone)]
