"""A progress bar on a terminal: one line, drawn again in place."""

from __future__ import annotations

import sys

import click

WIDTH = 30
ERASE = "\r\x1b[K"


def draw_bar(done: float, total: float | None, words: str) -> None:
    """Draw the bar in place of the former one; empty while the total is unknown."""
    filled = "█" * int(WIDTH * done / total) if total else ""
    click.echo(f"{ERASE}{filled:░<{WIDTH}} {words}", nl=False)


def erase_bar() -> None:
    """Take the bar away, where there may be one."""
    if sys.stdout.isatty():
        click.echo(ERASE, nl=False)
