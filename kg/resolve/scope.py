"""Where a record stands, and how a problem in it is told: what every part of closing has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Scalar

if TYPE_CHECKING:
    from kg.read.nodes import Node


@dataclass(slots=True)
class Scope:
    """Where a record stands: its file and graph, and what relative dates and untagged names are read against."""

    file: str
    graph: str
    base_date: str = ""
    language: str = "en"
    wordings: list[tuple[str, Position]] = field(default_factory=list)

    def place(self, node: Node) -> Position:
        """The node's position in the scope's file."""
        return Position(self.file, *node.place)


class Problems(list[Finding]):
    """The findings of a case while its blocks are closed, in the order in which they were met."""

    def report(self, scope: Scope, node: Node, rule: str, message: str, remedy: str) -> None:
        """Note a violation at the node."""
        shown = node.text[:120] if isinstance(node, Scalar) else ""
        self.append(Finding(scope.place(node), Severity.VIOLATION, rule, message, remedy, shown))
