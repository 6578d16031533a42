"""Door: the command `essaim`. Each command stands in `commands/`."""

from __future__ import annotations

from importlib import metadata

import click

from essaim.commands.check import check
from essaim.commands.french import FrenchGroup
from essaim.commands.locate import locate
from essaim.commands.new import new
from essaim.commands.reference import reference
from essaim.commands.schema import schema
from essaim.locales import write_text


def _show_version(context: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(write_text("commande.version", version=metadata.version("essaim")))
        context.exit()


@click.group(cls=FrenchGroup, help=write_text("commande.aide.programme"), no_args_is_help=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=write_text("commande.aide.version"),
)
def main() -> None:
    """Run one command; its return value is the exit code."""


for command in (new, check, locate, reference, schema):
    main.add_command(command)
