"""Positions beside the graph: a sorted table that is searched without being read whole.

One line a place: subject IRI, property IRI or nothing, file, line, column, parted by tabs and sorted, so that a binary
search over the mapped file finds a subject among millions.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

from kg.findings import Position

if TYPE_CHECKING:
    from pathlib import Path

    from kg.compile.compile import Positions

FILE = "positions.tsv"


def write(positions: Positions) -> bytes:
    """The table for a whole case."""
    places = ((subject, prop, place) for (subject, prop), found in positions.items() for place in found)
    rows = {f"{subject}\t{prop}\t{place.file}\t{place.line}\t{place.column}" for subject, prop, place in places}
    return ("\n".join(sorted(rows)) + "\n").encode() if rows else b""


def find(table: Path, subject: str) -> list[tuple[str, Position]]:
    """The (property, place) pairs of one subject, in file order; empty where it has none."""
    if not table.is_file() or not table.stat().st_size:
        return []
    wanted = subject.encode() + b"\t"
    with table.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as rows:
        start, found = _first(rows, wanted), []
        while rows[start : start + len(wanted)] == wanted:
            end = rows.find(b"\n", start)
            _, prop, file, line, column = rows[start:end].decode().split("\t")
            found.append((prop, Position(file, int(line), int(column))))
            start = end + 1
    return sorted(found, key=lambda pair: pair[1])


def _first(rows: mmap.mmap, wanted: bytes) -> int:
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        line = rows.rfind(b"\n", 0, middle) + 1
        if rows[line : line + len(wanted)] < wanted:
            low = rows.find(b"\n", middle) + 1 or len(rows)
        else:
            high = line
    return low


def table(root: Path) -> Path:
    """The table of the last build of the case at `root`."""
    return root / "build" / FILE
