"""Of propositions whose other roles fit, which lie within which by their dates and figures.

Dates are compared by their computed bounds, figures by what their words allow. Every span and every lower bound is a
dimension, and each proposition takes the nearest of what lies above it in all of them (see `above`): what lies beyond
these they support themselves. A figure that is borne out only by the same figure is compared with those alone.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from kg.derive.above import Above
from kg.derive.quantities import Ladder, as_equal, lower_bound, open_ended

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kg.derive.above import Point
    from kg.derive.forms import Form
    from kg.derive.intervals import Interval
    from kg.derive.quantities import Figures

Spans = tuple["Interval", ...]
Pair = tuple[str, str]
SPAN, LEAST = (True, False), (True,)  # an earlier start, a later end and a smaller figure lie above


class Rows:
    """Propositions with the same values that fill the same dates, all with a figure or all without, by their spans."""

    def __init__(self, forms: list[Form]) -> None:
        self._dates, self._counted = forms[0].dates, forms[0].quantity is not None
        self._buckets: dict[Spans, list[Form]] = defaultdict(list)
        for form in forms:
            self._buckets[form.spans].append(form)
        self._home = {form.iri for form in forms}
        self._made: dict[Hashable, _Layer] | None = None

    def among(self) -> Iterator[Pair]:
        """Pairs with the same spans, of which the first specialises the second."""
        for bucket in self._buckets.values():
            if self._counted:
                yield from Ladder(_figures(bucket)).among()
            else:
                yield from ((one.iri, other.iri) for one in bucket for other in bucket if one is not other)

    def hit(self, forms: list[Form]) -> Iterator[Pair]:
        """Pairs of a proposition whose values fit and a row that it specialises.

        A row is not paired with those of its own spans: that is `among`.
        """
        for form in forms:
            if self._may_fit(form):
                home, spans = form.iri in self._home, _flat(self._spans(form))
                for layer, more in self._asked(form):
                    yield from ((form.iri, target) for target in layer.above((*spans, *more), len(spans), home=home))

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

    def _asked(self, form: Form) -> Iterator[tuple[_Layer, Point]]:
        """The layers that may hold what a form specialises, each with what the form is there besides its spans."""
        layers = self._layers()
        if not self._counted:
            yield layers[None], ()
        elif form.quantity:
            equal, least = as_equal(form.quantity), lower_bound(form.quantity)
            if equal in layers:
                yield layers[equal], ()
            if least is not None and LEAST in layers:
                yield layers[LEAST], (least,)

    def _layers(self) -> dict[Hashable, _Layer]:
        """The rows by what decides beside their spans: nothing, the same figure, or being an open-ended `at least`."""
        if self._made is None:
            rows: dict[Hashable, dict[Point, list[str]]] = defaultdict(lambda: defaultdict(list))
            for form in chain.from_iterable(self._buckets.values()):
                spans, figure = _flat(form.spans), form.quantity
                if figure is None or figure.equal is not None:
                    rows[figure.equal if figure else None][spans].append(form.iri)
                elif open_ended(figure):
                    rows[LEAST][*spans, figure.low].append(form.iri)
            falling = SPAN * len(self._dates)
            self._made = {
                kind: _Layer(found, falling + LEAST if kind == LEAST else falling) for kind, found in rows.items()
            }
        return self._made


class _Layer:
    """Propositions by the point at which they lie."""

    def __init__(self, rows: dict[Point, list[str]], falling: tuple[bool, ...]) -> None:
        self._rows, self._above = rows, Above(rows, falling)

    def above(self, point: Point, width: int, *, home: bool) -> Iterator[str]:
        """The nearest propositions above a point; for one of the rows, those of its own spans are left out."""
        for found in self._above.nearest(point, own=home):
            if not home or found[:width] != point[:width]:
                yield from self._rows[found]


def _flat(spans: Spans) -> Point:
    return tuple(chain.from_iterable(spans))


def _figures(forms: list[Form]) -> Figures:
    return [(form.iri, form.quantity) for form in forms if form.quantity]
