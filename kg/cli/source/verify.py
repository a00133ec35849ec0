"""`kg source verify`: bit rot, missing and changed copies, and a log whose past was changed."""

from __future__ import annotations

import click

from kg.cli import report
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note
from kg.cli.source.words import FORMATS, SourceId


@click.command()
@click.argument("sources", nargs=-1, type=SourceId(), metavar="[ID]...")
@click.option("--quick", is_flag=True, help="Do not extract texts again to compare them.")
@click.option("--format", "form", type=FORMATS, default="table", help="For people or machines.")
@pass_options
def verify(options: Options, sources: tuple[str, ...], quick: bool, form: str) -> int:
    """Verify that held copies are what was hashed.

    Reads every copy, takes the text out of it once more, and follows the log of custody line by line. Exit status 1
    where a copy is missing or changed, a text is not what its extractor gives, or the log was edited.

    \b
    Example:  kg source verify
              kg source verify committee-report --quick
    """
    from kg.findings import Severity
    from kg.source.desk import desk
    from kg.source.verifying import verify as verified

    root = options.root()
    if sources:
        known = desk(root)
        for name in sources:
            known.source(name)
    found, read = verified(root, frozenset(sources), again=not quick)
    report.show(found, form, command="kg source verify", colour=coloured(options), root=root)
    note(options, f"{read} held file(s) read: {report.summary(found)}")
    return int(any(finding.severity is Severity.VIOLATION for finding in found))
