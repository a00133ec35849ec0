"""What backs a thing said from below, or denies it from above: claims that state something narrower or broader.

Support comes up from the more specific, denial comes down from the more general. Each is shown as what its claims
really state, with the steps from there to here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.explain.model import Backing
from kg.explain.steps import steps
from kg.tell import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.tell import Reader

SUPPORTS, DENIES = "supports", "denies"


def backing(reader: Reader, iri: str) -> tuple[Backing, ...]:
    """Everything that supports the proposition from below or denies it from above, in order of wording."""
    below = _stated(reader, iri, "ct:supportedBy", lambda each: reader.subjects("ct:specialises", each))
    above = _stated(reader, iri, "ct:deniedBy", lambda each: reader.values(each, "ct:specialises"))
    found = [
        *(_backing(reader, SUPPORTS, other, claims, steps(reader, other, iri)) for other, claims in below.items()),
        *(_backing(reader, DENIES, other, claims, steps(reader, iri, other)) for other, claims in above.items()),
    ]
    return tuple(sorted(found, key=lambda each: (each.way != SUPPORTS, each.label)))


def _stated(reader: Reader, iri: str, counted: str, onward: Callable[[str], tuple[str, ...]]) -> dict[str, list[str]]:
    """What the counted claims state on the way to a proposition → those claims, the proposition itself left out."""
    found: dict[str, list[str]] = defaultdict(list)
    on_the_way: set[str] = set()
    for claim in reader.values(iri, counted):
        said = _said(reader, claim)
        if iri not in said:
            on_the_way = on_the_way or _closure(iri, onward)
            for other in sorted(said & on_the_way):
                found[other].append(claim)
    return found


def _said(reader: Reader, claim: str) -> set[str]:
    """What a claim states, and what that holds."""
    found, ahead = set(reader.values(claim, "ct:states")), list(reader.values(claim, "ct:states"))
    while ahead:
        new = set(reader.values(ahead.pop(), "ct:conjunct")) - found
        found |= new
        ahead += new
    return found


def _closure(start: str, onward: Callable[[str], tuple[str, ...]]) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        new = set(onward(ahead.pop())) - found
        found |= new
        ahead += new
    return found


def _backing(reader: Reader, way: str, other: str, claims: list[str], by: tuple[str, ...]) -> Backing:
    who = tuple(f"{told(reader, claim).claimant}, {told(reader, claim).id}" for claim in claims)
    return Backing(way=way, iri=other, label=reader.label(other), claims=who, steps=by)
