"""Which propositions say the same in narrower terms: P specialises Q.

They are of one class, and each role of Q is one of P's, with a value that is equal or broader: place within place,
event within event, span within span, "at least n" from a larger figure. Of a role with several values each value of Q
must be equal to or broader than one of P's. A nested proposition is compared by its name.

For each pair of shapes P's values are projected onto Q's roles, widened along the hierarchies and looked up by hash;
what is left, dates and figures, is swept. Time grows with the number of propositions times the shapes of their class,
and with the answer.

What is guaranteed: the transitive closure of the answer is the whole relation. It is near the smallest such answer: of
a chain of spans or bounds only the next link is there, and a step that one other proposition already bridges is left
out. Two propositions that specialise each other (one span written in two ways, "more than 9" and "at least 10") mean
the same; both steps are there, and there is no other kind of circle, because every part of the comparison is a partial
order on meanings.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product
from math import comb, prod
from typing import TYPE_CHECKING

from kg.derive.forms import Former
from kg.derive.intervals import containing, narrowest
from kg.derive.quantities import wider

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from kg.derive.facts import Facts, Index
    from kg.derive.forms import Form, Shape
    from kg.derive.intervals import Interval
    from kg.derive.quantities import Figures
    from kg.schema import Schema

Key = tuple[int, ...]
Spans = tuple["Interval", ...]
Pair = tuple[str, str]


def specialise(facts: Facts, schema: Schema) -> Index:
    """Proposition → the nearest propositions that it specialises, sorted; those that specialise none are left out."""
    former = Former(facts, schema)
    found: dict[str, set[str]] = defaultdict(set)
    for cls, forms in former.classes().items():
        hierarchies = former.broader(cls)
        for general in forms:
            table = _Table(general, forms[general], hierarchies, former)
            for specific, members in forms.items():
                if _may_specialise(specific, general):
                    for narrow, broad in table.pairs(specific, members):
                        found[narrow].add(broad)
    return _reduced(found)


def _may_specialise(specific: Shape, general: Shape) -> bool:
    return (
        set(general.roles) <= set(specific.roles)
        and set(general.dates) <= set(specific.dates)
        and general.counted <= specific.counted
    )


class _Table:
    """The propositions of one shape by their values, to be hit by those that may specialise them."""

    def __init__(self, shape: Shape, forms: list[Form], hierarchies: dict[str, str], former: Former) -> None:
        self._shape, self._former = shape, former
        self._along = [hierarchies.get(role) for role in shape.roles]
        self._rows: dict[Key, list[Form]] = defaultdict(list)
        for form in forms:
            self._rows[form.values].append(form)
        self._known = [{key[at] for key in self._rows} for at in range(len(shape.roles))]
        self._choices: list[dict[int, list[int]]] = [{} for _ in shape.roles]

    def pairs(self, specific: Shape, members: list[Form]) -> Iterator[Pair]:
        """Members that specialise a row, with what they specialise."""
        places = [specific.roles.index(role) for role in self._shape.roles]
        projected: dict[Key, list[Form]] = defaultdict(list)
        for form in members:
            values = form.values
            projected[tuple([values[at] for at in places])].append(form)
        hits: dict[tuple[Key, bool], list[Form]] = defaultdict(list)
        alike = specific == self._shape
        for values, group in projected.items():
            for key in self._keys(values):
                hits[key, alike and key == values] += group
        dates = [specific.dates.index(date) for date in self._shape.dates]
        for (key, same), group in hits.items():
            if dates or self._shape.counted:
                placed = [(form, tuple([form.spans[at] for at in dates])) for form in group]
                yield from _within(placed, self._rows[key], counted=self._shape.counted, same=same)
            else:
                yield from _crossed(group, self._rows[key])

    def _keys(self, values: Key) -> Iterable[Key]:
        """Keys of the rows whose values are each equal to or broader than some of the given ones."""
        options: list[list[int]] = []
        for at, each in enumerate(values):
            choices = self._choices[at]
            if each not in choices:
                choices[each] = self._broader(at, each)
            if not choices[each]:
                return ()
            options.append(choices[each])
        if prod(map(len, options)) > len(self._rows):
            return [key for key in self._rows if all(part in option for part, option in zip(key, options, strict=True))]
        return [key for key in product(*options) if key in self._rows]

    def _broader(self, at: int, code: int) -> list[int]:
        """What rows have in one role and the given values reach: by trying, or by looking through the rows."""
        former, along, size, known = self._former, self._along[at], self._shape.sizes[at], self._known[at]
        values = former.meaning[code]
        reach = set(values) if along is None else {wide for value in values for wide in former.widen(value, along)}
        if comb(len(reach), size) > len(known):
            return [other for other in known if reach.issuperset(former.meaning[other])]
        codes = (former.codes.get(part) for part in combinations(sorted(reach), size))
        return [other for other in codes if other in known]


def _crossed(group: list[Form], rows: list[Form]) -> Iterator[Pair]:
    return ((one.iri, other.iri) for one in group for other in rows if one.iri != other.iri)


def _within(group: list[tuple[Form, Spans]], rows: list[Form], *, counted: bool, same: bool) -> Iterator[Pair]:
    """Pairs of a group whose other roles fit: those whose dates lie within, and whose figures support, the row's."""
    buckets: dict[Spans, list[Form]] = defaultdict(list)
    for row in rows:
        buckets[row.spans].append(row)
    met: dict[tuple[Spans, bool], list[Form]] = defaultdict(list)
    around = _around({spans for _, spans in group}, buckets.keys(), nearest=not counted)
    for form, spans in group:
        for bucket in around[spans]:
            met[bucket, same and bucket == spans].append(form)
    for (bucket, alike), forms in met.items():
        if counted:
            yield from wider(_figures(forms), _figures(buckets[bucket]), same=alike)
        else:
            yield from _crossed(forms, buckets[bucket])


def _figures(forms: list[Form]) -> Figures:
    return [(form.iri, form.quantity) for form in forms if form.quantity]


def _around(inside: Set[Spans], buckets: Set[Spans], *, nearest: bool) -> dict[Spans, list[Spans]]:
    """For each tuple of spans the buckets whose spans contain them one by one; of one span alone only the nearest."""
    width = len(next(iter(inside)))
    if width == 1 and nearest:
        steps = narrowest([span for (span,) in buckets], [span for (span,) in inside])
        return {each: [*({each} & buckets), *((step,) for step in steps[each[0]])] for each in inside}
    outer = [containing({spans[at] for spans in buckets}, {spans[at] for spans in inside}) for at in range(width)]
    choices = {each: product(*(outer[at][each[at]] for at in range(width))) for each in inside}
    return {each: [spans for spans in choice if spans in buckets] for each, choice in choices.items()}


def _reduced(found: dict[str, set[str]]) -> Index:
    """Without the steps that one strictly intermediate proposition bridges."""

    def strictly_below(one: str, other: str) -> bool:
        return other in found.get(one, ()) and one not in found.get(other, ())

    kept: Index = {}
    for one, others in found.items():
        bridged = {
            far
            for middle in others
            if strictly_below(one, middle)
            for far in found.get(middle, ())
            if far in others and strictly_below(middle, far)
        }
        kept[one] = tuple(sorted(others - bridged))
    return kept
