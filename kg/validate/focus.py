"""Which nodes each shape looks at. A shape that matched nothing conforms, and that must not pass for a check."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.quads import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.validate.shapes import Shapes, Target
    from kg.validate.walk import Data

SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


def focus_nodes(data: Data, shapes: Shapes) -> Mapping[str, set[str]]:
    """The focus nodes of every shape that has a target, by shape IRI."""
    return {
        shape: {node for target in targets for node in _nodes(data, target)}
        for shape, targets in shapes.targets.items()
    }


def instances(data: Data, cls: str) -> set[str]:
    """The nodes of a class and of all below it: SHACL looks for subclass axioms in the data graph."""
    typed, below = data.subjects(RDF_TYPE), data.subjects(SUBCLASS)
    found, todo = {cls}, [cls]
    while todo:
        lower = set(below.get(todo.pop(), ())) - found
        found |= lower
        todo += lower
    return set(chain.from_iterable(typed.get(each, ()) for each in found))


def _nodes(data: Data, target: Target) -> Iterable[str]:
    """The focus nodes of a target, as terms."""
    if target.kind == "targetNode":
        return (target.term,)
    if target.kind == "targetClass":
        return instances(data, target.term)
    ends = data.subjects(target.term) if target.kind == "targetObjectsOf" else data.objects.get(target.term, {})
    return ends.keys()
