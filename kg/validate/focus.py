"""How many nodes each shape looked at. A shape that matched nothing conforms, and that must not pass for a check."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.quads import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.quads import Quad
    from kg.validate.shapes import Shapes, Target

SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


class Index:
    """Just enough of the data graph to find targets: instances by class, subjects and objects by property."""

    def __init__(self, quads: Iterable[Quad], targets: Iterable[Target]) -> None:
        wanted = set(targets)
        self._subjects_of = {target.term for target in wanted if target.kind == "targetSubjectsOf"}
        self._objects_of = {target.term for target in wanted if target.kind == "targetObjectsOf"}
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._below: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value, _ in quads:
            if predicate == RDF_TYPE:
                self._found["targetClass", value].add(subject)
            elif predicate == SUBCLASS:
                self._below[value].add(subject)
            if predicate in self._subjects_of:
                self._found["targetSubjectsOf", predicate].add(subject)
            if predicate in self._objects_of:
                self._found["targetObjectsOf", predicate].add(value)

    def nodes(self, target: Target) -> set[str]:
        """The focus nodes of a target, as terms."""
        if target.kind == "targetNode":
            return {target.term}
        if target.kind == "targetClass":
            return set().union(*(self._found.get(("targetClass", cls), set()) for cls in self._subclasses(target.term)))
        return self._found.get((target.kind, target.term), set())

    def _subclasses(self, cls: str) -> set[str]:
        """The class and all below it: SHACL looks for subclass axioms in the data graph."""
        found, todo = {cls}, [cls]
        while todo:
            below = self._below.get(todo.pop(), set()) - found
            found |= below
            todo += below
        return found


def focus_nodes(quads: Iterable[Quad], shapes: Shapes) -> Mapping[str, set[str]]:
    """The focus nodes of every shape that has a target, by shape IRI."""
    index = Index(quads, [target for targets in shapes.targets.values() for target in targets])
    return {
        shape: set().union(*(index.nodes(target) for target in targets)) for shape, targets in shapes.targets.items()
    }
