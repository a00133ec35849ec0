"""`kg source status`: what is held, what not, and what rests on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note

if TYPE_CHECKING:
    from kg.source.standing import Standing

HEADER = ("source", "state", "captured", "claims", "quotations", "works", "later version", "entered")


@click.command()
@click.option("--held/--not-held", default=None, help="Only those that are held, or those that are not.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="For people or machines."
)
@pass_options
def status(options: Options, held: bool | None, form: str) -> None:
    """Show what is held, and what rests on it.

    One row a source: whether its copies are there, when they were taken, how many claims, quotations and works rest on
    it, and the later version that takes its place. It looks, and hashes nothing: `kg source verify` does that.

    \b
    Example:  kg source status
              kg source status --not-held --format csv > to-fetch.csv
    """
    from kg.paper import sheet
    from kg.paper.json import text as json_text
    from kg.source.standing import NOT_HELD, standing

    rows = [row for row in standing(options.root()) if held is None or (row.state != NOT_HELD) is held]
    if form == "json":
        click.echo(json_text([_plain(row) for row in rows]))
    elif form == "csv":
        click.echo("".join(sheet.table(HEADER, map(_cells, rows))), nl=False)
    else:
        _table(options, rows)
    counted = Counter(row.state for row in rows)
    note(
        options,
        f"{len(rows)} source(s): " + ", ".join(f"{number} {state}" for state, number in sorted(counted.items())),
    )


def _table(options: Options, rows: list[Standing]) -> None:
    from kg.paper.table import screen_width, table

    click.echo(table(HEADER, map(_cells, rows), screen_width(), colour=coloured(options)), nl=False)


def _cells(row: Standing) -> tuple[str, ...]:
    counts = map(str, (row.claims, row.quotations, row.works))
    return (row.id, row.state, row.captured, *counts, row.stale, f"{row.place.file}:{row.place.line}")


def _plain(row: Standing) -> dict[str, object]:
    return {**asdict(row), "place": str(row.place)}
