"""Propositions taken apart for comparing: what must be equal or broader, what must lie within, and the figure.

The *frame* of a proposition is which roles it fills and how often, dates and figures left aside. Propositions of one
frame can be looked up by their values, so that those broader than a given one are found by hashing, not by comparing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.derive.components import components, reached
from kg.derive.quantities import Reader
from kg.quads import iri, text_of

if TYPE_CHECKING:
    from kg.derive.facts import Facts, Index, Proposition, Values
    from kg.derive.intervals import Interval
    from kg.derive.quantities import Quantity
    from kg.schema import Schema

ALWAYS: Interval = ("", "~")  # below and above every date


class Frame(NamedTuple):
    """Roles that are compared by value, each with its number of values."""

    roles: Values
    sizes: tuple[int, ...]


class Form(NamedTuple):
    """A proposition of some frame, its `values` in the order of the frame's roles and its `spans` in that of `dates`.

    The values of a role are a number, the same for the same values (see `Former.meaning`): numbers hash fast.
    """

    iri: str
    values: tuple[int, ...]
    dates: Values
    spans: tuple[Interval, ...]
    quantity: Quantity | None


Forms = dict[Frame, list[Form]]


class Former:
    """Takes propositions apart as the ontology says: which roles are dates, and which coarsen along what."""

    def __init__(self, facts: Facts, schema: Schema) -> None:
        self._facts, self._schema, self._reader = facts, schema, Reader(schema)
        self._dates = {
            iri(prop.iri): (iri(prop.lower or ""), iri(prop.upper or ""))
            for prop in schema.properties.values()
            if prop.lower or prop.upper
        }
        bounds = {bound for pair in self._dates.values() for bound in pair}
        self._apart = self._dates.keys() | bounds | self._reader.roles
        self._wider: dict[tuple[str, str], Values] = {}
        self._depths: dict[str, dict[str, int]] = {}
        self._plans: dict[frozenset[str], tuple[Values, Values]] = {}
        self.codes: dict[Values, int] = {}
        self.meaning: list[Values] = []

    def classes(self) -> dict[str, Forms]:
        """Class → frame → propositions of that class and frame."""
        found: dict[str, Forms] = defaultdict(lambda: defaultdict(list))
        for proposition in self._facts.propositions.values():
            frame, form = self._form(proposition)
            found[proposition.cls][frame].append(form)
        return found

    def broader(self, cls: str) -> dict[str, str]:
        """Roles that coarsen in propositions of the class, with the hierarchy along which they do."""
        classes = self._schema.classes
        above = [each for each in self._schema.supers(text_of(cls)) if each in classes]
        exact = {role for each in above for role in classes[each].exact}
        properties = self._schema.properties.values()
        return {iri(prop.iri): prop.coarsens for prop in properties if prop.coarsens and prop.iri not in exact}

    def widen(self, value: str, hierarchy: str) -> Values:
        """The value and all that is broader along a hierarchy."""
        key = (value, hierarchy)
        if key not in self._wider:
            self._wider[key] = reached(self._facts.broader[hierarchy], value)
        return self._wider[key]

    def steps(self, hierarchy: str) -> Index:
        """The next broader values along a hierarchy."""
        return self._facts.broader[hierarchy]

    def depth(self, code: int, hierarchy: str | None) -> int:
        """A number that is never smaller for narrower values than for broader ones (of several values: the largest)."""
        if hierarchy is None:
            return 0
        if hierarchy not in self._depths:
            groups = enumerate(components(self.steps(hierarchy)), 1)
            self._depths[hierarchy] = {member: number for number, members in groups for member in members}
        depths = self._depths[hierarchy]
        return max(depths.get(value, 0) for value in self.meaning[code])

    def _form(self, proposition: Proposition) -> tuple[Frame, Form]:
        roles = proposition.roles
        kept, dates = self._plan(frozenset(roles))
        values = [roles[role] for role in kept]
        spans = tuple([self._span(proposition, date) for date in dates])
        codes = tuple([self._code(each) for each in values])
        form = Form(proposition.iri, codes, dates, spans, self._reader.read(proposition))
        return Frame(kept, tuple([len(each) for each in values])), form

    def _plan(self, filled: frozenset[str]) -> tuple[Values, Values]:
        """Of the roles that are filled, those compared by value and those that are dates."""
        if filled not in self._plans:
            self._plans[filled] = tuple(sorted(filled - self._apart)), tuple(sorted(filled & self._dates.keys()))
        return self._plans[filled]

    def _code(self, values: Values) -> int:
        code = self.codes.setdefault(values, len(self.meaning))
        if code == len(self.meaning):
            self.meaning.append(values)
        return code

    def _span(self, proposition: Proposition, date: str) -> Interval:
        """First and last day as texts that sort like dates; an open side lies beyond every date."""
        lower, upper = (proposition.roles.get(bound) for bound in self._dates[date])
        return text_of(lower[0]) if lower else ALWAYS[0], text_of(upper[-1]) if upper else ALWAYS[1]
