"""`kg build`: files in, `build/` out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from kg.cli import report
from kg.cli.engine import bounded, timeout_option
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note, steps

if TYPE_CHECKING:
    from kg.build.write import Writer


@click.command()
@click.option("--check", "again", is_flag=True, help="Rebuild in memory and compare with build/; write nothing.")
@timeout_option
@pass_options
def build(options: Options, again: bool, seconds: float) -> int:
    """Build the graph of the case into build/.

    The same files give the same graph.nq, byte for byte, on any machine. A build that fails leaves the last one in
    place, and so does a case whose graph breaks a shape: what `kg check` refuses is not built.

    \b
    Example:  kg build
              kg build --check
    """
    from kg import build as builder
    from kg.diff.stored import FILE as ANSWERS
    from kg.diff.stored import written
    from kg.export.turtle import trig
    from kg.validate.checking import approve

    root = options.root()
    if again:
        return _compare(options, builder.check_build(root))
    with steps(options) as say:
        also: dict[str, Writer] = {
            "graph.trig": lambda graph: trig(graph.quads),
            ANSWERS: lambda graph: written(graph.lines, root),
        }
        built = builder.build(root, also, say, partial(approve, seconds=bounded(seconds)))
    warnings = built.assembly.findings
    if warnings:
        note(options, f"{report.summary(warnings)}: `kg check` shows them")
    note(options, f"built {built.assembly.size()} into {root / 'build'}")
    return 0


def _compare(options: Options, differences: list[str]) -> int:
    for difference in differences:
        click.echo(click.style(difference, fg="red") if coloured(options) else difference)
    said = "build/ is not what its files give: run `kg build`" if differences else "build/ is what its files give"
    note(options, said)
    return int(bool(differences))
