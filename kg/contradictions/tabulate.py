"""Comparisons as quads of a graph of their own, so that queries see them beside what was derived.

The build writes them and never a file of people's: what people conclude stands in their own signed judgements. Each
side keeps its claims and the roots behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.contradictions.answers import states
from kg.contradictions.rules import compare
from kg.derive.columns import Numbers, truth
from kg.derive.facts import LABEL
from kg.derive.memory import collector_paused
from kg.quads import RDF_TYPE, iri, literal
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.model import Conflict, Side
    from kg.derive import Derived
    from kg.quads import Quad
    from kg.schema import Schema

CONTRADICTIONS = iri(data("graph/contradictions"))
Cell = tuple[str, str, str]


@collector_paused()
def contradictions(derived: Derived, schema: Schema) -> list[Quad]:
    """What the rules find in a derived case, as quads."""
    found = compare(derived, schema)
    state = states(found, derived.facts)
    writer = _Writer(derived)
    return [(*cell, CONTRADICTIONS) for each in found for cell in writer.cells(each, state[each.id])]


class _Writer:
    def __init__(self, derived: Derived) -> None:
        self._derived, self._numbers = derived, Numbers()

    def cells(self, found: Conflict, state: str) -> Iterator[Cell]:
        """Subject, property and value of all that is said of one comparison."""
        name = iri(data(f"conflict/{found.id}"))
        yield name, RDF_TYPE, iri(CT.SeriesNote if found.series else CT.Contradiction)
        yield name, iri(LABEL), literal(found.about, language="en")
        yield name, iri(CT.rule), literal(found.rule)
        yield name, iri(CT.because), literal(found.because)
        yield name, iri(CT.digest), literal(found.digest)
        yield name, iri(CT.findingState), iri(state)
        yield from ((name, iri(CT.takenForGranted), literal(each)) for each in found.assumed)
        yield from self._members(name, found)
        for number, side in enumerate(found.sides, 1):
            place = iri(data(f"conflict/{found.id}/side-{number:02}"))
            yield name, iri(CT.side), place
            yield from self._side(place, side)

    def _members(self, name: str, found: Conflict) -> Iterator[Cell]:
        if found.series:
            yield name, iri(CT.series), found.series
            yield from ((name, iri(CT.member), claim) for claim in found.claims)
        else:
            yield name, iri(CT.conflictKind), iri(found.kind)
            yield from ((name, iri(CT.conflictingClaim), claim) for claim in found.claims)
            yield from ((name, iri(CT.conflictingJudgement), each) for each in found.judgements)

    def _side(self, name: str, side: Side) -> Iterator[Cell]:
        yield name, RDF_TYPE, iri(CT.ConflictSide)
        yield name, iri(LABEL), literal(side.label, language="en")
        yield name, iri(CT.agrees), truth(value=side.agrees)
        yield from ((name, iri(CT.ofProposition), each) for each in side.propositions)
        yield from ((name, iri(CT.basedOn), claim) for claim in side.claims)
        roots = self._derived.roots.of(self._derived.joined.facts.claims[claim] for claim in side.claims)
        yield from ((name, iri(CT.root), root) for root in roots.names)
        yield name, iri(CT.rootCount), self._numbers[len(roots.names)]
        if roots.independence:
            yield name, iri(CT.independence), roots.independence
