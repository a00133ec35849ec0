"""`kg` itself: the global options, and the commands behind them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import __version__
from kg.cli.lazy import LazyGroup
from kg.cli.options import Options
from kg.cli.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION = "_KG_COMPLETE"  # the variable in which a shell asks for the words that may follow
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EPILOG = (
    "Exit status: 0 fine, 1 findings, 2 could not run, 3 incomplete (cut short), 70 a bug in kg, 130 interrupted. "
    "Results go to stdout, everything else to stderr."
)


class Root(LazyGroup):
    """The group of all commands."""

    table = COMMANDS


@click.group(cls=Root, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--case", type=FOLDER, metavar="DIR", help="The case [default: this folder, or one above].")
@click.option("--no-color", is_flag=True, help="No colour; so does the variable NO_COLOR, or a pipe.")
@click.option("-q", "--quiet", is_flag=True, help="Only results and errors: no notes, no progress.")
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def kg(context: click.Context, case: Path | None, no_color: bool, quiet: bool) -> None:
    """A knowledge graph of who says what about the transfer of children in armed conflict.

    An entry is a claim by a named source, never a finding of this tool.
    """
    context.obj = Options(case=case, colour=not no_color, quiet=quiet)


def run(words: Sequence[str]) -> object:
    """Run the command that the words name and return what it returns; every exception passes through.

    Not `kg.main()`: click's own would turn a reader that stopped reading into exit status 1, which here means findings.
    """
    if instruction := os.environ.get(COMPLETION):
        from click.shell_completion import shell_complete

        return shell_complete(kg, {}, "kg", COMPLETION, instruction)
    with kg.make_context("kg", list(words)) as context:
        return kg.invoke(context)
