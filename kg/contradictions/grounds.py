"""What every rule asks of a derived case, worked out once: figures by matter, roots, words, and what joins ids.

Rules look through identity judgements: ids that are held to be one thing are one id here (`derived.joined`).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kg.contradictions.figures import Figures
from kg.derive.identity import series

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.contradictions.figures import Figure, Matter
    from kg.contradictions.model import Conflict
    from kg.derive import Derived
    from kg.derive.facts import Claim, Facts, Values
    from kg.schema import Schema


class Grounds:
    """A derived case as rules see it."""

    def __init__(self, derived: Derived, schema: Schema) -> None:
        self.derived, self.schema = derived, schema
        self.facts: Facts = derived.joined.facts
        self.series: Mapping[str, Values] = series(self.facts)

    @cached_property
    def figures(self) -> dict[Matter, list[Figure]]:
        """Figures that are put forward, by whose number they are."""
        found: dict[Matter, list[Figure]] = defaultdict(list)
        for figure in Figures(self).all():
            found[figure.matter].append(figure)
        return found

    @cached_property
    def matters(self) -> dict[str, list[Matter]]:
        """Population → what is counted of it."""
        found: dict[str, list[Matter]] = defaultdict(list)
        for matter in self.figures:
            found[matter.population].append(matter)
        return found

    def label(self, term: str) -> str:
        """What people call a thing, a code or a proposition."""
        return self.derived.labels.of(term)

    def about(self, prop: str, thing: str) -> Values:
        """The values of a property of a thing, or of any id that is held to be it."""
        index = self.facts.of(prop)
        return tuple(sorted({value for each in self.derived.identity.members(thing) for value in index.get(each, ())}))

    def joined(self, found: Conflict) -> Values:
        """In words, which ids of what the claims of a comparison say are held to be one thing by people's judgement."""
        identity, facts = self.derived.identity, self.derived.facts
        if not identity.clusters:
            return ()
        names = {name for side in found.sides for name in side.propositions}
        meant = self.facts.values_in(names)
        stated = {name for side in found.sides for claim in side.claims for name in self._meant(claim, names)}
        if len(stated) == 1:
            return ()  # all of them say one thing, in the same ids
        pairs = {(v, identity.canonical(v)) for v in facts.values_in(stated) if v != identity.canonical(v) in meant}
        named = sorted((self.label(one), self.label(other)) for one, other in pairs)
        return tuple(f"{one} and {other} are one, by signed judgement" for one, other in named if one != other)

    def _meant(self, claim: str, names: set[str]) -> set[str]:
        """What a claim states that means one of these; all that it states, where it takes several things together."""
        states = set(self.derived.facts.claims[claim].states)
        return {name for name in states if self.derived.joined.alike.get(name, name) in names} or states

    def root(self, claim: Claim) -> str:
        """The work that a claim goes back to, as far up as is known; its claimant where no work is known."""
        return next(iter(self.derived.roots.of([claim]).names), "")

    def one_root(self, claims: Iterable[Claim]) -> bool:
        """Whether all of the claims go back to one work: then they are one witness, however they differ."""
        roots = {self.root(claim) for claim in claims}
        return len(roots) == 1 and bool(roots & self.facts.works)

    def in_one_series(self, one: Figure, other: Figure) -> bool:
        """Whether a signed judgement says that the two figures continue one another."""
        rows = [{row for claim in each.claims for row in self.series.get(claim.iri, ())} for each in (one, other)]
        return not rows[0].isdisjoint(rows[1])
