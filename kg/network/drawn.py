"""Edges that a projection draws itself: between other things than an edge of the view, for one claimant each.

A query that gives `?from`, `?to` and `?claim` beside `?edge` draws them: who speaks of whom, who is said to have broken
what. Decision: one edge for each claimant and for each way its claims count. Rejected: one for all claimants together,
whose roots would have to be counted here a second time; one claimant is one root by definition.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError
from kg.network.reader import tail
from kg.schema import CT, PROV

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.network.reader import Reader, Terms

NEEDED = ("from", "to", "claim")
LENGTH = 26  # base-32 characters, as in the ids of the view's edges


class Drawn(NamedTuple):
    """An edge by its ends, relation and proposition, and the claims of one claimant that count in one way."""

    id: str
    start: str
    end: str
    relation: str
    proposition: str
    claims: Terms


def drawn(rows: Iterable[Mapping[str, str]], reader: Reader, supports: set[str]) -> list[Drawn]:
    """The edges that the rows of a projection's query draw, sorted; `supports` are stances that put something forward.

    Raises QueryError where a row lacks a column.
    """
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        if missing := [name for name in NEEDED if name not in row]:
            columns = ", ".join(f"?{name}" for name in missing)
            raise QueryError(f"the projection draws edges, and gives no {columns}", remedy="SELECT it, too")
        claim = row["claim"]
        said = row.get("proposition") or reader.one(row.get("edge", ""), CT.ofProposition)
        relation = row.get("relation") or reader.one(claim, CT.stance)
        way = "" if supports.issuperset(reader.all(claim, CT.stance)) else " ".join(reader.all(claim, CT.stance))
        for claimant in reader.all(claim, PROV.wasAttributedTo):
            found[row["from"], row["to"], relation, said, claimant, way].add(claim)
    return sorted(_edge(key, claims) for key, claims in found.items())


def _edge(key: tuple[str, ...], claims: set[str]) -> Drawn:
    digest = hashlib.sha256("\n".join(map(tail, key)).encode()).digest()
    start, end, relation, proposition, *_ = key
    return Drawn(b32encode(digest).decode().lower()[:LENGTH], start, end, relation, proposition, tuple(sorted(claims)))
