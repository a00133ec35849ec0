"""`kg source update`: a newer state of a document, and what becomes of the quotations."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.cli.source.add import shown
from kg.cli.source.words import FORMATS, SourceId, signed, taking, who, wish

if TYPE_CHECKING:
    from kg.source.comparing import Quotation
    from kg.source.updating import Updated


@click.command()
@click.argument("source", type=SourceId(), metavar="ID")
@click.argument("place", metavar="FILE|URL")
@click.option("--id", "name", default="", help="The id of the new version [default: the old one with a number].")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Only compare; write nothing.")
@taking
@signed
@click.option("--format", "form", type=FORMATS, default="table", help="For people or machines.")
@pass_options
def update(options: Options, /, source: str, place: str, **given: Any) -> int:
    """Take in a newer state of a source, and compare.

    The newer state is a source of its own, `laterVersionOf` the old one, which stays as it is. Every quotation of the
    old one is looked for in the new text: it stands, has moved, is there more than once, or is lost. Exit status 1
    where one is lost.

    \b
    Example:  kg source update committee-report report-v2.pdf --dry-run
              kg source update gazette-article https://example.org/item.html --fetch
    """
    from kg.paper.json import text as json_text
    from kg.source.describing import Order
    from kg.source.updating import update as updated

    order = Order(wish(place, **given), "-" if given["dry"] else who(given["by"]), given["name"])
    done = updated(options.root(), source, order, dry=given["dry"])
    if given["form"] == "json":
        click.echo(json_text(_plain(done)))
    elif done.same:
        click.echo(f"{source}: the same bytes, nothing to do")
    else:
        _told(options, done)
    return int(bool(done.lost))


def _told(options: Options, done: Updated) -> None:
    from kg.source.comparing import STANDS

    for each in done.quotations:
        click.echo(_line(each))
    counted = Counter(each.state for each in done.quotations)
    words = [f"{number} {'stand' if state == STANDS and number > 1 else state}" for state, number in counted.items()]
    summary = ", ".join(sorted(words, key=lambda word: word.partition(" ")[2])) or "none"
    note(options, f"{len(done.quotations)} quotation(s) of `{done.old}`: {summary}")
    if done.new:
        shown(options, done.new, "table")


def _line(each: Quotation) -> str:
    from kg.screen import visible

    where = f" {each.before} → {each.after}" if each.after >= 0 and each.after != each.before else ""
    page = f", {each.page}" if each.page else ""
    detail = f": {each.detail}" if each.detail else ""
    short = each.exact if len(each.exact) <= 80 else f"{each.exact[:79]}…"
    place = f"{each.place.file}:{each.place.line}"
    return visible(f"{place}: {each.claim} {each.state}{where}{page}{detail}\n    {' '.join(short.split())}")


def _plain(done: Updated) -> dict[str, object]:
    rows = [{**asdict(each), "place": str(each.place)} for each in done.quotations]
    new = {"id": done.new.id, "file": done.new.file} if done.new else None
    return {"old": done.old, "new": new, "same": done.same, "lost": done.lost, "quotations": rows}
