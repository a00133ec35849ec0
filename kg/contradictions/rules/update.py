"""Figures that continue one another: each takes the place of the one before it, and none contradicts another.

Which figures do so is a signed judgement (a CountSeries and the claims put into it), never a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict
from kg.contradictions.rules.counts import sides
from kg.contradictions.times import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.figures import Figure
    from kg.contradictions.grounds import Grounds

NAME = "update"
KINDS: tuple[str, ...] = ()


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One note for each series with more than one figure."""
    for row, figures in rows(grounds):
        if len(figures) > 1:
            chain = " → ".join(f"{each.words} ({worded(each.time)})" for each in figures)
            because = f"{chain}: updates of one another, by signed judgement."
            ordered = tuple(side for each in figures for side in sides([each]))
            yield Conflict(NAME, "", (row,), grounds.label(row), because, ordered, series=row)


def rows(grounds: Grounds) -> Iterator[tuple[str, list[Figure]]]:
    """Each series with its figures in order of time; a figure without any time is left out."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figures in grounds.figures.values() if grounds.series else ():
        for figure in figures:
            for row in {row for claim in figure.claims for row in grounds.series.get(claim.iri, ())}:
                members = tuple(claim for claim in figure.claims if row in grounds.series.get(claim.iri, ()))
                if figure.number is not None and figure.time is not None:
                    found[row].append(figure._replace(claims=members))
    for row in sorted(found):
        yield row, sorted(_of_one_kind(found[row]), key=lambda f: (f.time or ("", ""), f.number or 0, f.proposition))


def _of_one_kind(figures: list[Figure]) -> list[Figure]:
    """Where claims of a series give several figures, those of the population that most of its claims count."""
    counted = Counter(figure.matter.population for figure in figures for _ in figure.claims)
    by_claim: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for claim in figure.claims:
            by_claim[claim.iri].append(figure)
    chosen = [max(each, key=lambda f: (counted[f.matter.population], f.proposition)) for each in by_claim.values()]
    return list({figure.proposition + str(figure.time): figure for figure in chosen}.values())
