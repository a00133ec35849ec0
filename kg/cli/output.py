"""Colour, notes and progress: what is shown beside a result, and when.

Results are commands' own business and go to stdout. Everything here is for a person at a terminal, so it goes to stderr
and disappears in a pipe. `rich` is imported only when something is to be drawn: it costs more than a whole `kg check`.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.status import Status

    from kg.cli.options import Options
    from kg.paper.page import Paint


def coloured(options: Options, stream: TextIO | None = None) -> bool:
    """Whether colour is welcome there: a terminal, no --no-color, no NO_COLOR (https://no-color.org)."""
    stream = stream or sys.stdout
    return options.colour and not os.environ.get("NO_COLOR") and stream.isatty()


STYLES: dict[str, dict[str, object]] = {
    "head": {"bold": True},
    "stance": {"fg": "yellow"},
    "quote": {"fg": "cyan"},
    "faint": {"dim": True},
}
"""What a page marks, and how a terminal shows it: see `kg.paper.page`."""


def painter(options: Options, stream: TextIO | None = None) -> Paint | None:
    """What colours a page there, or None where colour is not welcome."""
    return _paint if coloured(options, stream) else None


def _paint(text: str, style: str) -> str:
    return click.style(text, **STYLES[style])  # type: ignore[arg-type]  # click's keywords, one dictionary a style


def console(options: Options, *, stderr: bool = False) -> Console:
    """A rich console on stdout or stderr that obeys the colour decision and marks nothing up by itself."""
    from rich.console import Console

    colour = coloured(options, sys.stderr if stderr else sys.stdout)
    return Console(stderr=stderr, color_system="auto" if colour else None, no_color=not colour, highlight=False)


def note(options: Options, text: str) -> None:
    """A line about the work, on stderr; silent with --quiet."""
    if not options.quiet:
        click.echo(text, err=True)


PATIENCE = 0.7  # seconds of work before a person is told what goes on: drawing it costs a tenth of a second


@contextmanager
def steps(options: Options) -> Iterator[Callable[[str], None]]:
    """The step at hand on stderr, if a person watches and the work takes long; gives the function to name it with."""
    if options.quiet or not sys.stderr.isatty():
        yield lambda step: None
        return
    shown = _Shown(options)
    timer = Timer(PATIENCE, shown.begin)
    timer.daemon = True
    timer.start()
    try:
        yield shown.say
    finally:
        timer.cancel()
        shown.end()


class _Shown:
    """The step at hand, drawn once people have waited long enough; begun by a timer, and never after its end."""

    def __init__(self, options: Options) -> None:
        self._options, self._lock, self._ended = options, Lock(), False
        self._step = ""
        self._status: list[Status] = []

    def say(self, step: str) -> None:
        """Name the step that begins now."""
        with self._lock:
            self._step = step
            for status in self._status:
                status.update(step)

    def begin(self) -> None:
        """Draw the step from now on."""
        with self._lock:
            if not self._ended:
                self._status.append(console(self._options, stderr=True).status(self._step))
                self._status[0].start()

    def end(self) -> None:
        """Draw nothing any more."""
        with self._lock:
            self._ended = True
            for status in self._status:
                status.stop()
