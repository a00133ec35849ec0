"""`kg check`: everything that can be said about the files without writing a build."""

from __future__ import annotations

import click

from kg.cli import report
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note, steps


@click.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@click.option(
    "--max", "most", type=click.IntRange(0), default=report.MOST, show_default=True, help="Show so many; 0: all."
)
@pass_options
def check(options: Options, form: str, most: int) -> int:
    """Say what is wrong in the case's files, and how to mend it.

    Reads every file, finds every quotation in its source, and holds the graph against the shapes. All problems are
    told in one go, each with file:line:column. Nothing is written.

    \b
    Example:  kg check
              kg check --format json | jq '.[].file'
    """
    from kg.build import assemble
    from kg.validate.checking import all_findings

    root = options.root()
    with steps(options) as say:
        assembly = assemble(root, say)
        say(f"holding {len(assembly.stated):,} quads against the shapes")
        checked = all_findings(assembly)
    report.show(checked.findings, form, colour=coloured(options), most=most, root=root)
    note(options, f"{assembly.size()}: {report.summary(checked.findings)}{checked.left_out}")
    return int(checked.failed)
