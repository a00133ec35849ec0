"""How many nodes each shape looked at, most first; shared by all reports for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.findings import Report

NAMED = 12  # classes that no shape looks at which are named


class Row(NamedTuple):
    """A shape that looked at something."""

    name: str
    nodes: int
    findings: int


def covered(report: Report) -> list[Row]:
    """The shapes that looked at a node."""
    busy = (Row(each.name, each.nodes, each.findings) for each in report.coverage if each.nodes)
    return sorted(busy, key=lambda row: (-row.nodes, row.name))


def untouched(report: Report) -> str:
    """The classes of nodes that no shape looks at, and how many of each; the rest is counted."""
    rows = [f"{name} {count:,}" for name, count in report.untouched.items()]
    more = f", and {len(rows) - NAMED} class(es) more" if len(rows) > NAMED else ""
    return ", ".join(rows[:NAMED]) + more
