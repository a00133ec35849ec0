"""What looking at files came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.findings import Finding, Report


@dataclass(slots=True)
class Looked:
    """What was found in files, how many of which kind were looked at, and what the ontology's shapes said."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    held: Report | None = None

    def count(self, kind: str, many: int) -> None:
        """Note how many of a kind were looked at."""
        if many:
            self.counts[kind] = many
