"""What rests on a source: the claims read in it, their quotations, and the works behind them; no build is needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.read.nodes import Mapping, Scalar, Sequence
from kg.schema import CT, OA

if TYPE_CHECKING:
    from kg.read.nodes import Node
    from kg.source.desk import Desk


@dataclass(slots=True)
class Resting:
    """The ids of claims and works that rest on a source, and the number of its quotations."""

    claims: list[str] = field(default_factory=list)
    works: set[str] = field(default_factory=set)
    quotations: int = 0


def resting(at: Desk) -> dict[str, Resting]:
    """By source, for every claim with an id."""
    source, work, passage, exact = (at.key(prop) for prop in (CT.source, CT.work, CT.passage, OA.exact))
    found: dict[str, Resting] = defaultdict(Resting)
    for claim in at.index.claims:
        told = {key: entry.value for key, entry in claim.entries.items()}
        named = told.get(source)
        if isinstance(named, Scalar):
            here = found[named.text]
            here.claims.append(claim.id)
            here.works |= set(_texts(told.get(work)))
            here.quotations += sum(_quoted(part, exact) for part in _parts(told.get(passage)))
    return found


def _parts(node: Node | None) -> list[Node]:
    return [] if node is None else list(node.items) if isinstance(node, Sequence) else [node]


def _quoted(node: Node, exact: str) -> bool:
    """Whether a passage has words of its source, rather than a page or a paraphrase alone."""
    return exact in node.entries if isinstance(node, Mapping) else isinstance(node, Scalar)


def _texts(node: Node | None) -> list[str]:
    return [part.text for part in _parts(node) if isinstance(part, Scalar)]
