"""`essaim schema`: what editors need to complete and check a file as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import click

from essaim.collect.schema import build_schema, write_schema
from essaim.collect.vocabulary import load_vocabularies
from essaim.commands.french import FrenchCommand
from essaim.commands.options import find_folder, root_option, show_problems, write_path
from essaim.locales import write_text


@click.command(
    "schema",
    cls=FrenchCommand,
    short_help=write_text("commande.schema.resume"),
    help=write_text("commande.schema.aide"),
)
@click.option(
    "--output",
    "--sortie",
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar=write_text("commande.aide.metavar_fichier"),
    help=write_text("commande.schema.sortie"),
)
@root_option
def schema(root: Path | None, output: Path | None) -> int:
    """Write the schema on the screen or in a file."""
    folder = find_folder(root)
    vocabularies, problems = load_vocabularies(folder.root / folder.vocabulaires)
    if any(problem.is_error for problem in problems):
        show_problems(problems, folder.root)
        return 1
    if output is None:
        click.echo(json.dumps(build_schema(vocabularies), ensure_ascii=False, indent=2))
        return 0
    write_schema(output, vocabularies)
    click.echo(write_text("commande.schema.ecrit", chemin=write_path(output)), err=True)
    return 0
