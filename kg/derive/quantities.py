"""Figures as they bear on one another: what "2,442" says about "at least 2,000".

A figure is read in three ways. Words that set a bound ("at least", "exactly", "up to", "between") make an interval,
which every narrower figure supports. An unqualified figure sets no maximum, so it supports each "at least" below it;
but it is itself supported only by the same figure, for whoever says 16,226 has not been borne out by a claim of 50,000.
Words that set no bound ("about", "dozens") are equal to themselves alone.

Decision: an upper bound survives only while everything else about the proposition is the same. Exactly 40 in one
camp are at least 40 in the country; not even "up to 40 in March" holds for the year.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.intervals import narrowest
from kg.quads import iri, text_of
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kg.derive.facts import Proposition
    from kg.derive.intervals import Interval
    from kg.schema import Schema

Bound = tuple[Decimal | float, int]  # a figure, and whether it is itself left out: 1 just above it, -1 just below
LOWEST: Bound = (0, 0)
HIGHEST: Bound = (inf, 0)


class Quantity(NamedTuple):
    """A figure: its bounds, and for one that sets none as a general statement what must be equal instead."""

    low: Bound
    high: Bound
    equal: Hashable = None

    @property
    def bounds(self) -> Interval:
        """The interval in which the number of people, or the share, is said to lie."""
        return self.low, self.high


class Reader:
    """Reads quantities from propositions, by the offsets that the ontology gives each qualifier."""

    def __init__(self, schema: Schema) -> None:
        self._marks = {iri(concept.iri): concept.marks for concept in schema.codes(CT.CountQualifier).values()}
        self._count, self._share, self._qualifier = iri(CT.statedCount), iri(CT.share), iri(CT.qualifier)
        self._least, self._most, self._unqualified = iri(CT.minCount), iri(CT.maxCount), iri(CT.unqualified)
        self.roles = frozenset({self._count, self._share, self._qualifier, self._least, self._most})

    def read(self, proposition: Proposition) -> Quantity | None:
        """The quantity of a proposition, or None where it has none. Figures are well-formed literals."""
        roles = proposition.roles
        if self.roles.isdisjoint(roles):
            return None
        number = _figure(roles.get(self._count) or roles.get(self._share))
        qualifier = min(roles.get(self._qualifier, (self._unqualified,)))
        least, most = _figure(roles.get(self._least)), _figure(roles.get(self._most))
        if qualifier == self._unqualified and number is not None and most is None and least in (None, number):
            return Quantity((number, 0), HIGHEST, ("figure", number))
        whole = self._share not in roles
        low = (least, 0) if least is not None else self._bound(number, qualifier, "minOffset", whole=whole)
        high = (most, 0) if most is not None else self._bound(number, qualifier, "maxOffset", whole=whole)
        equal = ("words", qualifier, number) if low is None and high is None else None
        return Quantity(low or LOWEST, high or HIGHEST, equal)

    def implied(self, proposition: Proposition) -> frozenset[str]:
        """Roles that only repeat what the figure and its qualifier say, and so are left out of its wording."""
        roles = proposition.roles
        number, qualifier = _figure(roles.get(self._count)), min(roles.get(self._qualifier, ("",)))
        silent = {self._qualifier} if qualifier == self._unqualified else set()
        for role, offset in ((self._least, "minOffset"), (self._most, "maxOffset")):
            bound = self._bound(number, qualifier, offset, whole=True)
            if bound is not None and _figure(roles.get(role)) == max(bound[0], 0):
                silent.add(role)
        return frozenset(silent)

    def _bound(self, number: Decimal | None, qualifier: str, mark: str, *, whole: bool) -> Bound | None:
        """The bound that a qualifier sets; people are whole, so "more than 5" of them is 6, but a share can be 5.1."""
        offset = self._marks.get(qualifier, {}).get(mark)
        if number is None or offset is None:
            return None
        step = int(offset)
        return (number + step, 0) if whole else (number, (step > 0) - (step < 0))


def _figure(values: tuple[str, ...] | None) -> Decimal | None:
    return Decimal(text_of(values[0])) if values else None


Figures = list[tuple[str, Quantity]]


class Ladder:
    """The figures of propositions that are alike in everything else, by name."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._by_equal: dict[Hashable, Figures] = defaultdict(list)
        self._by_bounds: dict[Interval, Figures] = defaultdict(list)
        for name, figure in figures:
            if figure.equal is None:
                self._by_bounds[figure.bounds].append((name, figure))
            else:
                self._by_equal[figure.equal].append((name, figure))

    def among(self) -> Iterator[tuple[str, str]]:
        """Pairs of names within the ladder where the first figure supports the second; of chains only the next link."""
        bounds = [figure.bounds for _, figure in self._figures if not _wordy(figure)]
        nearest = narrowest(self._by_bounds, bounds)
        for name, figure in self._figures:
            targets = list(self._by_equal.get(as_equal(figure), ()))
            if not _wordy(figure):
                targets += self._by_bounds.get(figure.bounds, ())
                targets += (target for interval in nearest[figure.bounds] for target in self._by_bounds[interval])
            yield from ((name, target) for target, _ in targets if target != name)


def _wordy(figure: Quantity) -> bool:
    return isinstance(figure.equal, tuple) and figure.equal[0] == "words"


def as_equal(figure: Quantity) -> Hashable:
    """What a figure is equal to: an exact one also to the same figure without a qualifier."""
    exact = figure.equal is None and figure.low == figure.high
    return ("figure", figure.low[0]) if exact else figure.equal


def lower_bound(figure: Quantity) -> Bound | None:
    """Up to which bound a figure supports an "at least" of something more general; None where its words set none."""
    return None if _wordy(figure) else figure.low


def open_ended(figure: Quantity) -> bool:
    """Whether a figure only says "at least": more general figures are supported from below, never from above."""
    return figure.equal is None and figure.high == HIGHEST
