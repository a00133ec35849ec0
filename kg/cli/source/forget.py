"""`kg source forget`: a source is taken down."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.cli.source.words import FORMATS, SourceId, signed, who

GIT = "what was committed stays in git's history: rewrite that too (git filter-repo), and ask all who have a clone"


@click.command()
@click.argument("source", type=SourceId(), metavar="ID")
@click.option(
    "--reason", required=True, metavar="CODE", help="The ground: safetyOfPerson, courtOrder, enteredInError, …"
)
@click.option("--why", required=True, metavar="TEXT", help="The reason, in words that say nothing of what was there.")
@click.option("--drop-hash", is_flag=True, help="Keep no hash of it, in the log neither.")
@click.option("-n", "--dry-run", "dry", is_flag=True, help="Only say what would be gone.")
@signed
@click.option("--format", "form", type=FORMATS, default="table", help="For people or machines.")
@pass_options
def forget(
    options: Options, /, source: str, reason: str, why: str, drop_hash: bool, dry: bool, by: str, form: str
) -> int:
    """Take a source down, and leave a tombstone.

    Bytes, text and map are deleted, in the vault too; data/judgements/tombstones.yaml says who did it, when and why,
    and nothing else. The hash stays only of a public document that is too long to be guessed from it. Claims that rest
    on the source are left to people: `kg check` refuses each until it is taken down or rests on another source.

    \b
    Example:  kg source forget witness-letter --reason safetyOfPerson --why "asked by the person" --by "A. B."
              kg source forget scan-7 --reason enteredInError --why "not of this case" --dry-run
    """
    from kg.paper.json import text as json_text
    from kg.source.forgetting import Farewell
    from kg.source.forgetting import forget as forgotten

    gone = forgotten(options.root(), source, Farewell(who(by), reason, why, drop_hash), dry=dry)
    done = "would be deleted" if dry else "deleted"
    if form == "json":
        click.echo(json_text(asdict(gone)))
    else:
        for file in gone.files:
            click.echo(f"{done}: {file}")
        click.echo(f"tombstone: {gone.tombstone}, {'with' if gone.hash_kept else 'without'} its former hash")
        for claim in gone.claims:
            click.echo(f"rests on it: {claim}")
    note(options, f"{len(gone.files)} file(s) {done}; {GIT}")
    return int(bool(gone.claims))
