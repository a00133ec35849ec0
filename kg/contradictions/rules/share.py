"""A percentage does not go with the numbers of its part and its base, as one root gives them.

2,050 of 2,442 are 83.9 per cent, and "more than 85 per cent" does not fit that. A source often does not say of what it
takes a percentage; then the population that the part belongs to is taken as the base, and that is said. Only numbers
that go back to the same work as the percentage are used, and a conflict is reported only if none of the figures that
its relays give makes the percentage fit. A bare percentage may be rounded by half of its last place; "about" by a whole
one; words that set a bound are taken as they stand.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.contradictions.rounding import Direction, unit
from kg.contradictions.rules.counts import sides
from kg.contradictions.rules.partition import own_figures
from kg.contradictions.rules.transmission import by_work
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.figures import Figure
    from kg.contradictions.grounds import Grounds
    from kg.derive.facts import Values

NAME = "share"
KINDS = ("partitionConflict",)
HUNDRED = Decimal(100)
SHOWN = 3  # figures of a part or a base that are spelt out


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each percentage, work and base with whose numbers it does not go."""
    share = iri(CT.Share)
    for matter, figures in grounds.figures.items():
        if matter.cls == share:
            for work, given in by_work(grounds, figures).items():
                for figure in sorted(given, key=lambda each: each.proposition):
                    yield from _of_work(grounds, work, figure)


def _of_work(grounds: Grounds, work: str, share: Figure) -> Iterator[Conflict]:
    stated = grounds.facts.propositions[share.proposition].roles.get(iri(CT.base), ())
    parts = own_figures(grounds, work, share.matter.population)
    for base in stated or _assumed(grounds, share.matter.population):
        wholes = [figure for figure in own_figures(grounds, work, base) if figure.number]
        pairs = list(product(parts, wholes))
        if pairs and not any(_fits(share, *pair) for pair in pairs):
            yield _conflict(grounds, work, share, base, (parts, wholes), assumed=not stated)


def _assumed(grounds: Grounds, part: str) -> Values:
    """The populations that the part is directly said or registered to belong to."""
    registered = grounds.facts.broader[CT.partOf].get(part, ())
    counted = {
        value
        for matter in grounds.matters.get(part, ())
        for figure in grounds.figures[matter]
        for value in grounds.facts.propositions[figure.proposition].roles.get(iri(CT.partOf), ())
    }
    return tuple(sorted({*registered, *counted} - {part}))


def _ratio(part: Figure, whole: Figure) -> Decimal:
    return HUNDRED * (part.number or 0) / (whole.number or 1)


def _fits(share: Figure, part: Figure, whole: Figure) -> bool:
    ratio, stated = _ratio(part, whole), share.number or Decimal(0)
    if share.way in (Direction.NEAREST, Direction.NOWHERE):
        return abs(ratio - stated) <= unit(stated) / 2
    if share.way is Direction.EITHER:
        return abs(ratio - stated) < max(unit(stated), Decimal(1))
    low, high = share.quantity.low, share.quantity.high
    return low <= (ratio, 0) <= high


def _listed(figures: list[Figure]) -> str:
    return " or ".join(f"“{each}”" for each in dict.fromkeys(figure.words for figure in figures[:SHOWN]))


def _conflict(
    grounds: Grounds, work: str, share: Figure, base: str, numbers: tuple[list[Figure], list[Figure]], *, assumed: bool
) -> Conflict:
    parts, wholes = numbers
    whose, of = grounds.label(share.matter.population), grounds.label(base)
    found = [(part, whole, _ratio(part, whole).quantize(Decimal("0.1"))) for part, whole in product(parts, wholes)]
    sums = " and ".join(
        f"{part.number:,} / {whole.number:,} = {ratio} per cent" for part, whole, ratio in found[:SHOWN]
    )
    because = (
        f"By {grounds.label(work)}, {whose} numbered {_listed(parts)} and {of} {_listed(wholes)}: {sums}, "
        f"which {'is' if len(found) == 1 else 'are'} not “{share.words}”."
    )
    premise = (f"the percentage, whose base is not stated, is one of {of}",) if assumed else ()
    shown = (*sides([share]), *(side for figure in (*parts, *wholes) for side in sides([figure])))
    key = (work, share.matter.population, base, share.proposition)
    about = f"the percentage of {whose}, by {grounds.label(work)}"
    return Conflict(NAME, CT.partitionConflict, key, about, because, shown, premise)
