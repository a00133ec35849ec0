"""Which things a comparison speaks of: whom and what its propositions name, and who says it, where, through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import is_iri, text_of
from kg.schema import data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.tell import Reader

SAYING = ("prov:wasAttributedTo", "ct:work", "ct:source", "ct:relayedBy", "ct:evidence")
PROPOSITIONS = f"<{data('graph/propositions')}>"


def things(reader: Reader, conflict: str) -> set[str]:
    """IRIs of all that it speaks of, the claims and propositions themselves among them."""
    found = {*reader.values(conflict, "ct:series"), *reader.values(conflict, "ct:conflictingJudgement")}
    for side in reader.values(conflict, "ct:side"):
        for claim in reader.values(side, "ct:basedOn"):
            found |= {claim, *(value for prop in SAYING for value in reader.values(claim, prop))}
        for proposition in reader.values(side, "ct:ofProposition"):
            found |= {proposition, *_within(reader, proposition)}
    for judgement in reader.values(conflict, "ct:conflictingJudgement"):
        found |= {*reader.values(judgement, "ct:subjectA"), *reader.values(judgement, "ct:subjectB")}
    return found


def _within(reader: Reader, proposition: str) -> Iterator[str]:
    """What a proposition names, and what the propositions in it name."""
    for _, _, value, graph in reader.store.quads(s=f"<{proposition}>"):
        if graph == PROPOSITIONS and is_iri(value):
            yield text_of(value)
            if "/proposition/" in value:
                yield from _within(reader, text_of(value))
