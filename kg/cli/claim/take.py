"""`kg claim import`: claims that a partner entered in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import report
from kg.cli.claim.words import source_ids
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note, steps

if TYPE_CHECKING:
    from kg.sheets import Entered


@click.command(name="import")
@click.argument("workbook", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--source", required=True, metavar="SOURCE", shell_complete=source_ids, help="Where the claims were read."
)
@click.option("--by", default="", metavar="NAME", help="Who entered them, where the cells do not say.")
@click.option("--dry-run", is_flag=True, help="Check every cell, and write nothing.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@pass_options
def take(options: Options, workbook: Path, source: str, by: str, dry_run: bool, form: str) -> int:
    """Take claims from a spreadsheet, checked cell by cell.

    FILE is a workbook made by `kg schema --xlsx`, or a folder of CSV files made by `kg schema --csv`. All or nothing:
    one wrong cell, and nothing is written; each is named with its remedy. What is right becomes a data file of its own
    below data/claims, with permanent ids.

    \b
    Example:  kg schema --xlsx partner.xlsx --source seed-article
              kg claim import partner.xlsx --source seed-article --by "A. Partner" --dry-run
    """
    from kg.sheets import enter
    from kg.validate.checking import all_findings

    root = options.root()
    with steps(options) as say:
        say("checking every cell with the whole case")
        done = enter(root, workbook, source, lambda assembly: all_findings(assembly).findings, by, write=not dry_run)
    report.show(done.findings, form, command="kg claim import", colour=coloured(options))
    _tell(options, done, dry_run=dry_run)
    return int(done.failed)


def _tell(options: Options, done: Entered, *, dry_run: bool) -> None:
    if done.failed:
        note(options, "nothing was written: mend the cells and import the whole again")
    elif dry_run:
        note(options, f"{len(done.claims)} claim(s) would be written")
    else:
        note(options, f"wrote {done.file}: {len(done.claims)} claim(s)")
