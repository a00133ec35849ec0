"""Where every source stands: held or not, superseded or not, and what rests on it.

It looks whether the copies are there and of their size, which takes no time; whether they are what was hashed, `verify`
says, which reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.read.files import inside
from kg.read.nodes import Scalar
from kg.schema import CT
from kg.source.desk import desk
from kg.source.resting import Resting, resting

if TYPE_CHECKING:
    from pathlib import Path

    from kg.findings import Position
    from kg.resolve.copies import Copy
    from kg.resolve.index import Declared
    from kg.source.desk import Desk

HELD, MUTE, NOT_HELD, MISSING, VAULT, AWAY, GONE = (
    "held",
    "no text",
    "not held",
    "missing",
    "vault",
    "vault away",
    "taken down",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One source. `state` says whether it is held; `stale` names the later version that takes its place."""

    id: str
    state: str
    captured: str
    claims: int
    quotations: int
    works: int
    stale: str
    place: Position


def standing(root: Path) -> list[Standing]:
    """Every source of the case by id, and those taken down on which claims still rest."""
    at = desk(root)
    rests, later = resting(at), _later(at)
    rows = [
        _row(at, source, rests.get(source.id, Resting()), later.get(source.id, "")) for source in at.sources.values()
    ]
    return sorted([*rows, *_gone(at, rests)], key=lambda row: row.id)


def _row(at: Desk, source: Declared, rests: Resting, later: str) -> Standing:
    return Standing(
        source.id,
        state(at, source),
        at.said(source, CT.capturedAt)[:10],
        len(rests.claims),
        rests.quotations,
        len(rests.works),
        later,
        at.index.known[source.id].place,
    )


def state(at: Desk, source: Declared) -> str:
    """Whether the source's copies are there."""
    closed = at.closed(source)
    if closed and at.said(source, CT.sha256) and not at.vault.mounted:
        return AWAY
    copies = at.copies(source)
    if not copies:
        return NOT_HELD
    if any(not _there(copy, _size(at, source, prop)) for prop, copy in copies.items()):
        return MISSING
    plain = at.said(source, "http://purl.org/dc/terms/format").startswith("text/") or not at.said(
        source, "http://purl.org/dc/terms/format"
    )
    if CT.textPath not in copies and not plain:
        return MUTE
    return VAULT if closed else HELD


def _size(at: Desk, source: Declared, prop: str) -> int | None:
    """The size that a copy was noted with, if it was."""
    noted = at.said(source, CT.byteSize) if prop == CT.snapshotPath else ""
    return int(noted) if noted.isascii() and noted.isdecimal() else None


def _there(copy: Copy, size: int | None) -> bool:
    try:
        found = copy.path.stat().st_size if inside(copy.folder, copy.path) and copy.path.is_file() else -1
    except (OSError, ValueError):
        return False
    return found >= 0 and size in {None, found}


def _later(at: Desk) -> dict[str, str]:
    """By source, the one that says it is a later version of it."""
    key = at.key(CT.laterVersionOf)
    return {source.content.text(key): source.id for source in at.sources.values() if source.content.text(key)}


def _gone(at: Desk, rests: dict[str, Resting]) -> list[Standing]:
    """Sources that were taken down, and what still names them."""
    rows = []
    for entity in at.index.entities:
        former = entity.content.get(at.key(CT.formerId)) if entity.cls.iri == CT.Tombstone else None
        if isinstance(former, Scalar) and former.text in rests:
            found = rests[former.text]
            place = at.index.known[entity.id].place
            counts = len(found.claims), found.quotations, len(found.works)
            rows.append(Standing(former.text, GONE, "", *counts, "", place))
    return rows
