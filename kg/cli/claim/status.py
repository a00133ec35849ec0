"""`kg claim status`: how far each claim has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.claim.words import codes, source_ids
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.entry.desk import Desk
    from kg.entry.status import Recorded

FORMATS = click.Choice(["table", "csv", "json"])


@click.command()
@click.option("--source", metavar="SOURCE", shell_complete=source_ids, help="Only claims read in this source.")
@click.option("--status", "stage", metavar="CODE", shell_complete=codes, help="Only claims that have come so far.")
@click.option("--by", metavar="NAME", help="Only claims that this person entered or reviewed.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="For people or machines.")
@pass_options
def status(options: Options, source: str | None, stage: str | None, by: str | None, form: str) -> None:
    """List how far each claim has come: quoted, coded, reviewed.

    First how many of each there are in each source, most to do first; then the claims with the file and line of each,
    who entered it and who reviewed it. A claim that says nothing of its status is coded, since it states something.

    \b
    Example:  kg claim status --status quotedOnly
              kg claim status --source seed-article --format csv
    """
    from kg.entry.desk import open_desk
    from kg.entry.status import recorded
    from kg.schema import CT

    desk = open_desk(options.root())
    wanted = desk.source(source).id if source else ""
    code = desk.code(stage, "--status", CT.codingStatus).key if stage else ""
    found = [
        each
        for each in recorded(desk)
        if (not wanted or each.source == wanted)
        and (not code or each.status == code)
        and (by is None or by.casefold() in {each.coder.casefold(), each.reviewer.casefold()})
    ]
    _list(options, desk, found, form)
    bare = sum(each.rule == "missing-id" for each in desk.index.findings)
    if bare:
        note(options, f"{bare} claim(s) have no id yet and are not counted: run `kg fmt`")


def _list(options: Options, desk: Desk, found: Sequence[Recorded], form: str) -> None:
    from kg.entry.status import HEADER, columns, counted
    from kg.paper import sheet
    from kg.paper.json import text as json_text
    from kg.paper.page import Page, terminal_width
    from kg.paper.table import table

    rows = [each.row() for each in found]
    if form == "json":
        named = (dict(zip(("source", *columns(desk), "all"), row, strict=True)) for row in counted(found, desk))
        told = [{key: value if key == "source" else int(value) for key, value in row.items()} for row in named]
        click.echo(json_text({"counts": told, "claims": rows}))
    elif form == "csv":
        click.echo("".join(sheet.table(HEADER, [list(row.values()) for row in rows])), nl=False)
    elif rows:
        page = Page(width=terminal_width())
        counts = table(
            ("source", *columns(desk), "all"), list(counted(found, desk)), page.width, colour=coloured(options)
        )
        click.echo("\n".join([counts, *(line for each in found for line in each.lines(page))]))
    note(options, f"{len(found)} claim{'s' * (len(found) != 1)}")
