"""What a writer must know beside the report."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.findings import Severity
from kg.paper.page import plain

if TYPE_CHECKING:
    from kg.findings import Finding, Position
    from kg.paper.page import Paint

GROUPS = ("shape", "source", "message")
NONE = "none"


@dataclass(frozen=True, slots=True)
class About:
    """The command that ran, the folder that files are relative to, how findings are grouped, and how many are shown.

    `most` caps what is shown in all and `most_each` what is shown of one group; 0 shows everything. Only writers for
    people cut, and they say what they left out. `paint` colours for a terminal alone. `brief` tells in a line what was
    looked at, for a command that runs many times a day. `fail_on` is the least grave severity that fails, or "none".
    `main` is the file that stands for the whole input, where a format cannot do without one.
    """

    command: str
    root: Path | None = None
    group: str = "source"
    most: int = 50
    most_each: int = 0
    paint: Paint = plain
    brief: bool = False
    fail_on: str = "violation"
    main: str = ""
    tool: str = __version__

    def failing(self, finding: Finding) -> bool:
        """Whether the finding is grave enough to fail the run."""
        return self.fail_on != NONE and finding.severity <= Severity[self.fail_on.upper()]

    def path(self, file: str) -> Path:
        """The file as it can be opened."""
        return (self.root or Path()) / file

    def from_here(self, finding: Finding) -> Finding:
        """The finding with its places as seen from the working folder; a place that is no file stays as it is."""
        if self.root is None or self.root == Path.cwd():
            return finding
        places = tuple(self._relative(place) for place in finding.also)
        return finding._replace(position=self._relative(finding.position), also=places)

    def in_checkout(self, place: Position) -> str:
        """The file of a place relative to the top of its git checkout, as services know it; "" where it is no file."""
        return _in_checkout(self.root or Path(), place.file)

    def _relative(self, place: Position) -> Position:
        path = self.path(place.file)
        return place._replace(file=os.path.relpath(path)) if path.exists() else place


@lru_cache(maxsize=4096)
def _in_checkout(root: Path, file: str) -> str:
    path = Path(os.path.abspath(root / file))  # noqa: PTH100 - a link stays the name that git knows
    if not file or not path.is_file():
        return ""
    top = _top(path.parent)
    return path.relative_to(top).as_posix() if top else Path(os.path.relpath(path)).as_posix()


@lru_cache(maxsize=256)
def _top(folder: Path) -> Path | None:
    """The nearest folder above that is a git checkout."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)
