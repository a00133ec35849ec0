"""Counts and shares as claimants put them forward: of whom, how many, as of when, in which work.

What is denied, doubted, conditional, announced or taken back is no figure here: nothing that only may be so can
contradict anything.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions.rounding import Direction, agrees, direction
from kg.contradictions.times import ALWAYS, span
from kg.derive.quantities import Reader
from kg.quads import iri, text_of
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds
    from kg.contradictions.times import Span
    from kg.derive.facts import Claim, Proposition, Values
    from kg.derive.quantities import Quantity


class Matter(NamedTuple):
    """Whose number it is: class, population, unit, and all else that narrows down what is counted, as terms."""

    cls: str
    population: str
    unit: str
    rest: Values


class Figure(NamedTuple):
    """One proposition with a figure, and the claims that put it forward as of one time.

    `as_of` and `period` are what the proposition says itself. `time` is what it is compared by: without an as-of date
    the day of the claim, and `ALWAYS` where the people counted are those of a period that has ended.
    """

    proposition: str
    matter: Matter
    number: Decimal | None
    words: str
    way: Direction
    quantity: Quantity
    as_of: Span | None
    period: Span | None
    time: Span | None
    dated: bool
    claims: tuple[Claim, ...]

    def rounds(self, other: Figure) -> bool:
        """Whether this figure is the other's, or the other's rounded in the direction of its words."""
        if self.number is None or other.number is None:
            return False
        opposed = self.quantity.low > other.quantity.high or self.quantity.high < other.quantity.low
        if self.number == other.number:
            return not opposed or {self.way, other.way} != {Direction.UP, Direction.DOWN}
        return agrees(self.number, self.way, other.number)


class Figures:
    """Reads figures; what is asked of a population is worked out once."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds, self._reader = grounds, Reader(grounds.schema)
        self._marks = {iri(c.iri): c.marks for c in grounds.schema.codes(CT.CountQualifier).values()}
        self._number = (iri(CT.statedCount), iri(CT.share))
        self._of, self._unit, self._qualifier = iri(CT.population), iri(CT.unit), iri(CT.qualifier)
        dates = [grounds.schema.properties[prop] for prop in (CT.asOf, CT.period)]
        self._spans = [(iri(date.lower or ""), iri(date.upper or "")) for date in dates]
        self._apart = {
            *self._reader.roles, self._of, self._unit, iri(CT.cumulative), iri(CT.countWording), iri(CT.partOf),
            *(iri(date.iri) for date in dates), *(bound for pair in self._spans for bound in pair),
        }  # fmt: skip
        self._closed: dict[str, bool] = {}

    def all(self) -> Iterator[Figure]:
        """Every figure that somebody puts forward, in order of proposition."""
        facts, supporting = self._grounds.facts, self._grounds.derived.standing.supporting
        for name in sorted(supporting):
            proposition = facts.propositions.get(name)
            quantity = self._reader.read(proposition) if proposition else None
            if proposition and quantity and self._of in proposition.roles:
                yield from self._read(proposition, quantity, supporting[name])

    def _read(self, proposition: Proposition, quantity: Quantity, claims: list[Claim]) -> Iterator[Figure]:
        roles = proposition.roles
        qualifier = min(roles.get(self._qualifier, (iri(CT.unqualified),)))
        stated = next((roles[role] for role in self._number if role in roles), None)
        as_of, period = (span(roles.get(low), roles.get(high)) for low, high in self._spans)
        matter = self._matter(proposition)
        number = Decimal(text_of(stated[0])) if stated else None
        way = direction(self._marks.get(qualifier, {}), bare=qualifier == iri(CT.unqualified))
        words = self._words(qualifier, number, quantity, percent=self._number[1] in roles)
        for time, dated in self._times(claims, as_of, closed=self._is_closed(matter.population, period)):
            yield Figure(
                proposition.iri, matter, number, words, way, quantity, as_of, period, time, as_of is not None, dated
            )

    def _matter(self, proposition: Proposition) -> Matter:
        roles = proposition.roles
        population = roles[self._of][0]
        unit = roles.get(self._unit) or self._grounds.about(CT.countsWhom, population) or ("",)
        rest = tuple(f"{role} {value}" for role in sorted(roles) if role not in self._apart for value in roles[role])
        return Matter(proposition.cls, population, unit[0], rest)

    def _times(
        self, claims: list[Claim], as_of: Span | None, *, closed: bool
    ) -> Iterator[tuple[Span | None, tuple[Claim, ...]]]:
        if closed or as_of:
            yield (ALWAYS if closed else as_of), tuple(claims)
            return
        by_day: dict[Span | None, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_day[span(claim.earliest, claim.latest)].append(claim)
        yield from ((day, tuple(said)) for day, said in by_day.items())

    def _is_closed(self, population: str, period: Span | None) -> bool:
        """Whether the people counted are those of a period that has an end: then no later day changes their number."""
        if period:
            return True
        if population not in self._closed:
            self._closed[population] = bool(self._grounds.about(CT.periodLatest, population))
        return self._closed[population]

    def _words(self, qualifier: str, number: Decimal | None, quantity: Quantity, *, percent: bool) -> str:
        """The figure as a source may have it: "more than 2,400", "85 per cent"."""
        if number is None:
            low, high = quantity.low[0], quantity.high[0]
            return f"between {_shown(low)} and {_shown(high)}" if high != float("inf") else f"at least {_shown(low)}"
        word = "" if qualifier == iri(CT.unqualified) else f"{self._grounds.label(qualifier)} "
        return f"{word}{_shown(number)}{' per cent' if percent else ''}"


def _shown(number: Decimal | float) -> str:
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
