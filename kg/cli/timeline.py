"""`kg timeline`: what is said to have happened when, and when it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.timeline import Timeline


@click.command()
@click.argument("entity", required=False)
@click.option("--since", metavar="DATE", help="Only what may lie on or after this day, month or year.")
@click.option("--until", metavar="DATE", help="Only what may lie on or before this day, month or year.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "json", "svg"]), default="table", show_default=True,
    help="For people, spreadsheets, scripts, or as a drawing.",
)  # fmt: skip
@target.output_option
@pass_options
def timeline(
    options: Options, entity: str | None, since: str | None, until: str | None, form: str, output: str
) -> None:
    """Show what is said to have happened when, and when it was said.

    ENTITY is an id, an IRI or a name; without it the whole case is shown. A date is as precise as its source: a month
    stays a month, an open side stays open, and --since and --until keep whatever may lie within. Each row names who
    says it and how firmly; rows marked "(said)" are the dates of claims. What carries no date is counted on stderr.

    \b
    Example:  kg timeline talay --since 2022-09
              kg timeline dubrava --format svg -o dubrava.svg
    """
    from kg.paper.table import screen_width
    from kg.timeline import write

    found = _gathered(options, entity, since, until)
    pieces = write(found, form, width=screen_width(), colour=output == target.STDOUT and coloured(options))
    target.deliver(options, output, pieces)
    _tell(options, found)


def _gathered(options: Options, entity: str | None, since: str | None, until: str | None) -> Timeline:
    from kg.build import open_store
    from kg.build.places import table
    from kg.quads import text_of
    from kg.query.lookup import entity as looked_up
    from kg.tell import Reader
    from kg.timeline import gather

    first, last = _day(since, "--since", "earliest"), _day(until, "--until", "latest")
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}", remedy="turn them round")
    root = built_case(options)
    store = open_store(root)
    iri = text_of(looked_up(store, entity)) if entity else ""
    return gather(Reader(store, table(root)), iri, since=first, until=last)


def _day(text: str | None, option: str, side: str) -> str:
    """The first or last day that the text may mean, as an ISO date; empty where none is given."""
    from kg.resolve.dates import DateError, span

    try:
        return (getattr(span(text), side) or "") if text else ""
    except DateError as error:
        raise UsageError(f"{option}: {error.message}", remedy=error.remedy) from None


def _tell(options: Options, found: Timeline) -> None:
    """What the rows do not show."""
    if not found.moments:
        note(options, "no dates" if found.undated or found.outside else "no dates: nothing is said")
    if found.undated:
        note(options, f"{found.undated} thing(s) said carry no date and are not shown")
    if found.outside:
        note(options, f"{found.outside} date(s) lie outside --since and --until")
