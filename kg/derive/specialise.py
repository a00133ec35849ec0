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
    from collections.abc import Callable, Iterable, Iterator

    from kg.derive.facts import Facts, Index, Values
    from kg.derive.forms import Form, Forms, Shape
    from kg.derive.intervals import Interval
    from kg.schema import Schema

Key = tuple["Values", ...]
Pair = tuple[str, str]


def specialise(facts: Facts, schema: Schema) -> Index:
    """Proposition → the nearest propositions that it specialises, sorted; those that specialise none are left out."""
    former = Former(facts, schema)
    found: dict[str, set[str]] = defaultdict(set)
    for cls, forms in former.classes().items():
        hierarchies = former.broader(cls)

        def widen(role: str, values: Values, hierarchies: dict[str, str] = hierarchies) -> Values:
            along = hierarchies.get(role)
            return values if along is None else tuple(sorted({w for v in values for w in former.widen(v, along)}))

        for specific, general in _pairs(forms, widen):
            found[specific].add(general)
    return _reduced(found)


def _pairs(forms: Forms, widen: Callable[[str, Values], Values]) -> Iterator[Pair]:
    for general, candidates in forms.items():
        table: dict[Key, list[Form]] = defaultdict(list)
        for form in candidates:
            table[form.values].append(form)
        known = [{value for key in table for value in key[at]} for at in range(len(general.roles))]
        for specific, members in forms.items():
            if _may_specialise(specific, general):
                yield from _hits(specific, members, general, table, known, widen)


def _may_specialise(specific: Shape, general: Shape) -> bool:
    return (
        set(general.roles) <= set(specific.roles)
        and set(general.dates) <= set(specific.dates)
        and general.counted <= specific.counted
    )


def _hits(
    specific: Shape,
    members: list[Form],
    general: Shape,
    table: dict[Key, list[Form]],
    known: list[set[str]],
    widen: Callable[[str, Values], Values],
) -> Iterator[Pair]:
    places = [specific.roles.index(role) for role in general.roles]
    dates = [specific.dates.index(date) for date in general.dates]
    projected: dict[Key, list[Form]] = defaultdict(list)
    for form in members:
        projected[tuple(form.values[at] for at in places)].append(form)
    hits: dict[tuple[Key, bool], list[Form]] = defaultdict(list)
    for values, group in projected.items():
        options = [
            tuple(value for value in widen(role, each) if value in seen)
            for role, each, seen in zip(general.roles, values, known, strict=True)
        ]
        for key in _keys(options, general.sizes, table):
            hits[key, specific == general and key == values] += group
    for (key, same), group in hits.items():
        yield from _within(
            [(form, tuple(form.spans[at] for at in dates)) for form in group], table[key], general, same=same
        )


def _keys(options: list[Values], sizes: tuple[int, ...], table: dict[Key, list[Form]]) -> Iterator[Key]:
    """Keys of the table that can be made from the options; by trying combinations, or the table where it is shorter."""
    if prod(comb(len(choice), size) for choice, size in zip(options, sizes, strict=True)) > len(table):
        sets = [set(choice) for choice in options]
        yield from (key for key in table if all(each.issuperset(part) for each, part in zip(sets, key, strict=True)))
    else:
        choices = (combinations(choice, size) for choice, size in zip(options, sizes, strict=True))
        yield from (key for key in product(*choices) if key in table)


def _within(
    group: list[tuple[Form, tuple[Interval, ...]]], candidates: list[Form], shape: Shape, *, same: bool
) -> Iterator[Pair]:
    """Pairs of a group whose other roles fit: those whose dates lie within, and whose figures support, the other's."""
    buckets: dict[tuple[Interval, ...], list[Form]] = defaultdict(list)
    for form in candidates:
        buckets[form.spans].append(form)
    met: dict[tuple[tuple[Interval, ...], bool], list[Form]] = defaultdict(list)
    around = _around({spans for _, spans in group}, buckets.keys(), nearest=not shape.counted)
    for form, spans in group:
        for bucket in around[spans]:
            met[bucket, same and bucket == spans].append(form)
    for (bucket, alike), forms in met.items():
        if shape.counted:
            general = [(form.iri, form.quantity) for form in buckets[bucket] if form.quantity]
            yield from wider([(form.iri, form.quantity) for form in forms if form.quantity], general, same=alike)
        else:
            yield from ((one.iri, other.iri) for one in forms for other in buckets[bucket] if one.iri != other.iri)


def _around(
    inside: Iterable[tuple[Interval, ...]], buckets: Iterable[tuple[Interval, ...]], *, nearest: bool
) -> dict[tuple[Interval, ...], list[tuple[Interval, ...]]]:
    """For each tuple of spans the buckets whose spans contain them one by one; of one span alone only the nearest."""
    known, wanted = set(buckets), set(inside)
    width = len(next(iter(known)))
    if width == 1 and nearest:
        steps = narrowest([span for (span,) in known], [span for (span,) in wanted])
        return {each: [*([each] if each in known else []), *((step,) for step in steps[each[0]])] for each in wanted}
    wider_spans = [containing({spans[at] for spans in known}, {spans[at] for spans in wanted}) for at in range(width)]
    return {
        each: [spans for spans in product(*(wider_spans[at][each[at]] for at in range(width))) if spans in known]
        for each in wanted
    }


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
