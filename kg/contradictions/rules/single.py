"""A thing that can be so only once is said to be so twice: two birth dates, two places of one building, two results.

Which roles can hold one value only, the ontology says (`ct:singleRole`). Dates differ if they share no day; places, if
neither lies within the other; all else, if it is not the same. Values that go together in this way are no conflict, so
"in March 2022" and "on 5 March 2022" are none.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions.model import Conflict, Side
from kg.contradictions.times import overlap, span
from kg.derive.components import reached
from kg.quads import XSD, iri, is_iri
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds
    from kg.contradictions.times import Span
    from kg.derive.facts import Proposition, Values

NAME = "single"
KINDS = ("dateConflict", "placeConflict", "countConflict", "statusConflict")
TEXTS = {XSD + "string", PREFIXES["rdf"] + "langString"}  # how a thing is worded makes it no other thing
MOST = 60  # different values of one role that are compared with one another
CUT = f"of {{:,}} different values the first {MOST} were compared with one another"


class _Held(NamedTuple):
    """A value of a role as one proposition gives it; `when` is its span, if it is a date."""

    value: str
    when: Span | None
    proposition: str


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each role of a thing that is given values that cannot both hold."""
    held = _Roles(grounds).held()
    for (role, *others), values in sorted(held.items()):
        if len({each.value for each in values}) > 1:
            yield from _differing(grounds, role, tuple(others), values)


class _Roles:
    """Which roles of a proposition are single, by its class and by the concepts in it."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._by_class = {iri(cls.iri): cls.singles for cls in grounds.schema.classes.values() if cls.singles}
        self._by_concept = {iri(c.iri): c.singles for c in grounds.schema.concepts.values() if c.singles}
        props = list(grounds.schema.properties.values())
        self.dates = {iri(prop.iri): (iri(prop.lower or ""), iri(prop.upper or "")) for prop in props if prop.lower}
        self._bounds = {bound for pair in self.dates.values() for bound in pair}
        self._texts = {iri(prop.iri) for prop in props if TEXTS.intersection(prop.ranges)}

    def held(self) -> dict[Values, list[_Held]]:
        """Single role, class and all other roles → what is put forward as its value."""
        found: dict[Values, list[_Held]] = defaultdict(list)
        for name in sorted(self._grounds.derived.standing.supporting):
            proposition = self._grounds.facts.propositions.get(name)
            singles = self._singles(proposition) if proposition else set()
            if proposition and singles:
                rest = self._rest(proposition, singles)
                for role in sorted(singles & proposition.roles.keys()):
                    value = proposition.roles[role]
                    if len(value) == 1:
                        found[role, proposition.cls, *rest].append(_Held(value[0], self._when(proposition, role), name))
        return found

    def _singles(self, proposition: Proposition) -> set[str]:
        concepts = (value for values in proposition.roles.values() for value in values if value in self._by_concept)
        named = (*self._by_class.get(proposition.cls, ()), *(role for c in concepts for role in self._by_concept[c]))
        return {iri(role) for role in named}

    def _rest(self, proposition: Proposition, singles: set[str]) -> list[str]:
        kept = sorted(proposition.roles.keys() - singles - self._bounds - self._texts)
        return [f"{role} {value}" for role in kept for value in proposition.roles[role]]

    def _when(self, proposition: Proposition, role: str) -> Span | None:
        lower, upper = self.dates.get(role, ("", ""))
        return span(proposition.roles.get(lower), proposition.roles.get(upper)) if lower else None


def _differing(grounds: Grounds, role: str, others: Values, values: list[_Held]) -> Iterator[Conflict]:
    distinct = {each.value: each for each in values}
    shown = sorted(distinct.values())[:MOST]
    apart = [pair for pair in combinations(shown, 2) if not _together(grounds, *pair)]
    if not apart:
        return
    odd = {each.value for pair in apart for each in pair}
    clauses = [grounds.label(each.proposition) for each in apart[0]]
    because = f"It is put forward {clauses[0]}, and {clauses[1]}; only one of them can hold."
    about = clauses[0].replace(grounds.label(apart[0][0].value), "…", 1)
    sides = tuple(_side(grounds, value, values) for value in sorted(odd))
    cut = (CUT.format(len(distinct)),) if len(shown) < len(distinct) else ()
    yield Conflict(NAME, _kind(grounds, apart[0]), (role, *others), about, because, sides, cut)


def _together(grounds: Grounds, one: _Held, other: _Held) -> bool:
    if one.when and other.when:
        return overlap(one.when, other.when)
    hierarchies = grounds.facts.broader.values()
    return any(
        one.value in reached(each, other.value) or other.value in reached(each, one.value) for each in hierarchies
    )


def _kind(grounds: Grounds, pair: tuple[_Held, _Held]) -> str:
    one = pair[0]
    if one.when:
        return CT.dateConflict
    if not is_iri(one.value):
        return CT.countConflict
    within = grounds.facts.broader[CT.within]
    places = {*within, *(wide for values in within.values() for wide in values)}
    return CT.placeConflict if any(each.value in places for each in pair) else CT.statusConflict


def _side(grounds: Grounds, value: str, values: list[_Held]) -> Side:
    names = sorted({each.proposition for each in values if each.value == value})
    claims = {claim.iri for name in names for claim in grounds.derived.standing.supporting[name]}
    return Side(grounds.label(value), tuple(names), tuple(sorted(claims)))
