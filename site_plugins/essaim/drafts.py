"""The first draft of an initiative's file: what its author said, and marks for what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

from essaim.collect.vocabulary import Vocabularies
from essaim.locales import write_text

TEMPLATE = "initiative.md.j2"
TEXT_WIDTH = 92


@dataclass(frozen=True, slots=True)
class Answers:
    """What the author said, empty where the answer is still to come; codes are the vocabularies'.

    The first of `themes` is the main one. `source` is the title of the document facts come from.
    """

    titre: str
    resume: str = ""
    type: str = ""
    themes: tuple[str, ...] = ()
    statut: str = ""
    porteur: str = ""
    forme: str = ""
    commune: str = ""
    code_postal: str = ""
    adresse: str = ""
    source: str = ""


def write_draft(slug: str, answers: Answers, vocabularies: Vocabularies, today: str) -> str:
    """Write the commented file; `today` is YYYY-MM-DD."""
    template = _load_templates().get_template(TEMPLATE)
    return template.render(
        slug=slug,
        answers=answers,
        vocabularies=vocabularies,
        today=today,
        mark=write_text("commande.new.marque"),
    )


def count_marks(draft: str) -> int:
    """Count what is left to fill in; the head of the file names the mark once, to explain it."""
    return draft.count(write_text("commande.new.marque")) - 1


def save_draft(path: Path, draft: str) -> None:
    """Write the file, its folder if need be; FileExistsError rather than overwrite anything."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(draft)


def write_scalar(value: str) -> str:
    """Write a text as YAML reads it back, on one line, quoted only when it must be."""
    line = " ".join(value.split())
    document = yaml.safe_dump(line, allow_unicode=True, width=float("inf"))
    return document.removesuffix("...\n").strip()


def write_block(value: str) -> str:
    """Write a long text as a folded block (`>-`), two spaces in."""
    lines = textwrap.wrap(
        " ".join(value.split()), TEXT_WIDTH, break_long_words=False, break_on_hyphens=False
    )
    return textwrap.indent("\n".join([">-", *lines]), "  ").lstrip()


def list_codes(terms: Mapping[str, object]) -> str:
    """List a vocabulary's codes as a comment of several lines."""
    return textwrap.fill(
        ", ".join(terms),
        TEXT_WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_on_hyphens=False,
    )


@cache
def _load_templates() -> Environment:
    # The draft is YAML and Markdown: escaping for HTML would spoil it.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("essaim", "theme/drafts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(scalar=write_scalar, fold=write_block, codes=list_codes)
    return environment
