"""The last run, remembered by a process that goes on, so that the next look only at what an edit can have affected.

Decision: in memory alone. Rejected: a file in git's own folder, which this had at first; since an engine sees only what
is in doubt, to look at everything takes less time than to read again what was kept, and nothing of a case lies about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.validate.walk import Data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.findings import ShaclResult
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple


class Last(NamedTuple):
    """By whom and with what the last run was made, and every result."""

    shapes: bytes
    engine: str
    results: tuple[ShaclResult, ...]


class Memory:
    """The graph of the last run, its results, and what has been edited since."""

    def __init__(self) -> None:
        self._triples: set[Triple] = set()
        self._data = Data(())
        self._last: Last | None = None
        self.edit: set[Triple] = set()

    def graph(self, triples: set[Triple]) -> Data:
        """The graph of these triples; the last one, changed as far as they differ."""
        edit = triples ^ self._triples
        for triple in edit:
            (self._data.add if triple in triples else self._data.remove)(triple)
        self._triples = triples
        self.edit ^= edit
        return self._data

    def results(self, shapes: Shapes, engine: str) -> tuple[ShaclResult, ...] | None:
        """The results before the edit; None where other shapes were used, another engine, or none."""
        same = self._last and (self._last.shapes, self._last.engine) == (shapes.ntriples, engine)
        return self._last.results if self._last and same else None

    def keep(self, shapes: Shapes, engine: str, results: Sequence[ShaclResult]) -> None:
        """Remember a run over the graph as it now is."""
        self._last, self.edit = Last(shapes.ntriples, engine, tuple(results)), set()
