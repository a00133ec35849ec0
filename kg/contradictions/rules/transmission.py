"""Relays of one root give figures of which none is the other, rounded: they are one witness, and somebody slipped.

A relay agrees with its root if it repeats its figure, or that figure rounded in the direction of its own words: "more
than 2,400" agrees with 2,442, and 2,422 does not. Papers that differ on one report are one witness and a slip, never
two witnesses. Those that agree are shown beside the others. Figures that a work gives for different days or periods,
and figures in one count series, are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.contradictions.rules.counts import sides, whom
from kg.contradictions.times import overlap, worded
from kg.derive.components import Groups
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.figures import Figure, Matter
    from kg.contradictions.grounds import Grounds
    from kg.derive.facts import Claim

NAME = "transmission"
KINDS = ("transmissionConflict",)
MOST = 60  # figures of one work and population that are compared with one another


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each work, population and time of which relays give figures that do not agree."""
    for matter, figures in grounds.figures.items():
        if len(figures) > 1:
            for work, given in by_work(grounds, figures).items():
                yield from _of_work(grounds, matter, work, given)


def by_work(grounds: Grounds, figures: list[Figure]) -> dict[str, list[Figure]]:
    """The figures by the work that their claims go back to: one for each proposition, with the claims on that work."""
    behind: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    known = {figure.proposition: figure for figure in figures if figure.number is not None}
    for figure in figures:
        for claim in figure.claims if figure.proposition in known else ():
            behind[grounds.root(claim)][figure.proposition].append(claim)
    return {
        root: [known[name]._replace(claims=tuple(claims), time=None) for name, claims in sorted(said.items())]
        for root, said in sorted(behind.items())
        if root in grounds.facts.works
    }


def firm(figures: list[Figure]) -> list[Figure]:
    """Those that are no other's figure rounded."""
    return [f for f in figures if not any(_is_rounded(f, other) for other in figures)]


def _is_rounded(figure: Figure, other: Figure) -> bool:
    return figure.number != other.number and _same_time(figure, other) and figure.rounds(other)


def _same_time(one: Figure, other: Figure) -> bool:
    return overlap(one.as_of, other.as_of) and overlap(one.period, other.period)


def _of_work(grounds: Grounds, matter: Matter, work: str, given: list[Figure]) -> Iterator[Conflict]:
    figures = sorted(given, key=lambda f: (f.number or 0, f.proposition))[:MOST]
    cut = (f"of {len(given)} figures the first {MOST} were compared",) * (len(given) > MOST)
    kept = firm(figures)
    groups = Groups(len(kept))
    odd: set[int] = set()
    for at, one in enumerate(kept):
        for further, other in enumerate(kept[at + 1 :], at + 1):
            if _disagree(grounds, one, other):
                groups.join(at, further)
                odd |= {at, further}
    members: dict[int, list[Figure]] = defaultdict(list)
    for at in sorted(odd):
        members[groups.find(at)].append(kept[at])
    for number, against in enumerate(members.values()):
        beside = [f for f in figures if f not in against and any(f.rounds(o) and _same_time(f, o) for o in against)]
        found = _conflict(grounds, matter, work, against, beside)
        yield found._replace(matter=(*found.matter, *[str(number)] * bool(number)), assumed=cut)


def _disagree(grounds: Grounds, one: Figure, other: Figure) -> bool:
    agree = one.rounds(other) or other.rounds(one)
    return not agree and _same_time(one, other) and not grounds.in_one_series(one, other)


def _conflict(grounds: Grounds, matter: Matter, work: str, against: list[Figure], beside: list[Figure]) -> Conflict:
    words = [f"“{each}”" for each in dict.fromkeys(figure.words for figure in against)]
    root, whose = grounds.label(work), whom(grounds, matter)
    because = (
        f"All go back to one root, {root}, and are one witness. {' and '.join(words)} differ, and none is another one "
        f"rounded: one of them is not what the root says, or it says both."
    )
    agreeing = dict.fromkeys(figure.words for figure in beside if figure.words not in {f.words for f in against})
    if agreeing:
        because += f" {' and '.join(f'“{each}”' for each in agreeing)} agrees, rounded."
    day = min(worded(figure.as_of) or worded(figure.period) for figure in against)
    return Conflict(
        NAME,
        CT.transmissionConflict,
        (work, *matter[:3], *matter.rest, day),
        f"the number of {whose}, as relayed from {root}",
        because,
        (*sides(against), *sides(beside, agrees=True)),
    )
