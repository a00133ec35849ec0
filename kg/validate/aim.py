"""Shapes that look where they are told, and not at whatever has their class.

A part of a graph holds nodes that are only led to: there to be seen, not to be looked at, since what they depend on is
missing. So each target is put as one property of ours, and the nodes to look at are its objects: as objects, so that
nothing is added that a closed shape could object to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.engines.results import SH
from kg.quads import RDF_TYPE
from kg.validate.shapes import CLASSES, TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.validate.shapes import Shapes, Target
    from kg.validate.walk import Triple

MARK = "<urn:x-kg:look:{}>"
_TARGETS = {f"<{SH}{kind}>" for kind in TARGETS}


class Aimed(NamedTuple):
    """Shapes in N-Triples, and for each with a target the property whose objects it looks at."""

    ntriples: bytes
    marks: Mapping[str, str]

    def at(self, focus: Mapping[str, set[str]], nodes: set[str]) -> set[Triple]:
        """What to add to the data so that these nodes are looked at, each by the shapes whose focus node it is."""
        return {(mark, mark, node) for shape, mark in self.marks.items() for node in nodes & focus[shape]}


@lru_cache(maxsize=4)
def _aimed(ntriples: bytes, targets: tuple[tuple[str, tuple[Target, ...]], ...]) -> Aimed:
    groups = {target: MARK.format(number) for number, target in enumerate(sorted({each for _, each in targets}))}
    marks = {shape: groups[each] for shape, each in targets}
    rows = [row for row in ntriples.decode().split("\n") if row and not _aims(row, marks)]
    rows += [f"<{shape}> <{SH}targetObjectsOf> {mark} ." for shape, mark in marks.items()]
    return Aimed("".join(f"{row}\n" for row in rows).encode(), marks)


def aimed(shapes: Shapes) -> Aimed:
    """The shapes with targets of ours in the place of their own."""
    return _aimed(shapes.ntriples, tuple(shapes.targets.items()))


def _aims(row: str, marks: Mapping[str, str]) -> bool:
    subject, predicate, value = row.removesuffix(" .").split(" ", 2)
    return predicate in _TARGETS or (predicate == RDF_TYPE and value in CLASSES and subject[1:-1] in marks)
