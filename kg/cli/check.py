"""`kg check`: everything that can be said about the files without writing a build."""

from __future__ import annotations

import click

from kg.cli.options import Options, jobs, pass_options
from kg.cli.output import steps
from kg.cli.reporting import Wishes, deliver, reporting


@click.command()
@click.option("--all", "everything", is_flag=True, help="Look at everything, also what no edit can have affected.")
@jobs
@reporting("source")
@pass_options
def check(options: Options, wishes: Wishes, *, everything: bool, processes: int) -> int:
    """Say what is wrong in the case's files, and how to mend it.

    Reads every file, finds every quotation in its source, and holds the graph against the shapes. All problems are
    told in one go, each with file:line:column. Nothing is written but the reports you ask for, and in git's own folder
    what the shapes said, so that the next check looks only at what an edit can have affected.

    \b
    Example:  kg check
              kg check --shape cts:Claim --max 0
              kg check --report json=findings.json
    """
    from kg.build import assemble
    from kg.validate.checking import all_findings
    from kg.validate.kept import shelf_of

    root = options.root()
    with steps(options) as say:
        assembly = assemble(root, say)
        say(f"holding {len(assembly.stated):,} quads against the shapes")
        report = all_findings(assembly, None if everything else shelf_of(root), processes)
    return deliver(options, wishes, report, "kg check", root, assembly.size())
