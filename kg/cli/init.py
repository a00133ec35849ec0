"""`kg init`: a new case, and what has it checked at every push."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.errors import UsageError

NEXT = """
A new case, with one invented example. What to type next:
  cd {folder}
  kg check                        # what is wrong, with file, line and remedy
  kg build                        # make the graph
  kg explain exampleton-transfer  # what is said about the example's event, and by whom
Then open data/claims/example.yaml, or read README.md."""
NEXT_CI = """
{service} will check, build and validate the case at every push, once these files are committed.
They install {package}; --package names another."""
SERVICES = ("github", "gitlab")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--title", default="", metavar="TEXT", help="The case's title [default: the folder's name].")
@click.option("--ci", "service", type=click.Choice(SERVICES), help="Have a service check the case at every push.")
@click.option(
    "--package", default="", metavar="REQUIREMENT", help="What the service's pip installs [default: this kg]."
)
@pass_options
def init(options: Options, folder: Path | None, title: str, service: str | None, package: str) -> None:
    """Start a new case with one worked example.

    DIR must be empty or not there yet. The files that were written are printed, one in a line.

    With --ci, the pipeline of a service is written too, at the top of the git checkout; without DIR, or where DIR holds
    a case already, nothing else is. A pipeline that is there is left alone.

    \b
    Example:  kg init ../my-case --title "The camps at Northport"
              kg init --ci github
    """
    from kg.init import is_case, start

    if folder is None and service is None:
        raise UsageError("no folder is named", remedy="name the folder of the new case: `kg init ../my-case`")
    if folder is not None and not (service and is_case(folder)):
        for file in start(folder, title):
            click.echo(folder / file)
        note(options, NEXT.format(folder=shlex.quote(str(folder))))
    if service:
        _enlist(options, folder or options.root(), service, package)


def _enlist(options: Options, case: Path, service: str, package: str) -> None:
    from kg.init.services import PACKAGE, enlist

    for path in enlist(case, service, package or PACKAGE):
        click.echo(path)
    note(options, NEXT_CI.format(service={"github": "GitHub", "gitlab": "GitLab"}[service], package=package or PACKAGE))
