"""Where the claims that a source has already stand in its text: what came before a quotation, and who quoted it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.read.nodes import Mapping, Scalar, Sequence
from kg.resolve.folding import fold
from kg.schema import CT, OA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.entry.desk import Desk
    from kg.read.nodes import Node
    from kg.resolve.held import Held
    from kg.resolve.index import Stated


class Place(NamedTuple):
    """The first place of a quotation of a claim, in characters of the text."""

    start: int
    end: int
    claim: Stated


def places(desk: Desk, held: Held) -> Iterator[Place]:
    """The places of all quotations from a source; what is not found there is passed over: `kg check` tells of it."""
    if held.snapshot is None:
        return
    folded = held.snapshot.folded
    for claim in desk.claims(held.id):
        entry = claim.entries.get(desk.key(CT.passage))
        for exact in quotations(entry.value, desk.key(OA.exact)) if entry else ():
            wanted = fold(exact).strip(" ")
            at = folded.text.find(wanted) if wanted else -1
            if at >= 0:
                yield Place(*folded.span(at, at + len(wanted)), claim)


def quotations(node: Node, key: str) -> Iterator[str]:
    """The quotations of a claim: as texts, or under the key of a block."""
    if isinstance(node, Scalar) and node.text.strip():
        yield node.text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from quotations(item, key)
    elif isinstance(node, Mapping) and node.text(key).strip():
        yield node.text(key)


def overlapping(desk: Desk, held: Held, start: int, end: int) -> list[Stated]:
    """The claims that quote some of these characters too, each once."""
    found = (place.claim for place in places(desk, held) if place.start < end and start < place.end)
    return list({claim.id: claim for claim in found}.values())
