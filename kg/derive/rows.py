"""Of propositions whose other roles fit, which lie within which by their dates and figures.

Dates are compared by their computed bounds, figures by what their words allow. With one date and no figure a single
sweep finds the narrowest spans. Otherwise each proposition looks at the spans around its own from the narrowest out,
and takes from each only what it does not have from one inside it; so the answer stays small, and time grows with the
number of spans around one another, which are few unless one figure is given for hundreds of nested periods.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from kg.derive.intervals import containing, narrowest
from kg.derive.quantities import Ladder

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from kg.derive.forms import Form
    from kg.derive.intervals import Interval
    from kg.derive.quantities import Figures, Quantity

Spans = tuple["Interval", ...]
Pair = tuple[str, str]


class Rows:
    """Propositions with the same values that fill the same dates, all with a figure or all without, by their spans."""

    def __init__(self, forms: list[Form]) -> None:
        self._dates, self._counted = forms[0].dates, forms[0].quantity is not None
        self._buckets: dict[Spans, list[Form]] = defaultdict(list)
        for form in forms:
            self._buckets[form.spans].append(form)
        self._home = {form.iri: form.spans for form in forms}
        self._ladders = {spans: Ladder(_figures(bucket)) for spans, bucket in self._buckets.items() if self._counted}

    def among(self) -> Iterator[Pair]:
        """Pairs with the same spans, of which the first specialises the second."""
        for ladder in self._ladders.values():
            yield from ladder.among()
        for bucket in () if self._counted else self._buckets.values():
            yield from ((one.iri, other.iri) for one in bucket for other in bucket if one is not other)

    def hit(self, forms: list[Form]) -> Iterator[Pair]:
        """Pairs of a proposition whose values fit and a row that it specialises.

        A row is not paired with those of its own spans: that is `among`.
        """
        group = [(form, self._spans(form)) for form in forms if self._may_fit(form)]
        around = self._around({spans for _, spans in group}) if group else {}
        for form, spans in group:
            home = self._home.get(form.iri)
            known: list[tuple[Spans, Quantity | None]] = []
            for bucket in around[spans]:
                if bucket != home:
                    targets = self._targets(form, bucket, [each for at, each in known if _inside(at, bucket)])
                    known += [(bucket, figure) for _, figure in targets]
                    yield from ((form.iri, target) for target, _ in targets)

    def _may_fit(self, form: Form) -> bool:
        """Whether a form has all that the rows have, and is not alone among them; most dates are simply the same."""
        if form.iri in self._home and len(self._buckets) == 1:
            return False
        dated = form.dates == self._dates or set(self._dates) <= set(form.dates)
        return dated and (form.quantity is not None or not self._counted)

    def _spans(self, form: Form) -> Spans:
        if form.dates == self._dates:
            return form.spans
        return tuple([form.spans[form.dates.index(date)] for date in self._dates])

    def _targets(self, form: Form, bucket: Spans, known: list[Quantity | None]) -> list[tuple[str, Quantity | None]]:
        if not self._counted:
            return [] if known else [(row.iri, None) for row in self._buckets[bucket]]
        figures = [figure for figure in known if figure]
        return [*self._ladders[bucket].below(form.quantity, figures)] if form.quantity else []

    def _around(self, inside: Set[Spans]) -> dict[Spans, list[Spans]]:
        """For each tuple of spans the buckets that contain it, from the narrowest out; of one date only the nearest."""
        buckets, width = self._buckets.keys(), len(self._dates)
        if not width:
            return {(): [()]}
        if width == 1 and not self._counted:
            steps = narrowest([span for (span,) in buckets], [span for (span,) in inside])
            return {each: [*({each} & buckets), *((step,) for step in steps[each[0]])] for each in inside}
        outer = [containing({spans[at] for spans in buckets}, {spans[at] for spans in inside}) for at in range(width)]
        order = {spans: rank for rank, spans in enumerate(_outward(buckets))}
        found: dict[Spans, list[Spans]] = {}
        for each in inside:
            choices = product(*(outer[at][each[at]] for at in range(width)))
            found[each] = sorted((spans for spans in choices if spans in order), key=order.__getitem__)
        return found


def _figures(forms: list[Form]) -> Figures:
    return [(form.iri, form.quantity) for form in forms if form.quantity]


def _inside(inner: Spans, outer: Spans) -> bool:
    return all(around[0] <= span[0] and span[1] <= around[1] for span, around in zip(inner, outer, strict=True))


def _outward(buckets: Set[Spans]) -> list[Spans]:
    """In an order in which whatever lies inside another comes before it."""
    by_end = sorted(buckets, key=lambda spans: [end for _, end in spans])
    return sorted(by_end, key=lambda spans: [start for start, _ in spans], reverse=True)
