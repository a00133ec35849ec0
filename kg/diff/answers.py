"""Named queries whose answers changed: what the difference comes to for whoever asks.

Only queries that need no parameter are asked, with their defaults; the case's own are asked of both states alike, as
they are now. An answer that takes too long on either side is told as unknown, never as unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.diff.stored import ask, asked, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.diff.sides import Side
    from kg.diff.stored import Row, Rows
    from kg.query.collection import Named


@dataclass(frozen=True, slots=True)
class Answered:
    """A query and the rows that came and went; `unknown` says why its answers could not be compared."""

    query: str
    summary: str
    columns: tuple[str, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    unknown: str = ""


def answers(old: Side, new: Side, case: Path | None) -> tuple[Answered, ...]:
    """The queries whose answers differ, or could not be compared, by name."""
    before, after = _asking(old), _asking(new)
    found = (_compared(query, before(query), after(query)) for query in asked(case).values())
    return tuple(each for each in found if each.added or each.removed or each.unknown)


def _asking(side: Side) -> Callable[[Named], Rows]:
    """What answers queries: what the build has kept, else its store, which is filled when it is first needed."""
    kept = side.answers

    def answer(query: Named) -> Rows:
        found = kept.get(digest(query))
        return ask(query, side.store) if found is None else found

    return answer


def _compared(query: Named, before: Rows, after: Rows) -> Answered:
    unknown = before.incomplete or after.incomplete
    nothing: frozenset[Row] = frozenset()
    added, removed = (nothing, nothing) if unknown else (after.rows - before.rows, before.rows - after.rows)
    return Answered(query.name, query.header.summary, after.columns, _sorted(added), _sorted(removed), unknown)


def _sorted(rows: frozenset[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows))
