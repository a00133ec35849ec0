"""Gather dated propositions and dated claims from a built case.

Which properties are dates, and what their bounds are called, the ontology says; so a new kind of date appears here by
itself. Nothing is dropped unseen: what has no date is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.schema import CT, PROV, load, shorten
from kg.tell import about, heard, told
from kg.timeline.model import Moment, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema import PropertyTerm
    from kg.tell import Reader, Told

DATED = """SELECT ?thing ?dated ?low ?high WHERE {{
  ?thing {prop} ?dated OPTIONAL {{ ?thing {low} ?low }} OPTIONAL {{ ?thing {high} ?high }}
}} ORDER BY ?thing"""
SAID, SPOKEN_OF = "said", "spoken of"
NOBODY = "said by nobody for itself"  # a condition, or a part of something else that is said


class _Date(NamedTuple):
    which: str
    dated: str
    earliest: str
    latest: str


def gather(reader: Reader, iri: str = "", *, since: str = "", until: str = "") -> Timeline:
    """The timeline of one thing, or of the whole case; `since` and `until` are ISO days, an overlap is enough."""
    dates = _dates(reader)
    propositions = about(reader, iri) if iri else reader.instances(CT.Proposition)
    claims = _claims(reader, iri, propositions) if iri else reader.instances(CT.Claim)
    moments = [moment for name in propositions for moment in _spoken_of(reader, name, dates.get(name, []))]
    moments += [moment for name in claims for moment in _said(reader, name, dates.get(name, []), set(propositions))]
    undated = sum(name not in dates for name in (*propositions, *claims))
    within = [moment for moment in moments if _overlaps(moment, since, until)]
    shown = tuple(sorted(within, key=lambda m: (m.earliest or m.latest, m.latest or "9", m.kind, m.what, m.iri)))
    return Timeline(reader.label(iri) if iri else "", shown, undated, len(moments) - len(within))


def _claims(reader: Reader, iri: str, propositions: list[str]) -> list[str]:
    """The claims that the thing makes, and those that are about it."""
    stating = {claim for name in propositions for claim in reader.subjects("ct:states", name)}
    return sorted(stating.union(reader.subjects(shorten(PROV.wasAttributedTo), iri)))


def _dates(reader: Reader) -> dict[str, list[_Date]]:
    """Every date of every thing, by its IRI."""
    found: dict[str, list[_Date]] = {}
    for prop in sorted(load().properties.values(), key=lambda prop: prop.label):
        if prop.lower and prop.upper:
            for thing, date in _of(reader, prop):
                found.setdefault(thing, []).append(date)
    return found


def _of(reader: Reader, prop: PropertyTerm) -> Iterator[tuple[str, _Date]]:
    query = DATED.format(prop=f"<{prop.iri}>", low=f"<{prop.lower}>", high=f"<{prop.upper}>")
    for row in reader.select(query):
        yield row["thing"], _Date(prop.label, row["dated"], row.get("low", ""), row.get("high", ""))


def _spoken_of(reader: Reader, proposition: str, dates: list[_Date]) -> Iterator[Moment]:
    claims = [heard(reader, claim) for claim in reader.subjects("ct:states", proposition)] if dates else []
    roots = int(reader.value(proposition, "ct:rootCount") or 0) if dates else 0
    for date in dates:
        disputed = reader.value(proposition, "ct:disputed") == "true"
        yield _moment(date, SPOKEN_OF, reader.label(proposition), claims, roots, disputed, proposition)


def _said(reader: Reader, iri: str, dates: list[_Date], wanted: set[str]) -> Iterator[Moment]:
    """The dates of a claim, with what it says that is asked about; of a claimant's own claims, all that it says."""
    for date in dates:
        stated = reader.values(iri, "ct:states")
        shown = [each for each in stated if each in wanted] or stated
        what = "; ".join(sorted(map(reader.label, shown))) or _words(told(reader, iri))
        yield _moment(date, SAID, what, [heard(reader, iri)], 0, False, iri)


def _words(claim: Told) -> str:
    """What stands for a claim that states nothing yet: its own words."""
    texts = (text for quotation in claim.quotations for text in (quotation.exact, *quotation.paraphrases) if text)
    return "words not coded: " + " … ".join(f"«{text}»" for text in texts)


def _moment(date: _Date, kind: str, what: str, claims: list[Told], roots: int, disputed: bool, iri: str) -> Moment:
    return Moment(
        earliest=date.earliest,
        latest=date.latest,
        kind=kind,
        what=what,
        which=date.which,
        dated=date.dated,
        stances=tuple(sorted({claim.said for claim in claims})) or (NOBODY,),
        bearings=tuple(sorted({claim.bearing for claim in claims})),
        roots=roots,
        disputed=disputed,
        claims=tuple(sorted(claim.id for claim in claims)),
        sources=tuple(sorted({claim.source for claim in claims})),
        iri=iri,
    )


def _overlaps(moment: Moment, since: str, until: str) -> bool:
    """Whether the moment may lie within the days asked for; an open side reaches anywhere."""
    after = not since or not moment.latest or moment.latest >= since
    return after and (not until or not moment.earliest or moment.earliest <= until)
