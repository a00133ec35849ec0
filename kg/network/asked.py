"""What a projection's query gives, and what it must not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.network.drawn import NEEDED
from kg.quads import iri, is_iri
from kg.schema import CT, data

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.reader import Reader
    from kg.store import Result

    Ask = Callable[[str], Result]


def rows_of(ask: Ask, query: str, policy: str) -> list[dict[str, str]]:
    """What the projection's query gives for the view of the policy; raises QueryError where it has no ?edge."""
    bound = f"{query}\nVALUES ?policy {{ {iri(data(f'policy/{policy}'))} }}"
    result = ask(bound)
    if "edge" not in result.columns:
        raise QueryError("the projection gives no column ?edge", remedy="SELECT ?edge … in its query file")
    return [
        {name: value for name, value in zip(result.columns, row, strict=True) if value is not None}
        for row in result.rows
    ]


def refuse(edges: list[str], rows: list[dict[str, str]], view: str, reader: Reader) -> None:
    """Refuse what a projection of somebody's own gives for an edge and is none, and texts where things are wanted."""
    for name in NEEDED:
        if text := next((row[name] for row in rows if name in row and not is_iri(row[name])), ""):
            raise QueryError(f"the projection gives {text} as ?{name}", remedy="give things, which have IRIs")
    if not edges:
        return
    known = {edge for edge, _ in reader.column(CT.ofProposition, view)}
    if strangers := [edge for edge in edges if edge not in known]:
        raise QueryError(
            f"the projection gives {strangers[0]} as ?edge, which is no edge of the view",
            remedy="pick edges by `?edge ct:policy ?policy`",
        )


def picked(ask: Ask, query: str, policy: str) -> list[str]:
    """The edges that the projection's query picks from the view of the policy, sorted."""
    return sorted({row["edge"] for row in rows_of(ask, query, policy) if "edge" in row})
