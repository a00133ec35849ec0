"""What was looked at, as lines of text: what makes "no findings" mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reports.covered import covered, untouched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.findings import Report


NAMED = 200  # shapes that are named in a text


def cover(report: Report) -> Iterator[str]:
    """The lines of the table, and what was not looked at; none where no shape was asked."""
    if not report.coverage:
        return
    yield ""
    yield f"{'nodes':>9} {'findings':>9}  shape"
    for row in covered(report):
        yield f"{row.nodes:>9,} {row.findings:>9,}  {row.name}"
    for said in beside(report):
        yield ""
        yield said


def beside(report: Report) -> Iterator[str]:
    """Shapes and nodes that met nothing, a sentence each."""
    if report.idle:
        yield f"{len(report.idle):,} shape(s) matched no node: {_named(report.idle)}"
    if report.untargeted:
        yield f"{len(report.untargeted):,} shape(s) that nothing leads to: {_named(report.untargeted)}"
    if report.untouched:
        yield f"nodes that no shape looks at, by class: {untouched(report)}"


def _named(names: Sequence[str]) -> str:
    more = f", and {len(names) - NAMED:,} more (`--format json` has all)" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def brief(report: Report) -> Iterator[str]:
    """How many shapes looked at how much, in a line; none where no shape was asked."""
    busy = covered(report)
    if report.coverage:
        most = max((row.nodes for row in busy), default=0)
        idle = f"; {len(report.idle)} matched no node (`kg validate` lists them)" if report.idle else ""
        yield f"{len(busy)} shape(s) looked at up to {most:,} nodes each{idle}"
