"""Named queries whose answers changed: what the difference comes to for whoever asks.

Only queries that need no parameter are asked, with their defaults; the case's own are asked of both states alike, as
they are now. An answer that takes too long on either side is told as unknown, never as unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.quads import text_of
from kg.query import Answer, library, prepare
from kg.query.lookup import short

if TYPE_CHECKING:
    from pathlib import Path

    from kg.query.collection import Named
    from kg.store import Store

LIMIT = 20.0  # seconds for one answer
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A query and the rows that came and went; `unknown` says why its answers could not be compared."""

    query: str
    summary: str
    columns: tuple[str, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    unknown: str = ""


def answers(old: Store, new: Store, case: Path | None) -> tuple[Answered, ...]:
    """The queries whose answers differ, or could not be compared, by name."""
    found = (_compared(query, old, new) for query in library(case).values() if _asks_for_nothing(query))
    return tuple(each for each in found if each.added or each.removed or each.unknown)


def _asks_for_nothing(query: Named) -> bool:
    return all(param.default for param in query.header.params)


def _compared(query: Named, old: Store, new: Store) -> Answered:
    before, after = _rows(query, old), _rows(query, new)
    unknown = before[2] or after[2]
    added, removed = (set(), set()) if unknown else (after[1] - before[1], before[1] - after[1])
    return Answered(query.name, query.header.summary, after[0], _sorted(added), _sorted(removed), unknown)


def _rows(query: Named, store: Store) -> tuple[tuple[str, ...], set[Row], str]:
    with Answer(prepare(query.text, store, (), query.name), store, timeout=LIMIT) as answer:
        rows = {tuple(_cell(term) for term in row) for row in answer}
    return tuple(answer.columns), rows, answer.incomplete


def _cell(term: str | None) -> str:
    if term is None:
        return ""
    return short(term) if term.startswith("<") else text_of(term)


def _sorted(rows: set[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows))
