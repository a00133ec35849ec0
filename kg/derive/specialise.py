"""Which propositions say the same in narrower terms: P specialises Q.

They are of one class, and each role of Q is one of P's, with a value that is equal or broader: place within place,
event within event, span within span, "at least n" from a larger figure. Of a role with several values each value of Q
must be equal to or broader than one of P's. A nested proposition is compared by its name.

For each pair of frames P's values are projected onto Q's roles, widened along the hierarchies and looked up by hash;
what is left, dates and figures, is swept. Time grows with the number of propositions times the frames of their class,
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
from kg.derive.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.derive.facts import Facts, Index, Values
    from kg.derive.forms import Form, Forms, Frame
    from kg.derive.rows import Pair
    from kg.schema import Schema

Key = tuple[int, ...]


def specialise(facts: Facts, schema: Schema) -> Index:
    """Proposition → the nearest propositions that it specialises, sorted; those that specialise none are left out."""
    former = Former(facts, schema)
    found: dict[str, set[str]] = defaultdict(set)
    for cls, forms in former.classes().items():
        hierarchies = former.broader(cls)
        for general in forms:
            table = _Table(general, forms[general], hierarchies, former)
            for narrow, broad in table.pairs(forms):
                found[narrow].add(broad)
    return _reduced(found)


class _Table:
    """The propositions of one frame by their values, to be hit by those that may specialise them."""

    def __init__(self, frame: Frame, forms: list[Form], hierarchies: dict[str, str], former: Former) -> None:
        self._frame, self._former = frame, former
        self._along = [hierarchies.get(role) for role in frame.roles]
        alike: dict[tuple[Key, Values, bool], list[Form]] = defaultdict(list)
        for form in forms:
            alike[form.values, form.dates, form.quantity is None].append(form)
        self._rows: dict[Key, list[Rows]] = defaultdict(list)
        for (values, _, _), group in alike.items():
            self._rows[values].append(Rows(group))
        self._known = [{key[at] for key in self._rows} for at in range(len(frame.roles))]
        self._choices: list[dict[int, list[int]]] = [{} for _ in frame.roles]

    def pairs(self, forms: Forms) -> Iterator[Pair]:
        """All pairs of a proposition of some frame and a row that it specialises, or the next ones on the way."""
        for each in self._rows.values():
            for rows in each:
                yield from rows.among()
        for frame, members in forms.items():
            if set(self._frame.roles) <= set(frame.roles):
                yield from self._hits(frame, members)

    def _hits(self, specific: Frame, members: list[Form]) -> Iterator[Pair]:
        places = [specific.roles.index(role) for role in self._frame.roles]
        projected: dict[Key, list[Form]] = defaultdict(list)
        for form in members:
            values = form.values
            projected[tuple([values[at] for at in places])].append(form)
        hits: dict[Key, list[Form]] = defaultdict(list)
        for values, group in projected.items():
            for key in self._keys(values):
                hits[key] += group
        for key, group in hits.items():
            for rows in self._rows[key]:
                yield from rows.hit(group)

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
        former, along, size, known = self._former, self._along[at], self._frame.sizes[at], self._known[at]
        values = former.meaning[code]
        reach = set(values) if along is None else {wide for value in values for wide in former.widen(value, along)}
        if comb(len(reach), size) > len(known):
            return [other for other in known if reach.issuperset(former.meaning[other])]
        codes = (former.codes.get(part) for part in combinations(sorted(reach), size))
        return [other for other in codes if other in known]


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
