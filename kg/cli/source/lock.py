"""`kg source lock`: what a source entered by hand lacks."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.cli.source.words import FORMATS, SourceId, signed, who
from kg.errors import UsageError


@click.command()
@click.option("--check", "dry", is_flag=True, help="Only say what is missing; exit status 1 if anything is.")
@click.option("--accept", type=SourceId(), default="", metavar="ID", help="A source whose copy was changed on purpose.")
@click.option("--as", "action", default="", metavar="CODE", help="What was done to it: redacted, converted, …")
@signed
@click.option("--format", "form", type=FORMATS, default="table", help="For people or machines.")
@pass_options
def lock(options: Options, dry: bool, accept: str, action: str, by: str, form: str) -> int:
    """Complete hashes and texts of sources entered by hand.

    Writes what is missing in the block of every held source (hash, media type, size; of a PDF or a page its text and
    map), takes the right to write from the copies, and logs those that no entry of custody tells of. A copy that is not
    what was hashed is never locked by itself.

    \b
    Example:  kg source lock
              kg source lock --check
              kg source lock --accept committee-report --as redacted --by "A. B."
    """
    from kg.paper.json import text as json_text
    from kg.schema import CT, did_you_mean, load, one_of
    from kg.source.locking import Accepted
    from kg.source.locking import lock as locked

    codes = load().codes(CT.CustodyAction)
    if bool(accept) != bool(action) or (action and action not in codes):
        remedy = did_you_mean(action, codes) or f"say both --accept ID and --as, one of {one_of(codes, most=20)}"
        raise UsageError("a change that is meant names its source and what was done", remedy=remedy)
    meant = Accepted(accept, action) if accept else None
    changes = locked(options.root(), "" if dry else who(by), accepted=meant, dry=dry)
    if form == "json":
        click.echo(json_text([asdict(change) for change in changes]))
    for change in changes if form == "table" else []:
        logged = f"logged as {', '.join(change.logged)}" if change.logged else ""
        click.echo(f"{change.file}: {change.source}: {'; '.join(filter(None, [', '.join(change.keys), logged]))}")
    note(options, f"{len(changes)} source(s) {'to be completed' if dry else 'completed'}")
    return int(dry and bool(changes))
