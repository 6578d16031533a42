"""What `essaim new` asks, in order; an option of the command line answers in advance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import click

from essaim.collect.model import Statut
from essaim.collect.vocabulary import Vocabularies
from essaim.commands.answers import read_postcode, read_term, read_terms, read_text, read_title
from essaim.locales import find_text, write_text

FIELDS = (
    "titre",
    "resume",
    "type",
    "themes",
    "statut",
    "porteur",
    "forme",
    "commune",
    "code_postal",
    "adresse",
    "source",
)
"""The fields of `Answers`, in the order of the questions."""

OPTIONS: Mapping[str, str] = {name: f"--{name.replace('_', '-')}" for name in FIELDS} | {
    "themes": "--theme"
}
"""The option that answers each question; `--theme` is given once per theme."""

_TERMS = "vocabulaires/{}.yml"
PROMPT_SUFFIX = "\u00a0: "


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know. `read` refuses an answer by ValueError; `choices` are names by code."""

    name: str
    read: Callable[[str], Any]
    choices: Mapping[str, str] = field(default_factory=dict)


def list_questions(vocabularies: Vocabularies) -> tuple[Question, ...]:
    """Prepare the questions, with the words of the catalogue's vocabularies."""
    statuses = _name_statuses()
    closed = (
        _close("type", read_term, _TERMS.format("types"), _name_terms(vocabularies.types)),
        _close("themes", read_terms, _TERMS.format("themes"), _name_terms(vocabularies.themes)),
        _close("forme", read_term, _TERMS.format("formes"), _name_terms(vocabularies.formes)),
        _close("statut", read_term, ", ".join(statuses), statuses),
    )
    questions = {name: Question(name, partial(read_text, name)) for name in FIELDS}
    questions["titre"] = Question("titre", read_title)
    questions["code_postal"] = Question("code_postal", read_postcode)
    questions |= {question.name: question for question in closed}
    return tuple(questions.values())


def answer_question(question: Question, given: str, silent: bool) -> Any:
    """Read the answer given as an option, or ask; in silence, what was not given stays empty."""
    if given or silent:
        try:
            return question.read(given)
        except ValueError as refusal:
            raise click.BadParameter(str(refusal), param_hint=OPTIONS[question.name]) from None
    text = write_text(f"commande.new.questions.{question.name}")
    if question.choices:
        _show_choices(text, question.choices)
        several = "_multiples" if question.name == "themes" else ""
        text = write_text(f"commande.new.choix{several}")
    while True:
        answer = click.prompt(text, default="", show_default=False, prompt_suffix=PROMPT_SUFFIX)
        try:
            return question.read(answer)
        except ValueError as refusal:
            click.echo(f"  {refusal}")


def _close(name: str, read: Callable[..., Any], source: str, terms: Mapping[str, str]) -> Question:
    return Question(name, partial(read, terms=terms, source=source), terms)


def _name_terms(terms: Mapping[str, Any]) -> Mapping[str, str]:
    return {code: term.nom for code, term in terms.items()}


def _name_statuses() -> Mapping[str, str]:
    names = find_text("commande.new.statuts")
    return {statut.value: names[statut.value] for statut in Statut}


def _show_choices(text: str, choices: Mapping[str, str]) -> None:
    click.echo(f"\n{text}")
    width = len(str(len(choices)))
    for rank, name in enumerate(choices.values(), start=1):
        click.echo(f"  {rank:>{width}}. {name}")
