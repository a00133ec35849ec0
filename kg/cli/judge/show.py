"""`kg judge list` and `conflicts`: what was judged, and what cannot all stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.judge.words import looked_up, sound
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.shown import Row

FORMATS = click.Choice(["table", "json", "csv"])


@click.command(name="list")
@click.option("--about", metavar="THING", help="Only what was judged of this entry, or of one held to be the same.")
@click.option("--stale", is_flag=True, help="Only judgements on what has changed since.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def list_(options: Options, about: str | None, stale: bool, form: str) -> None:
    """List what was judged, by whom and why, and whether it still holds.

    \b
    Example:  kg judge list --about talay
              kg judge list --stale --format json
    """
    from kg.judge import signed
    from kg.judge.shown import HEADER, rows

    assembly = sound(options)
    found = list(signed(assembly).values())
    if about is not None:
        members = assembly.derivation.identity.members(*looked_up(assembly, about))
        found = [each for each in found if not set(members).isdisjoint(each.about)]
    found = [each for each in found if each.stale or not stale]
    _show(options, HEADER, [rows(each, assembly) for each in found], form)
    note(options, f"{len(found)} judgement{'s' * (len(found) != 1)}")


@click.command()
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def conflicts(options: Options, form: str) -> int:
    """Show judgements that contradict each other, with their reasons.

    Same and different of one pair, directly or through others, and different answers on the independence of one pair.
    Until people settle it, the more cautious reading holds. Exit status 1 if there are any.

    \b
    Example:  kg judge conflicts
    """
    from kg.judge import conflicts as find
    from kg.judge.shown import CONFLICT_HEADER, conflict_rows

    assembly = sound(options)
    found = find(assembly)
    _show(options, CONFLICT_HEADER, [row for each in found for row in conflict_rows(each, assembly)], form)
    note(options, f"{len(found)} conflict{'s' * (len(found) != 1)}")
    return int(bool(found))


def _show(options: Options, header: tuple[str, ...], rows: Iterable[Row], form: str) -> None:
    from kg.paper import sheet
    from kg.paper.json import text as json_text
    from kg.paper.table import screen_width, table

    told = list(rows)
    if form == "json":
        click.echo(json_text(told))
        return
    cells = [[row[column] for column in header] for row in told]
    if form == "csv":
        click.echo("".join(sheet.table(header, cells)), nl=False)
    elif cells:
        click.echo(table(header, cells, screen_width(), colour=coloured(options)), nl=False)
