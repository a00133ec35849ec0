"""Gather what a built case holds about an entity, a proposition or a claim.

An entity is explained by the propositions that speak of it, under any id that judgements hold to be one with it, see
`kg.tell.about` and `kg.tell.one`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.backing import backing
from kg.explain.model import Content, Explained
from kg.explain.resting import resting, when
from kg.explain.silence import UNSPOKEN_OF, silences
from kg.quads import text_of
from kg.schema import CT, expand
from kg.tell import Reader, about, judged_one, one_with, root_labels, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.store import Store
    from kg.tell import Told

SPECIALISES = "ct:specialises"
WHOLES = (
    "SELECT DISTINCT ?whole WHERE {{ GRAPH kg:graph\\/propositions {{ ?whole (!rdf:type)+ <{iri}> }} }} ORDER BY ?whole"
)
NAMES = ("rdfs:label", "skos:altLabel")


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
    rests = tuple(resting(reader, iri))
    others = (*claims, *(claim for part in rests for claim in part.claims))
    return Explained(
        iri=iri,
        label=_title(claims[0]) if CT.Claim in types else reader.label(iri),
        kind=_kind(reader, iri),
        names=_names(reader, iri),
        notes=reader.values(iri, "rdfs:comment"),
        summaries=reader.values(iri, "ct:summary"),
        unverified=reader.values(iri, "ct:unverified"),
        one=judged_one(reader, iri),
        entered=reader.entered(iri),
        contents=contents,
        claims=claims,
        resting=rests,
        silences=silences(reader, iri, contents, others) if contents or others else (UNSPOKEN_OF,),
    )


def _title(claim: Told) -> str:
    return f"Claim {claim.id}: {claim.said}"


def _of_claim(reader: Reader, iri: str) -> tuple[tuple[Content, ...], tuple[Told, ...]]:
    return tuple(content(reader, stated) for stated in reader.values(iri, "ct:states")), (told(reader, iri),)


def _of_entity(reader: Reader, iri: str) -> tuple[tuple[Content, ...], tuple[Told, ...]]:
    contents = [content(reader, proposition) for proposition in about(reader, iri)]
    by = {claim for one in one_with(reader, iri) for claim in reader.subjects("prov:wasAttributedTo", one)}
    claims = [told(reader, claim) for claim in by]
    in_events = {content.iri for content in contents if reader.value(content.iri, "ct:event")}
    contents.sort(key=lambda content: (content.iri not in in_events, -len(content.claims), content.label))
    return tuple(contents), tuple(sorted(claims, key=when))


def _kind(reader: Reader, iri: str) -> str:
    types = reader.store.quads(s=f"<{iri}>", p=f"<{expand('rdf:type')}>")
    stated = (text_of(cls) for _, _, cls, graph in types if "/graph/inferred" not in graph)
    return ", ".join(sorted(reader.label(cls) for cls in stated))


def _names(reader: Reader, iri: str) -> tuple[str, ...]:
    """Its other names; one that a source is said to use comes with the claims that say so."""
    ones = one_with(reader, iri)
    names: dict[str, set[str]] = {name: set() for one in ones for prop in NAMES for name in reader.values(one, prop)}
    for naming in {naming for one in ones for naming in reader.subjects("ct:named", one)}:
        users = {
            told(reader, claim).id for claim in _stating(reader, naming) if told(reader, claim).bearing == "supports"
        }
        for name in reader.values(naming, "ct:name") if users else ():
            names.setdefault(name, set()).update(users)
    others = sorted(name for name in names if name != reader.label(iri))
    return tuple(f"{name} [{', '.join(sorted(names[name]))}]" if names[name] else name for name in others)


def content(reader: Reader, iri: str) -> Content:
    """A proposition with every claim that states it, or puts it forward together with others, side by side."""
    claims = [told(reader, claim) for claim in _stating(reader, iri)]
    independence = reader.value(iri, "ct:independence")
    roots = root_labels(reader, reader.values(iri, "ct:root"), reader.values(iri, "ct:supportedBy"))
    general, specific = (set(found) for found in (reader.values(iri, SPECIALISES), reader.subjects(SPECIALISES, iri)))
    return Content(
        iri=iri,
        label=reader.label(iri),
        claims=tuple(sorted(claims, key=lambda claim: (claim.bearing != "supports", claim.stance, claim.id))),
        roots=roots,
        independence=reader.label(independence) if independence else "",
        rests=_rests(reader, int(reader.value(iri, "ct:supportCount") or 0), roots, independence),
        disputed=reader.value(iri, "ct:disputed") == "true",
        same=_labels(reader, general & specific),
        more_general=_labels(reader, general - specific),
        more_specific=_labels(reader, specific - general),
        backing=backing(reader, iri),
        condition_of=tuple(sorted(claim.rpartition("/")[2] for claim in reader.subjects("ct:condition", iri))),
        within=() if claims else tuple(sorted(_within(reader, iri))),
    )


def _within(reader: Reader, iri: str) -> Iterator[str]:
    """What is said that holds the proposition as a part: by whom, in which stance, and what."""
    for row in reader.select(WHOLES.format(iri=iri)):
        for claim in (told(reader, each) for each in _stating(reader, row["whole"])):
            yield f"{claim.said}, {reader.label(row['whole'])} [{claim.id}]"


def _labels(reader: Reader, iris: set[str]) -> tuple[str, ...]:
    return tuple(sorted(map(reader.label, iris)))


def _rests(reader: Reader, claims: int, roots: tuple[str, ...], independence: str) -> str:
    """How many claims go back to which roots; nothing where none puts it forward."""
    if not roots:
        return ""
    named = f"{len(roots)} root{'s' * (len(roots) > 1)}: {'; '.join(roots)}"
    counted = f"{claims} claims, {named}" if claims > 1 else named
    apart = reader.value(independence, "ct:phrase") if independence and len(roots) > 1 else ""
    return f"{counted}; {apart}" if apart else counted


def _stating(reader: Reader, iri: str) -> set[str]:
    together = {claim for whole in reader.subjects("ct:conjunct", iri) for claim in _stating(reader, whole)}
    return {*reader.subjects("ct:states", iri), *(one for one in together if told(reader, one).bearing == "supports")}
