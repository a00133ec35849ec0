"""How far the recording of each claim has come: quoted, coded, reviewed; by whom, and where it stands.

Read off the files, with nothing compiled: a list of work must be there before the coffee is. A claim that says nothing
of its status is coded, since it states something; one without an id is not counted here, and `kg fmt` issues it one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.entry.beside import quotations
from kg.entry.quoting import one_line
from kg.schema import CT, OA, PROV
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.entry.desk import Desk
    from kg.findings import Position
    from kg.paper.page import Page
    from kg.resolve.index import Stated

HEADER = ("status", "claim", "source", "claimant", "codedBy", "reviewedBy", "words", "entered")
LONGEST = 80  # characters of a quotation that a row shows


@dataclass(frozen=True, slots=True)
class Recorded:
    """A claim with its status; `rank` orders the statuses."""

    status: str
    rank: int
    id: str
    source: str
    claimant: str
    coder: str
    reviewer: str
    words: str
    place: Position

    def row(self) -> dict[str, str]:
        """The claim as a row of a table, by the columns of HEADER."""
        cells = (self.status, self.id, self.source, self.claimant, self.coder, self.reviewer, self.words)
        return dict(zip(HEADER, (*cells, f"{self.place.file}:{self.place.line}"), strict=True))

    def lines(self, page: Page) -> Iterator[str]:
        """The claim as people read it: what is to be opened first, then who said what, and who entered it."""
        yield f"{self.status}  {self.id}  {self.place.file}:{self.place.line}"
        people = (("coded by", self.coder), ("reviewed by", self.reviewer))
        signed = [f"{word} {name}" for word, name in people if name]
        told = visible(f"{self.claimant}: {self.words}{''.join(f' · {each}' for each in signed)}")
        yield from page.wrap(told, "    ")


def recorded(desk: Desk) -> list[Recorded]:
    """Every claim that has an id, those that are quoted only first."""
    found = [_recorded(desk, claim) for claim in desk.index.claims]
    return sorted(found, key=lambda each: (each.rank, each.source, each.place))


def _recorded(desk: Desk, claim: Stated) -> Recorded:
    codes = desk.schema.codes(CT.CodingStatus)
    said = desk.said(claim, CT.codingStatus)
    status = codes.get(said, desk.schema.concepts[CT.coded])
    return Recorded(
        status=said or status.key,
        rank=int(status.marks["rank"]),
        id=claim.id,
        source=desk.said(claim, CT.source),
        claimant=desk.said(claim, PROV.wasAttributedTo),
        coder=desk.said(claim, CT.codedBy),
        reviewer=desk.said(claim, CT.reviewedBy),
        words=_words(desk, claim),
        place=claim.place,
    )


def _words(desk: Desk, claim: Stated) -> str:
    entry = claim.entries.get(desk.key(CT.passage))
    words = " | ".join(map(one_line, quotations(entry.value, desk.key(OA.exact)))) if entry else ""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def counted(found: Iterable[Recorded], desk: Desk) -> Iterator[tuple[str, ...]]:
    """For each source how many claims have each status, most to be done first; the last row is of all."""
    statuses = columns(desk)
    by_source: dict[str, Counter[str]] = {}
    for each in found:
        by_source.setdefault(each.source, Counter())[each.status] += 1
    order = sorted(by_source, key=lambda name: ([-by_source[name][status] for status in statuses], name))
    total = sum(by_source.values(), Counter())
    for name, counts in [*((name, by_source[name]) for name in order), ("all", total)]:
        yield (name, *(str(counts[status]) for status in statuses), str(counts.total()))


def columns(desk: Desk) -> list[str]:
    """The codes of the statuses in their order."""
    codes = desk.schema.codes(CT.CodingStatus)
    return sorted(codes, key=lambda key: int(codes[key].marks["rank"]))
