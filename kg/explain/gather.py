"""Gather what a built case holds about an entity, a proposition or a claim.

An entity is explained by the propositions it plays a role in, one step through what qualifies them: that a claimant
calls an order a crime belongs under the person who is said to have given it, in that claimant's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kg.explain.model import Content, Explained, Quotation, Told
from kg.explain.reader import Reader
from kg.explain.silence import silences
from kg.schema import CT, expand

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store import Store

ROLES = """
SELECT DISTINCT ?proposition WHERE {{
  GRAPH kg:graph\\/propositions {{
    {{ ?proposition ?role <{iri}> }} UNION {{ ?proposition ct:qualifies ?inner . ?inner ?role <{iri}> }}
  }}
}} ORDER BY ?proposition
"""


def explain(store: Store, positions: Path, iri: str) -> Explained:
    """Everything about the thing with this IRI, which must be in the store."""
    reader = Reader(store, positions)
    types = reader.values(iri, "rdf:type")
    if CT.Claim in types:
        contents, claims = _of_claim(reader, iri)
    elif CT.Proposition in types:
        contents, claims = (content(reader, iri),), ()
    else:
        contents, claims = _of_entity(reader, iri)
    return Explained(
        iri, reader.label(iri), _kind(reader, iri), _names(reader, iri), reader.values(iri, "rdfs:comment"), reader.entered(iri),
        contents, claims, silences(reader, iri, contents),
    )  # fmt: skip


def _of_claim(reader: Reader, iri: str) -> tuple[tuple[Content, ...], tuple[Told, ...]]:
    return tuple(content(reader, stated) for stated in reader.values(iri, "ct:states")), (told(reader, iri),)


def _of_entity(reader: Reader, iri: str) -> tuple[tuple[Content, ...], tuple[Told, ...]]:
    rows = reader.select(ROLES.format(iri=iri))
    contents = [content(reader, row["proposition"]) for row in rows]
    claims = [told(reader, claim) for claim in reader.subjects("prov:wasAttributedTo", iri)]
    in_events = {content.iri for content in contents if reader.value(content.iri, "ct:event")}
    contents.sort(key=lambda content: (content.iri not in in_events, -len(content.claims), content.label))
    return tuple(contents), tuple(sorted(claims, key=_place))


def _place(claim: Told) -> tuple[str, int]:
    file, _, line = claim.entered.rpartition(":")
    return file, int(line or 0)


def _kind(reader: Reader, iri: str) -> str:
    stated = [
        quad[2][1:-1]
        for quad in reader.store.quads(s=f"<{iri}>", p=f"<{expand('rdf:type')}>")
        if "/graph/inferred" not in quad[3]
    ]
    return ", ".join(sorted(reader.label(cls) for cls in stated))


def _names(reader: Reader, iri: str) -> tuple[str, ...]:
    names = {*reader.values(iri, "rdfs:label"), *reader.values(iri, "skos:altLabel")} - {reader.label(iri)}
    return tuple(sorted(names))


def content(reader: Reader, iri: str) -> Content:
    """A proposition with every claim that states it, side by side."""
    claims = [told(reader, claim) for claim in reader.subjects("ct:states", iri)]
    return Content(
        iri, reader.label(iri), tuple(sorted(claims, key=lambda claim: (claim.bearing != "supports", claim.stance, claim.id))),
        reader.labels(iri, "ct:root"), reader.label(found) if (found := reader.value(iri, "ct:independence")) else "",
        reader.value(iri, "ct:disputed") == "true",
        reader.labels(iri, "ct:specialises"),
        tuple(sorted(reader.label(other) for other in reader.subjects("ct:specialises", iri))),
        tuple(sorted(claim.rpartition("/")[2] for claim in reader.subjects("ct:condition", iri))),
    )  # fmt: skip


def told(reader: Reader, iri: str) -> Told:
    """One claim; read once, however many propositions it states."""
    if iri not in reader.told:
        reader.told[iri] = _told(reader, iri)
    return cast("Told", reader.told[iri])


def _told(reader: Reader, iri: str) -> Told:
    stance = reader.value(iri, "ct:stance")
    quotations = tuple(_quotation(reader, passage) for passage in reader.values(iri, "ct:passage"))
    return Told(
        iri.rpartition("/")[2], iri, ", ".join(reader.labels(iri, "prov:wasAttributedTo")), reader.label(stance),
        reader.value(stance, "ct:bearing").rpartition("#")[2],
        reader.labels(iri, "ct:states"), ", ".join(reader.labels(iri, "ct:speechAct")),
        reader.values(iri, "ct:hedge"), reader.labels(iri, "ct:condition"), reader.labels(iri, "ct:evidentialBasis"),
        ", ".join(reader.labels(iri, "ct:work")), reader.labels(iri, "ct:relayedBy"), ", ".join(reader.labels(iri, "ct:source")),
        reader.value(iri, "ct:date"), quotations, reader.entered(iri),
    )  # fmt: skip


def _quotation(reader: Reader, iri: str) -> Quotation:
    exact, context, pinpoint = "", reader.value(iri, "ct:context"), []
    for selector in reader.values(iri, "oa:hasSelector"):
        exact = exact or reader.value(selector, "oa:exact")
        start, end = reader.value(selector, "oa:start"), reader.value(selector, "oa:end")
        pinpoint += [f"characters {start}-{end}"] if start else []
        pinpoint += [
            f"{word} {found}" for word in ("page", "paragraph") if (found := reader.value(selector, f"ct:{word}"))
        ]
    state = reader.value(iri, "ct:passageState")
    return Quotation(
        exact, context, context.find(exact) if exact else -1, ", ".join(pinpoint), reader.label(state) if state else ""
    )
