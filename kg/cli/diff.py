"""`kg diff`: what changed between two states of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import target
from kg.cli.options import Options, pass_options
from kg.cli.output import steps
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.diff import Difference

MOST = 50


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--since", metavar="REV", help="Compare a release or any git revision with the files as they are.")
@click.option("--max-drop", metavar="SHARE", help="Exit with 1 if a source or class lost more than this, such as 10%.")
@click.option("--no-queries", is_flag=True, help="Do not ask the named queries of both states.")
@click.option("--max", "most", type=click.IntRange(0), default=MOST, show_default=True, help="List so many; 0: all.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "md", "json"]), default="table", show_default=True,
    help="For people, for a pull request, or for machines.",
)  # fmt: skip
@target.output_option
@pass_options
def diff(
    options: Options,
    old: str | None,
    new: str | None,
    since: str | None,
    max_drop: str | None,
    no_queries: bool,
    most: int,
    form: str,
    output: str,
) -> int:
    """Show what changed between two states of the case.

    OLD and NEW are builds, case folders or git revisions; NEW is this case as it stands where it is left out, and OLD
    the last commit. Claims are named by the ids that footnotes cite: added, changed under the same id, revised,
    corrected, withdrawn by their claimant, retracted by their source, taken down (with the reason on the tombstone), or
    gone without one. Then come the register, sources and judgements, counts, and named queries that answer otherwise.

    \b
    Example:  kg diff --since v1.0 --format md -o changes.md
              kg diff HEAD~1 HEAD --max-drop 10%
    """
    from kg.diff.shrink import share, shrunk
    from kg.diff.write import write

    if since is not None and (old is not None or new is not None):
        raise UsageError("--since takes the place of OLD and NEW", remedy="leave them out, or leave --since out")
    allowed = share(max_drop) if max_drop is not None else None
    left = since if since is not None else old if old is not None else "HEAD"
    found = _compared(options, left, new, ask=not no_queries)
    lost = tuple(shrunk(found, allowed)) if allowed is not None else ()
    pieces = write(found, form, most=most, shrunk=lost)
    target.deliver(options, output, pieces)
    for sentence in lost:
        click.echo(f"kg: shrunk: {sentence}", err=True)
    return int(bool(lost))


def _compared(options: Options, old: str, new: str | None, *, ask: bool) -> Difference:
    from kg.diff import compare, now, side
    from kg.diff.answers import answers

    root = options.root()
    with steps(options) as say:
        say(f"working out {old}")
        before = side(old, root)
        say(f"working out {new or 'the files'}")
        after = now(root) if new is None else side(new, root)
        say("asking the named queries of both")
        same = before.lines == after.lines
        asked = answers(before, after, root) if ask and not same else ()
        say("comparing")
        return compare(before, after, asked)
