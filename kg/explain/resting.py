"""What rests on a work, a source, a body of evidence, a relay or a legal instrument: its claims, its propositions.

A legal instrument has its propositions among what is said of it, those about its provisions with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.explain.model import Resting
from kg.tell import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.tell import Reader, Told

CLAIMS = {
    "ct:work": "First said in it",
    "ct:source": "Read in it",
    "ct:evidence": "Resting on it as evidence",
    "ct:relayedBy": "Passed on through it",
    "ct:appliedUnder": "Made in applying it",
}
THINGS = {
    "ct:drawsOn": ("Drawing on it", "work", "works"),
    "ct:embodies": ("Holding it", "source", "sources"),
    "ct:root": ("Going back to it", "thing said", "things said"),
}
PROPOSITION = "/id/proposition/"


def resting(reader: Reader, iri: str) -> Iterator[Resting]:
    """Each way in which something rests on the thing, with how much does."""
    for prop, (title, one, many) in THINGS.items():
        things = [thing for thing in reader.subjects(prop, iri) if prop != "ct:root" or PROPOSITION in thing]
        if things:
            counted = f"{title}: {len(things)} {one if len(things) == 1 else many}"
            yield Resting(counted, tuple(sorted(map(reader.label, things))), ())
    for prop, title in CLAIMS.items():
        claims = sorted((told(reader, claim) for claim in reader.subjects(prop, iri)), key=when)
        if claims:
            yield Resting(f"{title}: {len(claims)} claim{'s' * (len(claims) > 1)}", (), tuple(claims))


def when(claim: Told) -> tuple[bool, str, str, str]:
    """When a claim was made, and where it is read, to sort by; what has no date comes last, and no file name counts."""
    return not claim.date, claim.date, claim.source, claim.id
