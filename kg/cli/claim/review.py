"""`kg claim review`: a second person has compared a claim with its words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.claim.words import claim_ids, watched
from kg.cli.options import Options, pass_options
from kg.cli.output import note, painter
from kg.errors import FindingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.entry.review import Mark


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...", shell_complete=claim_ids)
@click.option("--by", required=True, metavar="NAME", help="Who has compared it with its words: a name or code.")
@click.option("--coded-by", default="", metavar="NAME", help="Who entered it, where the file does not say.")
@click.option("--note", "remark", default="", metavar="TEXT", help="A remark for other editors.")
@click.option("--undo", is_flag=True, help="Take the mark back; only the one who signed it can.")
@click.option("--yes", is_flag=True, help="Do not ask on a terminal.")
@pass_options
def review(
    options: Options, claims: tuple[str, ...], by: str, coded_by: str, remark: str, undo: bool, yes: bool
) -> None:
    """Sign that a second person has compared a claim with its words.

    CLAIM is an id. The claim is shown in full first: its words in their sentence, who says them, how firmly, and what
    it states. Whoever entered it cannot review it. The mark is `reviewedBy` and the status in the claim's own block.

    \b
    Example:  kg claim review c5amdd --by "A. Reviewer" --coded-by "B. Coder"
              kg claim review c5amdd --by "A. Reviewer" --undo
    """
    from kg.entry.desk import open_desk
    from kg.entry.review import Mark, changes, found
    from kg.entry.review import review as sign

    root, mark = options.root(), Mark(" ".join(by.split()), remark, coded_by, undo)
    if mark.by:
        desk = open_desk(root)
        for each in found(desk, claims):
            changes(desk, each, mark)
        _in_full(options, root, claims, mark)
        if watched() and not yes and not undo:
            click.confirm("Does each say what its words say?", abort=True, err=True)
    for marked in sign(root, claims, mark):
        click.echo(f"{marked.id} {marked.file}:{marked.line}")


def _in_full(options: Options, root: Path, claims: Sequence[str], mark: Mark) -> None:
    """Show the claims, which must be sound: nobody can compare what cannot be read."""
    from kg.build import assemble
    from kg.entry.shown import in_full
    from kg.explain.text import claim_text

    if options.quiet or mark.undo:
        return
    assembly = assemble(root)
    if assembly.broken:
        raise FindingsError(assembly.findings, root)
    paint = painter(options, sys.stderr)
    for each in in_full(assembly, claims):
        note(options, claim_text(each, paint))
