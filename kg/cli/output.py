"""Colour, notes and progress: what is shown beside a result, and when.

Results are commands' own business and go to stdout. Everything here is for a person at a terminal, so it goes to stderr
and disappears in a pipe. `rich` is imported only when something is to be drawn: it costs more than a whole `kg check`.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from kg.cli.options import Options


def coloured(options: Options, stream: TextIO | None = None) -> bool:
    """Whether colour is welcome there: a terminal, no --no-color, no NO_COLOR (https://no-color.org)."""
    stream = stream or sys.stdout
    return options.colour and not os.environ.get("NO_COLOR") and stream.isatty()


def console(options: Options, *, stderr: bool = False) -> Console:
    """A rich console on stdout or stderr that obeys the colour decision and marks nothing up by itself."""
    from rich.console import Console

    colour = coloured(options, sys.stderr if stderr else sys.stdout)
    return Console(stderr=stderr, color_system="auto" if colour else None, no_color=not colour, highlight=False)


def note(options: Options, text: str) -> None:
    """A line about the work, on stderr; silent with --quiet."""
    if not options.quiet:
        click.echo(text, err=True)


@contextmanager
def progress(options: Options, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr, if a person watches; gives the function to call with the steps done since."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.progress import Progress

    with Progress(console=console(options, stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda steps: bar.advance(task, steps)
