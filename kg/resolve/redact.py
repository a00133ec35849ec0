"""The words around an open quotation, where they would show words of a withheld one in the same source.

A passage stores the characters before and after it and its whole sentence. If a withheld passage stands there, these
are dropped and the quotation stands alone; if the two overlap, the open one is withheld too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.records import Record
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AROUND = {OA.prefix, OA.suffix, CT.context}


class Stretch(NamedTuple):
    """A piece of a source's text, in code points; the end is not part of it."""

    start: int
    end: int


class Closed:
    """The stretches of every source that are withheld, joined and sorted, so that one look-up tells."""

    def __init__(self, claims: Iterable[Record]) -> None:
        spans: dict[str, list[Stretch]] = defaultdict(list)
        for claim in claims:
            for passage in passages(claim):
                spans[passage.text(OA.hasSource)] += exact_stretch(passage)
        self._ends = {source: [s.end for s in _joined(found)] for source, found in spans.items()}
        self._starts = {source: [s.start for s in _joined(found)] for source, found in spans.items()}

    def touches(self, source: str, stretch: Stretch) -> bool:
        """Whether any withheld character of the source lies in the stretch."""
        ends = self._ends.get(source, [])
        first = bisect_left(ends, stretch.start + 1)
        return first < len(ends) and self._starts[source][first] < stretch.end


def passages(claim: Record) -> Iterator[Record]:
    """The passages of a claim."""
    return (s.value for s in claim.all(CT.passage) if isinstance(s.value, Record))


def exact_stretch(passage: Record) -> list[Stretch]:
    """Where the quotation stands; empty where its source is not held."""
    for selector in _selectors(passage):
        if start := selector.text(OA.start):
            return [Stretch(int(start), int(selector.text(OA.end)))]
    return []


def overlaps(claim: Record, closed: Closed) -> bool:
    """Whether a quotation of the claim has withheld words in it."""
    return any(
        closed.touches(passage.text(OA.hasSource), stretch)
        for passage in passages(claim)
        for stretch in exact_stretch(passage)
    )


def redacted(claim: Record, closed: Closed) -> Record:
    """The claim without the surroundings of those passages whose surroundings hold withheld words."""
    near = {
        passage.iri
        for passage in passages(claim)
        for stretch in exact_stretch(passage)
        if closed.touches(passage.text(OA.hasSource), _surroundings(passage, stretch))
    }
    return _without(claim, near) if near else claim


def _surroundings(passage: Record, exact: Stretch) -> Stretch:
    texts = {
        prop: next((s.text(prop) for s in _selectors(passage) if s.text(prop)), "") for prop in AROUND | {OA.exact}
    }
    context = passage.text(CT.context)
    # The words may stand twice in their sentence: both places it may begin at are taken, rather than the wrong one.
    begins = exact.start - max(context.rfind(texts[OA.exact]), 0)
    ends = exact.start - max(context.find(texts[OA.exact]), 0) + len(context)
    return Stretch(min(begins, exact.start - len(texts[OA.prefix])), max(ends, exact.end + len(texts[OA.suffix])))


def _without(record: Record, near: set[str]) -> Record:
    kept = [
        s._replace(value=_stripped(s.value) if s.value.iri in near else s.value) if isinstance(s.value, Record) else s
        for s in record.statements
    ]
    return replace(record, statements=tuple(kept))


def _stripped(record: Record) -> Record:
    kept = (s for s in record.statements if s.property not in AROUND)
    inner = (s._replace(value=_stripped(s.value)) if isinstance(s.value, Record) else s for s in kept)
    return replace(record, statements=tuple(inner))


def _selectors(passage: Record) -> Iterator[Record]:
    return (s.value for s in passage.all(OA.hasSelector) if isinstance(s.value, Record))


def _joined(found: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in sorted(found):
        if joined and stretch.start <= joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, stretch.end))
        else:
            joined.append(stretch)
    return joined
