"""`kg matrix`: a provision's conditions and duties against what is claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import target
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import note, painter

if TYPE_CHECKING:
    from kg.matrix import Matrix


@click.command()
@click.argument("provision")
@click.option("--event", metavar="E", help="Only claims about this event, its parts, or one held to be the same.")
@click.option("--person", metavar="P", help="Of what is somebody's knowledge or intent, only this person's.")
@click.option("--mode", metavar="M", help="Only this mode of liability, by code or label.")
@click.option("--state", metavar="S", help="Only this state's duties and treaty status.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "md", "csv", "json", "html"]), default="table",
    show_default=True, help="For people, reports, spreadsheets, scripts, or to print.",
)  # fmt: skip
@target.output_option
@pass_options
def matrix(
    options: Options,
    provision: str,
    event: str | None,
    person: str | None,
    mode: str | None,
    state: str | None,
    form: str,
    output: str,
) -> None:
    """Lay out what is said to each condition of a provision.

    PROVISION is an id, a name, or what lawyers write: "Rome Statute 6(e)", "GC IV 49", "CRC 20". For each element or
    duty: the claims that an editor has marked as speaking for it, against it, or as touching on it, by stance and root,
    with conditions, means of proof and the editor's reason; and what is missing. It adds nothing up and concludes
    nothing. Signed appraisals stand as their author's, with the standard they went by.

    \b
    Example:  kg matrix "Rome Statute 7(1)(d)"
              kg matrix crc-20 --state belarus --format html -o crc-20.html
    """
    from kg.matrix import write
    from kg.paper.page import terminal_width

    found = _gathered(options, provision, (event, person, mode, state))
    paint = painter(options) if output == target.STDOUT else None
    pieces = write(found, form, width=terminal_width(), paint=paint)
    target.deliver(options, output, pieces)
    _tell(options, found)


def _gathered(options: Options, provision: str, narrowed: tuple[str | None, ...]) -> Matrix:
    from kg.build import open_store
    from kg.build.last import quads
    from kg.build.places import table
    from kg.matrix import Asked, gather
    from kg.matrix import provision as meant
    from kg.quads import text_of
    from kg.query.lookup import code, entity
    from kg.tell import Reader

    root = built_case(options)
    store = open_store(root)
    reader = Reader(store, table(root))
    event, person, mode, state = narrowed
    asked = Asked(
        event=text_of(entity(store, event)) if event else "",
        person=text_of(entity(store, person)) if person else "",
        mode=text_of(code(store, mode, "ModeOfLiability")) if mode else "",
        state=text_of(entity(store, state)) if state else "",
    )
    return gather(reader, quads(root), meant(reader, provision), asked)


def _tell(options: Options, found: Matrix) -> None:
    """What the page does not show."""
    if not found.rows:
        note(options, "no element and no duty of this provision is entered: there is nothing to lay claims against")
    elif found.silent:
        note(options, f"{len(found.silent)} of {len(found.rows)} condition(s) not addressed")
