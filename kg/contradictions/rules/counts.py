"""Two figures for one population at one time cannot both hold: the least of one is above the most of the other.

The population is the same id, or ids that signed judgements hold to be one; so are unit, place and whatever else
narrows down who is counted. Bounds are those of the words: "at least" and a bare number set no most, "about" sets
neither. Figures without an as-of date are of the day on which they were said; those of a period that has ended can be
compared whenever they were said. Figures in one count series are updates, and those that go back to one work are a
matter of transmission.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict, Side
from kg.contradictions.times import moments, worded
from kg.derive.quantities import HIGHEST
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.contradictions.figures import Figure, Matter
    from kg.contradictions.grounds import Grounds
    from kg.contradictions.times import Span

NAME = "counts"
KINDS = ("countConflict",)
MOST = 100  # figures on either side of a gap that are compared one by one
SAID = "a figure without an as-of date is of the day on which it was said"
MONTH = "dates within one month are one time"
CUT = f"of figures that exclude one another the {MOST} furthest apart on either side were compared"
Pair = tuple["Figure", "Figure"]


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each population and time whose figures cannot all hold."""
    for matter, figures in grounds.figures.items():
        if all(figure.quantity.high == HIGHEST for figure in figures):
            continue  # nothing sets a most, so nothing can be above it
        by_period: dict[Span | None, list[Figure]] = defaultdict(list)
        for figure in figures:
            by_period[figure.period].append(figure)
        for period, group in by_period.items():
            for when, here, around in moments(group, lambda figure: figure.time):
                pairs = [pair for pair in clashes(here, around) if _counts(pair, grounds)]
                if pairs:
                    yield _conflict(grounds, matter, period, when, pairs)


def clashes(here: list[Figure], around: list[Figure]) -> Iterator[Pair]:
    """Pairs of figures, one of them `here`, of which the first lies wholly below the second.

    No figure is against itself, though "fewer than 0" allows nothing.
    """
    together = [*here, *around]
    most = min((figure.quantity.high for figure in together), default=HIGHEST)
    least = max((figure.quantity.low for figure in together), default=most)
    if least <= most:
        return
    own = {id(figure) for figure in here}
    below = sorted((f for f in together if f.quantity.high < least), key=lambda f: (f.quantity.high, f.proposition))
    above = sorted((f for f in together if f.quantity.low > most), key=lambda f: (f.quantity.low, f.proposition))
    for low in below[:MOST]:
        for high in above[-MOST:]:
            if low is not high and low.quantity.high < high.quantity.low and (id(low) in own or id(high) in own):
                yield low, high


def _counts(pair: Pair, grounds: Grounds) -> bool:
    low, high = pair
    return not grounds.in_one_series(low, high) and not grounds.one_root([*low.claims, *high.claims])


def _conflict(grounds: Grounds, matter: Matter, period: Span | None, when: Span, pairs: list[Pair]) -> Conflict:
    low, high = max(pairs, key=_gap)
    involved = {id(figure): figure for pair in pairs for figure in pair}.values()
    whose, at = whom(grounds, matter), f", as of {worded(when)}" if worded(when) else ""
    most, least = low.quantity.high[0], high.quantity.low[0]
    because = (
        f"“{low.words}” allows at most {most:,}, “{high.words}” at least {least:,}: {least:,} is more than {most:,}, "
        f"so both cannot hold of {whose}."
    )
    assumed = [SAID] * any(not figure.dated and worded(figure.time) for figure in involved)
    assumed += [MONTH] * (len({figure.time for figure in involved}) > 1)
    assumed += [CUT] * (len(pairs) >= MOST * MOST)
    key = (*matter[:3], *matter.rest, worded(period), worded(when))
    return Conflict(NAME, CT.countConflict, key, f"the number of {whose}{at}", because, sides(involved), tuple(assumed))


def _gap(pair: Pair) -> tuple[float, str, str]:
    low, high = pair
    return float(high.quantity.low[0]) - float(low.quantity.high[0]), low.proposition, high.proposition


def whom(grounds: Grounds, matter: Matter) -> str:
    """Whom the figures count, in words."""
    return grounds.label(matter.population)


def sides(figures: Iterable[Figure], *, agrees: bool = False) -> tuple[Side, ...]:
    """One side for each figure in its words, from the smallest."""
    by_words: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_words[figure.number or 0, figure.quantity.bounds, figure.words].append(figure)
    return tuple(
        Side(
            str(words[-1]),
            tuple(sorted({each.proposition for each in group})),
            tuple(sorted({claim.iri for each in group for claim in each.claims})),
            agrees,
        )
        for words, group in sorted(by_words.items())
    )
