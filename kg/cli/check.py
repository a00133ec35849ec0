"""`kg check`: everything that can be said about the files without writing a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.engine import chosen, engine_options
from kg.cli.options import Options, jobs, pass_options
from kg.cli.output import steps
from kg.cli.reporting import Wishes, deliver, reporting
from kg.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build.assembly import Before
    from kg.engines import Engine
    from kg.validate.kept import Memory


@click.command()
@click.option("--watch", "again", is_flag=True, help="Go on: check again whenever a file changes, until Ctrl-C.")
@jobs
@engine_options
@reporting("source")
@pass_options
def check(
    options: Options,
    wishes: Wishes,
    *,
    again: bool,
    processes: int,
    who: str,
    seconds: float,
    both: bool,
) -> int:
    """Say what is wrong in the case's files, and how to mend it.

    Reads every file, finds every quotation in its source, and holds the graph against the shapes. All problems are
    told in one go, each with file:line:column. Nothing is written but the reports you ask for. With --watch, each check
    after the first looks only at what an edit can have affected.

    \b
    Example:  kg check
              kg check --watch
              kg check --shape cts:Claim --max 0
              kg check --report json=findings.json
    """
    from kg.build.assembly import Before
    from kg.cli.watching import watch
    from kg.validate.kept import Memory

    root = options.root()
    asked = chosen(options, who, seconds, both=both)
    if again and wishes.update:
        remedy = "leave one of the two out: a baseline that is written is a change to check again"
        raise UsageError("--watch does not go with --update-baseline", remedy=remedy)
    if again:
        memory, before = Memory(), Before()
        watch(root, lambda: _check(options, wishes, root, processes, asked, memory, before))
    return _check(options, wishes, root, processes, asked)


def _check(
    options: Options,
    wishes: Wishes,
    root: Path,
    processes: int,
    asked: Engine,
    memory: Memory | None = None,
    before: Before | None = None,
) -> int:
    from kg.build import assemble
    from kg.validate.checking import all_findings

    with steps(options) as say:
        assembly = assemble(root, say, before=before)
        say(f"holding {len(assembly.stated):,} quads against the shapes")
        report = all_findings(assembly, memory, processes, asked)
    return deliver(options, wishes, report, "kg check", root, assembly.size())
