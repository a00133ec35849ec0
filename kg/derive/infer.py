"""What follows from the ontology's own axioms, and never a fact from a proposition.

Subclasses, subproperties, inverses, symmetric and transitive properties are closed over the data. What the first four
give has the ends of a statement that is already there, so it says nothing new about anything. Only transitivity makes
new pairs, and it is closed to nodes that hold what people say: propositions, claims, judgements and edges neither begin
nor end nor bridge a transitive step. So no axiom, whoever adds it, can lead from an agent through a proposition to an
event, and no proposition gains a role that nobody stated.

Property chains, domains, ranges and identity are not used: a chain is just the thing that would make a fact, and the
shapes check domains and ranges instead of bending the data to fit.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.derive.components import reached
from kg.derive.memory import collector_paused
from kg.quads import RDF_TYPE, iri, is_iri
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.quads import Quad
    from kg.schema import Schema

INFERRED = iri(data("graph/inferred"))
ONTOLOGY = iri(data("graph/ontology"))
Triple = tuple[str, str, str]


@collector_paused()
def infer(quads: Iterable[Quad], schema: Schema) -> list[Quad]:
    """Triples that follow and stand in no graph yet, sorted, in the graph of inferred triples.

    The ontology's own statements are not reasoned over: only data gets types.
    """
    axioms = _Axioms(schema)
    types: set[tuple[str, str]] = set()
    triples: set[Triple] = set()
    described: set[Triple] = set()
    for subject, predicate, value, graph in quads:
        if graph == ONTOLOGY:
            described.add((subject, predicate, value))
        elif predicate == RDF_TYPE:
            types.add((subject, value))
        elif predicate in axioms.relevant:
            triples.add((subject, predicate, value))
    new = {(subject, RDF_TYPE, cls) for subject, cls in axioms.types(types)}
    new |= axioms.closed(triples, {subject for subject, cls in types if cls in axioms.said}) - triples
    return [(*triple, INFERRED) for triple in sorted(new - described)]


class _Axioms:
    """The schema's axioms as tables of terms."""

    def __init__(self, schema: Schema) -> None:
        props = schema.properties.values()
        self.supers = {iri(cls): [iri(each) for each in sorted(schema.supers(cls) - {cls})] for cls in schema.classes}
        said = (CT.Proposition, CT.Claim, CT.Judgement, CT.Edge)
        self.said = {iri(below) for cls in said for below in schema.subs(cls)}
        self._above = {iri(prop.iri): [iri(each) for each in prop.supers] for prop in props if prop.supers}
        self._turned: dict[str, set[str]] = defaultdict(set)
        for prop in props:
            if prop.symmetric:
                self._turned[iri(prop.iri)].add(iri(prop.iri))
            if prop.inverse:
                self._turned[iri(prop.iri)].add(iri(prop.inverse))
                self._turned[iri(prop.inverse)].add(iri(prop.iri))
        self._transitive = {iri(prop.iri) for prop in props if prop.transitive}
        targets = {above for supers in self._above.values() for above in supers}
        self.relevant = {*self._above, *self._turned, *self._transitive, *targets}

    def types(self, stated: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Types that follow from the stated ones and are not among them."""
        for subject, cls in stated:
            yield from ((subject, above) for above in self.supers.get(cls, ()) if (subject, above) not in stated)

    def closed(self, triples: set[Triple], said: set[str]) -> set[Triple]:
        """The triples and all that follows from them, in rounds until nothing is new.

        What was made by stepping is not stepped along again: a chain of a thousand has half a million shortcuts.
        """
        known: set[Triple] = set()
        stepped: set[Triple] = set()
        new = set(triples)
        while new:
            known |= new
            again = {predicate for _, predicate, _ in new - stepped} & self._transitive
            steps = set(self._steps((t for t in known if t[1] in again and t not in stepped), said))
            stepped |= steps
            new = {*self._one_by_one(new), *steps} - known
        return known

    def _one_by_one(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        for subject, predicate, value in triples:
            yield from ((subject, above, value) for above in self._above.get(predicate, ()))
            if is_iri(value):
                yield from ((value, turned, subject) for turned in self._turned.get(predicate, ()))

    def _steps(self, triples: Iterable[Triple], said: set[str]) -> Iterator[Triple]:
        """Transitive closure over things in the world.

        What lies in a circle leads back to itself, which shapes look for, unless its property is symmetric.
        """
        arcs: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            if predicate in self._transitive and is_iri(value) and subject not in said and value not in said:
                arcs[predicate][subject].append(value)
        for predicate, steps in arcs.items():
            for start in steps:
                direct = set(steps[start])
                ends = {end for step in direct for end in reached(steps, step)}
                turns = predicate in self._turned.get(predicate, ())
                yield from ((start, predicate, end) for end in ends if end != start or not turns)
