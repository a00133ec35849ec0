"""Who holds a graph against shapes, for how long, and whether two of them have to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import note
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.cli.options import Options
    from kg.engines import Engine

HOUR = 3600.0
LONGEST = 30 * 24 * HOUR  # what the system's clocks can wait for
NAMES = ("auto", "shifty", "pyshacl")


timeout_option = click.option(
    "--timeout", "seconds", type=click.FloatRange(0), default=HOUR, show_default=True, metavar="SECONDS",
    help="Stop an engine after so long; 0: never.",
)  # fmt: skip


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--engine`, `--timeout` and `--cross-check`."""
    options = (
        click.option("--engine", "who", type=click.Choice(NAMES), default="auto", show_default=True,
                     help="The SHACL engine; auto takes the quickest that is installed."),
        timeout_option,
        click.option("--cross-check", "both", is_flag=True,
                     help="Ask both engines; what only one of them finds is a finding."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def bounded(seconds: float) -> float:
    """The seconds; raises UsageError for what is no time to wait, as "nan" is."""
    if not seconds <= LONGEST:
        raise UsageError(f"--timeout {seconds:g} is no time to wait", remedy="give seconds, or 0 for no limit")
    return seconds


def chosen(options: Options, who: str, seconds: float, *, both: bool) -> Engine:
    """The engine, in a process of its own; raises EngineError where it is not installed."""
    from kg.engines import DEFAULT, ENGINES, auto
    from kg.engines.apart import Apart
    from kg.engines.both import Both

    bounded(seconds)
    if both:
        if who != "auto":
            raise UsageError("--cross-check asks both engines", remedy="leave --engine out")
        first, second = (Apart(name, seconds) for name in ENGINES)
        return Both(first, second)
    name = auto() if who == "auto" else who
    if who == "auto" and name != DEFAULT:
        note(options, f"the engine {DEFAULT} is not installed; {name} takes its place, and takes longer")
    return Apart(name, seconds)
