"""`kg init`: a new case."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note

NEXT = """
A new case, with one invented example. What to type next:
  cd {folder}
  kg check                        # what is wrong, with file, line and remedy
  kg build                        # make the graph
  kg explain exampleton-transfer  # what is said about the example's event, and by whom
Then open data/claims/example.yaml, or read README.md."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", default="", metavar="TEXT", help="The case's title [default: the folder's name].")
@pass_options
def init(options: Options, folder: Path, title: str) -> None:
    """Start a new case with one worked example.

    DIR must be empty or not there yet. The files that were written are printed, one in a line.

    \b
    Example:  kg init ../my-case --title "The camps at Northport"
    """
    from kg.init import start

    for file in start(folder, title):
        click.echo(folder / file)
    note(options, NEXT.format(folder=shlex.quote(str(folder))))
