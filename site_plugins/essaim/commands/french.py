"""Click in French: help pages, usage errors, interruptions; nobody ever sees a traceback.

Click words its own messages in English through the system's language. Ours must be French on any
machine, so headings are overridden and errors are worded again by their type.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

import click

from essaim.locales import find_text, write_text

INTERRUPTED = 130
"""What shells expect of a program stopped by Ctrl-C (128 + SIGINT)."""
CRASHED = 70
"""EX_SOFTWARE of sysexits.h: the fault is ours."""
TRACE_VARIABLE = "ESSAIM_TRACE"


class FrenchChoice(click.Choice[str]):
    """A closed list of values."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """List the values that would do."""
        return write_text("commande.erreur.choix", valeur=value, choix=", ".join(self.choices))


class FrenchCommand(click.Command):
    """A command whose help and errors are in French."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what click's own commands take."""
        kwargs.setdefault("options_metavar", write_text("commande.aide.metavar_options"))
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = write_text("commande.aide.aide")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = write_text("commande.aide.utilisation") + " "
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(write_text("commande.aide.options")):
            formatter.write_dl(records)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave arguments to the text of the help, which names them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments nobody asked for."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # The parser of options does not say which command it was reading for.
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(
                write_text("commande.erreur.arguments", arguments=" ".join(rest)), ctx
            )
        return rest


class FrenchGroup(FrenchCommand, click.Group):
    """The program: its commands, and the one place where errors become messages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what click's own groups take."""
        kwargs.setdefault("subcommand_metavar", write_text("commande.aide.metavar_commandes"))
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands in the order of a contributor's work."""
        super().format_options(ctx, formatter)
        rows = [(name, command.get_short_help_str(100)) for name, command in self.commands.items()]
        with formatter.section(write_text("commande.aide.commandes")):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one looks like it."""
        name = args[0]
        if name not in self.commands:
            message = write_text("commande.erreur.commande", nom=name)
            raise click.UsageError(message + _suggest(name, self.commands), ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and leave with its exit code."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        write_utf8()
        try:
            status = super().main(args, "essaim", complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            show_error(error)
            status = error.exit_code
        except click.Abort:
            click.echo("\n" + write_text("commande.erreur.interrompu"), err=True)
            status = INTERRUPTED
        except OSError as error:
            _show_message(_word_system_error(error))
            status = 1
        except Exception as error:
            if os.environ.get(TRACE_VARIABLE):
                raise
            kind = f"{type(error).__name__}: {error}"
            _show_message(write_text("commande.erreur.defaut", nature=kind, nom=TRACE_VARIABLE))
            status = CRASHED
        sys.exit(status or 0)


def write_utf8() -> None:
    """Make the streams speak UTF-8 whatever the locale; what cannot be written is escaped."""
    asked = os.environ.get("PYTHONIOENCODING")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            errors = "replace" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding=None if asked else "utf-8", errors=errors)


def show_error(error: click.ClickException) -> None:
    """Write a usage error: how the command is used, what is wrong, where to get help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.message, err=True)
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True)
        help_line = write_text("commande.aide.voir", commande=context.command_path)
        click.echo(f"{help_line}\n", err=True)
    _show_message(_word_error(error))


def _show_message(message: str) -> None:
    click.echo(write_text("commande.erreur.titre", message=message), err=True)


def _word_error(error: click.ClickException) -> str:
    for kind, word in WORDINGS.items():
        if isinstance(error, kind):
            return word(error)
    return error.message


def _word_bad_value(error: Any) -> str:
    name = error.param_hint or (_name_param(error.param) if error.param else "")
    return write_text("commande.erreur.valeur", nom=name, message=error.message)


def _word_missing(error: Any) -> str:
    return write_text("commande.erreur.manque", nom=_name_param(error.param))


def _word_option(error: Any) -> str:
    known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
    message = write_text("commande.erreur.option", nom=error.option_name)
    return message + _suggest(error.option_name, known)


def _word_option_use(error: Any) -> str:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    flags = {name for param in params if getattr(param, "is_flag", False) for name in param.opts}
    form = "option_seule" if error.option_name in flags else "option_sans_valeur"
    return write_text(f"commande.erreur.{form}", nom=error.option_name)


WORDINGS: Mapping[type[click.ClickException], Callable[[Any], str]] = MappingProxyType(
    {
        click.MissingParameter: _word_missing,
        click.BadParameter: _word_bad_value,
        click.NoSuchOption: _word_option,
        click.BadOptionUsage: _word_option_use,
    }
)


def _name_param(param: click.Parameter) -> str:
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name


def _suggest(name: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    close = get_close_matches(name, list(known), n=1)
    return " " + write_text("commande.erreur.suggestion", nom=close[0]) if close else ""


def _word_system_error(error: OSError) -> str:
    reasons = find_text("commande.systeme")
    reason = reasons.get(errno.errorcode.get(error.errno or 0, ""), reasons["autre"])
    return write_text("commande.erreur.fichier", chemin=error.filename or "", raison=reason)
