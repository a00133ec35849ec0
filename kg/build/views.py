"""Views: for each policy, the edges of the propositions it lets through.

A policy is a query over computed columns. It runs in the store; the edges are made from what the build still has in
memory. A view never holds a bare triple.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.derive import edges
from kg.schema import PREFIXES

if TYPE_CHECKING:
    from kg.build.assembly import Assembly
    from kg.quads import Quad
    from kg.store import Store

EVERY = "everyStance"  # the column of a policy that also draws what is denied, conditional, announced or doubted
SHIPPED = Path(__file__).resolve().parent.parent / "policies"


def policies() -> dict[str, Path]:
    """Policy name → query file: the tool's own alone, since what a build runs is not checked as `kg query` checks."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.rq"))}


def view_quads(store: Store, assembly: Assembly) -> list[Quad]:
    """The edges of every policy's view, each view in a graph of its own."""
    made: list[Quad] = []
    for name, path in policies().items():
        rows = list(store.select(path.read_text("utf-8"), PREFIXES))
        chosen = sorted({row["proposition"] for row in rows if "proposition" in row})
        every = any(EVERY in row for row in rows)
        made += edges(name, chosen, assembly.derivation, assembly.schema, every_stance=every)
    return made
