"""Which quotations of a source still stand in a newer text of it: at the same place, elsewhere, twice, or no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.resolve.case import resolve
from kg.resolve.passages import Ambiguous, Found, locate
from kg.resolve.quotes import quote_in
from kg.resolve.redact import exact_stretch, passages
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Position
    from kg.resolve.pagemap import PageMap
    from kg.resolve.passages import Snapshot
    from kg.resolve.records import Record
    from kg.source.desk import Desk

STANDS, MOVED, TWICE, LOST = "stands", "moved", "ambiguous", "lost"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of a claim and what became of it; places are code points, -1 where it is not, or was not, found."""

    claim: str
    state: str
    exact: str
    before: int
    after: int
    page: str
    detail: str
    place: Position


def quotations(at: Desk, source: str, new: Snapshot, pages: PageMap) -> list[Quotation]:
    """What becomes of every quotation of the source in a new text, in file order."""
    resolved, iri = resolve(at.tree, at.schema), at.index.known[source].iri
    claims = [record for record in (*resolved.records, *resolved.withheld) if record.cls == CT.Claim]
    found = [each for claim in claims if claim.text(CT.source) == iri for each in _of(claim, new, pages)]
    return sorted(found, key=lambda each: (each.place, each.claim))


def _of(claim: Record, new: Snapshot, pages: PageMap) -> Iterator[Quotation]:
    for passage in passages(claim):
        said = quote_in(passage)
        if said is not None:
            yield _compared(claim, passage, said, new, pages)


def _compared(claim: Record, passage: Record, said: Record, new: Snapshot, pages: PageMap) -> Quotation:
    name, exact = claim.iri.rpartition("/")[2], said.text(OA.exact)
    stretch = exact_stretch(passage)
    before = stretch[0].start if stretch else -1
    at = (said.first(OA.exact) or passage.statements[0]).place
    found = _located(said, new)
    if isinstance(found, Found):
        page = " ".join(f"{key} {told}" for key, told in pages.span(found.start, found.end).items() if key == "page")
        state = STANDS if found.start == before else MOVED
        return Quotation(name, state, exact, before, found.start, page, "", at)
    if isinstance(found, Ambiguous):
        return Quotation(name, TWICE, exact, before, -1, "", f"it stands {len(found.starts)} times", at)
    return Quotation(name, LOST, exact, before, -1, "", found, at)


def _located(said: Record, new: Snapshot) -> Found | Ambiguous | str:
    """Its place, its several places, or why there is none; what stood beside it before chooses among several."""
    try:
        found = locate(new, said.text(OA.exact))
        if isinstance(found, Ambiguous):
            beside = locate(new, said.text(OA.exact), said.text(OA.prefix), said.text(OA.suffix))
            found = beside if isinstance(beside, Found) else found
    except InputError as error:
        return error.message
    return found if isinstance(found, (Found, Ambiguous)) else found.difference
