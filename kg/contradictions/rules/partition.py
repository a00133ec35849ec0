"""A part is larger than its whole, or parts that make up a whole do not add up to it.

A part is larger if the least that its figure allows is above the most that the figure of its whole allows, at one time.
Parts are added up only where a source says that they make up the whole and nobody is counted twice (a Partition), and
only with figures of that source's own root: its own arithmetic. That one population is said to be part of another says
neither that there are no more parts nor that they do not overlap.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.contradictions.rounding import Direction
from kg.contradictions.rules.counts import MONTH, SAID, sides, whom
from kg.contradictions.rules.transmission import by_work, firm
from kg.contradictions.times import one_time, worded
from kg.derive.components import reached
from kg.derive.quantities import HIGHEST
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.figures import Figure
    from kg.contradictions.grounds import Grounds
    from kg.derive.facts import Proposition, Values

NAME = "partition"
KINDS = ("partitionConflict",)
MOST = 200  # figures of a whole with a most, beside which figures of its parts are held


def find(grounds: Grounds) -> Iterator[Conflict]:
    """Parts above their wholes, then partitions that do not add up."""
    yield from _larger(grounds)
    cls = iri(CT.Partition)
    for name in sorted(grounds.derived.standing.supporting):
        proposition = grounds.facts.propositions.get(name)
        if proposition and proposition.cls == cls:
            yield from _sums(grounds, proposition)


def _larger(grounds: Grounds) -> Iterator[Conflict]:
    count, parts_of = iri(CT.Count), grounds.facts.broader[CT.partOf]
    capped = {
        matter: sorted((f for f in figures if f.quantity.high != HIGHEST), key=lambda f: f.quantity.high)[:MOST]
        for matter, figures in grounds.figures.items()
        if matter.cls == count and any(f.quantity.high != HIGHEST for f in figures)
    }
    if not capped:
        return
    for matter, figures in grounds.figures.items():
        above = reached(parts_of, matter.population) if matter.population in parts_of else ()
        for whole in (matter._replace(population=each) for each in above if each != matter.population):
            yield from _above(grounds, figures, capped[whole]) if whole in capped else ()


def _above(grounds: Grounds, parts: list[Figure], wholes: list[Figure]) -> Iterator[Conflict]:
    """For each time and period at which parts are larger than their whole: the largest part, and the least whole."""
    found: dict[tuple[str, str], tuple[Figure, Figure]] = {}
    for part in sorted(parts, key=lambda f: (f.quantity.low, f.proposition)):
        for whole in wholes:
            if whole.quantity.high >= part.quantity.low:
                break
            if part.time and whole.time and one_time(part.time, whole.time) and part.period == whole.period:
                found[worded(part.time), worded(part.period)] = (part, whole)
                break
    yield from (_larger_part(grounds, *pair, key) for key, pair in found.items())


def _larger_part(grounds: Grounds, part: Figure, whole: Figure, when: tuple[str, str]) -> Conflict:
    least, most = part.quantity.low[0], whole.quantity.high[0]
    whose, of = whom(grounds, part.matter), whom(grounds, whole.matter)
    because = (
        f"{whose} belong to {of}; but “{part.words}” of the part is at least {least:,}, and “{whole.words}” of the "
        f"whole at most {most:,}: {least:,} is more than {most:,}."
    )
    assumed = [SAID] * any(not f.dated and worded(f.time) for f in (part, whole)) + [MONTH] * (part.time != whole.time)
    key = ("part", *part.matter[:3], whole.matter.population, *part.matter.rest, *when)
    both = (*sides([part]), *sides([whole]))
    return Conflict(NAME, CT.partitionConflict, key, f"{whose} as a part of {of}", because, both, tuple(assumed))


def _sums(grounds: Grounds, division: Proposition) -> Iterator[Conflict]:
    """For each work that divides the whole: its own figures of the parts against that of the whole."""
    whole, parts = division.roles[iri(CT.population)][0], division.roles.get(iri(CT.part), ())
    claims = grounds.derived.standing.supporting[division.iri]
    for work in sorted({grounds.root(claim) for claim in claims} & grounds.facts.works):
        found = {each: own_figures(grounds, work, each) for each in (whole, *parts)}
        if all(found.values()):
            yield from _sum(grounds, work, whole, parts, found)


def own_figures(grounds: Grounds, work: str, population: str) -> list[Figure]:
    """Counts of a population that go back to a work, without rounded ones; those that most claims give come first.

    Figures of which the words set no bound ("about") are no basis for arithmetic, and left out.
    """
    count = iri(CT.Count)
    matters = [each for each in grounds.matters.get(population, ()) if each.cls == count and not each.rest]
    figures = firm([f for matter in matters for f in by_work(grounds, grounds.figures[matter]).get(work, ())])
    usable = [figure for figure in figures if figure.way is not Direction.EITHER]
    return sorted(usable, key=lambda f: (-len(f.claims), -(f.number or 0), f.proposition))


def _sum(grounds: Grounds, work: str, whole: str, parts: Values, found: dict[str, list[Figure]]) -> Iterator[Conflict]:
    """A conflict where no choice among the figures that the work's relays give adds up."""
    choices = islice(product(*(found[part] for part in parts)), MOST)
    totals = [sum(figure.number or 0 for figure in choice) for choice in choices]
    if {figure.number for figure in found[whole]}.intersection(totals):
        return
    stated, whose = found[whole][0], grounds.label(whole)
    added = " + ".join(f"{found[part][0].number:,}" for part in parts)
    because = (
        f"By {grounds.label(work)}, {whose} consist of {' and '.join(grounds.label(part) for part in parts)}: "
        f"{added} = {totals[0]:,}, but the whole is given as “{stated.words}”."
    )
    both = tuple(side for each in (*parts, whole) for figure in found[each] for side in sides([figure]))
    about = f"the parts of {whose}, by {grounds.label(work)}"
    yield Conflict(NAME, CT.partitionConflict, ("sum", work, whole, *parts), about, because, both)
