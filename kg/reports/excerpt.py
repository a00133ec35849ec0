"""A few lines of a file around a finding, as they stand there: what a person has to change.

Nothing is shown of a finding about somebody who must not be named, nor of a file outside the case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Finding
    from kg.reports.about import About

LONGEST = 240  # characters of a line
LARGEST = 1 << 24  # bytes of a file that is read for its lines


class Line(NamedTuple):
    """One line of a file; `here` is the one that the finding stands at."""

    number: int
    text: str
    here: bool


def excerpt(finding: Finding, about: About, around: int = 2) -> list[Line]:
    """The line of the finding and some before and after it, without empty ones at the ends; none where it has none."""
    place = finding.position
    if finding.private or not place.line or not about.in_checkout(place):
        return []
    path = about.path(place.file)
    if about.root is not None and not path.resolve().is_relative_to(about.root.resolve()):
        return []  # a link that leads out of the case is told, never followed
    lines = _lines(path, path.stat().st_mtime_ns)
    first, last = max(place.line - around, 1), min(place.line + around, len(lines))
    found = [Line(n, _short(lines[n - 1]), n == place.line) for n in range(first, last + 1)]
    return _trimmed(found) if any(line.here for line in found) else []


@lru_cache(maxsize=4)
def _lines(path: Path, _changed: int) -> list[str]:
    """The lines as they are now: a watching process sees a file in many states."""
    if path.stat().st_size > LARGEST:
        return []
    return path.read_text("utf-8", errors="replace").split("\n")


def _short(line: str) -> str:
    return f"{line[:LONGEST]} …" if len(line) > LONGEST else line.rstrip()


def _trimmed(lines: list[Line]) -> list[Line]:
    kept = [at for at, line in enumerate(lines) if line.text.strip() or line.here]
    return lines[kept[0] : kept[-1] + 1] if kept else []
