"""Which propositions say the same in narrower terms: P specialises Q.

They are of one class, and each role of Q is one of P's, with a value that is equal or broader: place within place,
event within event, span within span, "at least n" from a larger figure. Of a role with several values each value of Q
must be equal to or broader than one of P's. A nested proposition is compared by its name.

For each pair of frames P's values are projected onto Q's roles and looked up with all that is broader (see `keys`);
what is left, dates and figures, is looked up likewise (see `rows`). Time grows with the number of propositions times
the frames of their class, and with the answer.

What is guaranteed: the transitive closure of the answer is the whole relation. It is near the smallest such answer: of
a chain of spans or bounds only the next link is there, and a step that one other proposition already bridges is left
out. Two propositions that specialise each other (one span written in two ways, "more than 9" and "at least 10") mean
the same; both steps are there, and there is no other kind of circle, because every part of the comparison is a partial
order on meanings.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.derive.forms import Former
from kg.derive.keys import Keys
from kg.derive.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.derive.facts import Facts, Index, Values
    from kg.derive.forms import Form, Forms, Frame
    from kg.derive.keys import Key
    from kg.derive.quantities import Quantity
    from kg.derive.rows import Pair, Spans
    from kg.schema import Schema

Sign = tuple["Values", "Spans", "Quantity | None"]


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
        self._frame = frame
        alike: dict[tuple[Key, Values, bool], list[Form]] = defaultdict(list)
        for form in forms:
            alike[form.values, form.dates, form.quantity is None].append(form)
        self._rows: dict[Key, list[Rows]] = defaultdict(list)
        self._signs: dict[Key, set[Sign]] = defaultdict(set)
        for (values, _, _), group in alike.items():
            self._rows[values].append(Rows(group))
            self._signs[values].update(map(_sign, group))
        self._keys = Keys(self._rows, frame, hierarchies, former)

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
        projected: dict[tuple[Key, Sign], list[Form]] = defaultdict(list)
        for form in members:
            values = form.values
            projected[tuple([values[at] for at in places]), _sign(form)].append(form)
        hits: dict[Key, list[Form]] = defaultdict(list)
        for (values, sign), group in projected.items():
            for key in self._keys.above(values, self._holding(sign), own=specific == self._frame):
                hits[key] += group
        for key, group in hits.items():
            for rows in self._rows[key]:
                yield from rows.hit(group)

    def _holding(self, sign: Sign) -> Callable[[Key], bool]:
        """Whether a key has a row with the same dates and figure: that one supports all that lies beyond it."""
        return lambda key: sign in self._signs[key]


def _sign(form: Form) -> Sign:
    return form.dates, form.spans, form.quantity


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
