"""What a writer must know beside the report."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.paper.page import plain

if TYPE_CHECKING:
    from kg.findings import Finding, Position
    from kg.paper.page import Paint

GROUPS = ("shape", "source", "message")


@dataclass(frozen=True, slots=True)
class About:
    """The command that ran, the folder that files are relative to, how findings are grouped, and how many are shown.

    `most` caps what is shown in all and `most_each` what is shown of one group; 0 shows everything. Only writers for
    people cut, and they say what they left out. `paint` colours for a terminal alone. `brief` tells in a line what was
    looked at, for a command that runs many times a day.
    """

    command: str
    root: Path | None = None
    group: str = "source"
    most: int = 50
    most_each: int = 0
    paint: Paint = plain
    brief: bool = False
    tool: str = __version__

    def path(self, file: str) -> Path:
        """The file as it can be opened."""
        return (self.root or Path()) / file

    def from_here(self, finding: Finding) -> Finding:
        """The finding with its places as seen from the working folder; a place that is no file stays as it is."""
        if self.root is None or self.root == Path.cwd():
            return finding
        places = tuple(self._relative(place) for place in finding.also)
        return finding._replace(position=self._relative(finding.position), also=places)

    def _relative(self, place: Position) -> Position:
        path = self.path(place.file)
        return place._replace(file=os.path.relpath(path)) if path.exists() else place
