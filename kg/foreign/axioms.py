"""What follows from somebody's ontology: superclasses and superproperties, and nothing else.

Domains and ranges are not used, since they would bend the data until every shape fits. What follows stands in a graph
of its own beside what was stated, and for a property that was looked for, `below` tells under which it was written.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.quads import RDF_TYPE
from kg.schema import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.quads import Quad

SUBCLASS, SUBPROPERTY = f"<{PREFIXES['rdfs']}subClassOf>", f"<{PREFIXES['rdfs']}subPropertyOf>"
FOLLOWS = "<urn:x-kg:graph:follows>"
LANGUAGE = (f"<{PREFIXES['owl']}", f"<{PREFIXES['rdfs']}", f"<{PREFIXES['rdf']}")


class Axioms:
    """The subclass and subproperty axioms among quads, closed."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        given = [quad for quad in quads if quad[1] in (SUBCLASS, SUBPROPERTY) and quad[2].startswith("<")]
        self.classes = _closed((s, o) for s, p, o, _ in given if p == SUBCLASS)
        self.properties = _closed((s, o) for s, p, o, _ in given if p == SUBPROPERTY)
        self.below: dict[str, set[str]] = defaultdict(set)
        for prop, above in self.properties.items():
            for each in above:
                self.below[each].add(prop)

    def follow(self, quads: Iterable[Quad]) -> list[Quad]:
        """What follows from the quads and is not among them, sorted, in a graph of its own."""
        stated = {quad[:3] for quad in quads}
        raised = {(s, above, o) for s, p, o in stated if p in self.properties for above in self.properties[p]}
        typed = ((s, o) for s, p, o in stated | raised if p == RDF_TYPE and o in self.classes)
        types = {(s, RDF_TYPE, above) for s, o in typed for above in self.classes[o]}
        return [(*triple, FOLLOWS) for triple in sorted((raised | types) - stated)]


def mentioned(ontology: Iterable[Quad], data: Iterable[Quad]) -> list[Quad]:
    """What the ontology says of the individuals that the data name: a shape may ask of what class a value is."""
    given = list(ontology)
    individuals = {s for s, p, o, _ in given if p == RDF_TYPE and s.startswith("<") and not o.startswith(LANGUAGE)}
    wanted = individuals.intersection(value for _, _, value, _ in data) if individuals else set()
    return [quad for quad in given if quad[0] in wanted]


def _closed(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """All above each, itself left out; a circle makes its members each other's superiors and never an endless loop."""
    direct: dict[str, set[str]] = defaultdict(set)
    for low, high in pairs:
        direct[low].add(high)
    found = {}
    for start in direct:
        seen: set[str] = set()
        todo = [start]
        while todo:
            new = direct.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        found[start] = frozenset(seen - {start})
    return found
