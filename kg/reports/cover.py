"""How many nodes each shape looked at, most first: what makes "no findings" mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Report

NAMED = 12  # classes that no shape looks at which are named


def cover(report: Report) -> Iterator[str]:
    """The lines of the table, and what was not looked at; none where no shape was asked."""
    if not report.coverage:
        return
    yield ""
    yield f"{'nodes':>9} {'findings':>9}  shape"
    for looked in sorted(report.coverage, key=lambda each: (-each.nodes, each.name)):
        if looked.nodes:
            yield f"{looked.nodes:>9,} {looked.findings:>9,}  {looked.name}"
    yield from _idle(report)
    if report.untargeted:
        yield ""
        yield f"{len(report.untargeted)} shape(s) that nothing leads to: {', '.join(report.untargeted)}"
    if report.untouched:
        yield ""
        yield f"nodes that no shape looks at, by class: {_counted(report)}"


def brief(report: Report) -> Iterator[str]:
    """How many shapes looked at how much, in a line; none where no shape was asked."""
    busy = [looked for looked in report.coverage if looked.nodes]
    if report.coverage:
        most = max((looked.nodes for looked in busy), default=0)
        idle = f"; {len(report.idle)} matched no node (`kg validate` lists them)" if report.idle else ""
        yield f"{len(busy)} shape(s) looked at up to {most:,} nodes each{idle}"


def _idle(report: Report) -> Iterator[str]:
    if report.idle:
        yield ""
        yield f"{len(report.idle)} shape(s) matched no node: {', '.join(report.idle)}"


def _counted(report: Report) -> str:
    """The classes and how many nodes of them; the rest is counted."""
    rows = [f"{name} {count:,}" for name, count in report.untouched.items()]
    more = f", and {len(rows) - NAMED} class(es) more" if len(rows) > NAMED else ""
    return ", ".join(rows[:NAMED]) + more
