"""A graph laid out so that some of its focus nodes can be looked at with the results that all of it would give.

What a node's results can depend on is cut out of the graph along the reach of the shapes, and the engine is told to
look at that node alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.quads import rows
from kg.validate.aim import Aimed, aimed
from kg.validate.automaton import UnknownReach
from kg.validate.reached import reached
from kg.validate.walk import affected, needed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.validate.reach import Reach
    from kg.validate.shapes import Shapes
    from kg.validate.walk import Data, Triple

    Focus = Mapping[str, set[str]]


@dataclass(frozen=True)
class Ground:
    """The graph by property, its focus nodes by shape, and the way of the shapes through it."""

    data: Data
    focus: Focus
    reach: Reach
    aimed: Aimed

    @cached_property
    def nodes(self) -> set[str]:
        """All focus nodes."""
        return set().union(*self.focus.values())

    def cut(self, nodes: set[str]) -> bytes:
        """The N-Triples to give to an engine with the aimed shapes, for the results on these focus nodes alone."""
        starts = self.reach.starts
        begin = ((node, starts[shape]) for shape, looked in self.focus.items() for node in nodes & looked)
        return rows({*needed(self.reach.automaton, self.data, begin), *self.aimed.at(self.focus, nodes)})

    def affected(self, edit: Iterable[Triple], before: Collection[str]) -> set[str]:
        """The nodes whose results an edit that led to this graph can have changed; `before` had results before it."""
        begin: dict[int, set[str]] = {}
        for shape, start in self.reach.starts.items():
            begin.setdefault(start, set()).update(self.focus[shape])
        pairs = affected(self.reach.automaton, self.data, edit)
        return {node for node, state in pairs if state in begin and (node in begin[state] or node in before)}


def ground(data: Data, shapes: Shapes, focus: Focus) -> Ground | None:
    """The graph laid out; None where the reach is not known, or nodes have no name that another process would know."""
    try:
        way = reached(shapes)
    except UnknownReach:
        return None
    return None if data.nameless else Ground(data, focus, way, aimed(shapes))
