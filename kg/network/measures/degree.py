"""How much is said of a node: its neighbours, and the roots behind its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.measures.model import Found

if TYPE_CHECKING:
    from kg.network.measures.counted import Counted


def degree(counted: Counted) -> Found:
    """How many others a node is connected to, and on how many roots that rests.

    neighbours   other nodes that something put forward connects it to
    in, out      lines that end and begin there; parallel relations count apart
    roots        different roots behind all of them: groups of works that draw on one another, counted once each
    disputed     how many of its lines are also denied

    Here it says of whom much is said, and on how many separate roots. Five newspapers on one report are five sources
    and one root, so `roots` does not grow with repetition; that two roots are independent is not shown by that.

    How it misleads: it measures the attention of the media and of listings. Whoever appears in public has more lines
    than whoever gives orders behind doors, and a list of sanctions gives every name on it the same lines. A high degree
    is no measure of responsibility.
    """
    columns: dict[str, list[int]] = {
        "neighbours": [len(others) for others in counted.beside],
        "in": [0] * len(counted.nodes),
        "out": [0] * len(counted.nodes),
        "disputed": [0] * len(counted.nodes),
    }
    roots: list[set[str]] = [set() for _ in counted.nodes]
    for u, v, data in counted.edges:
        columns["out"][u] += 1
        columns["in"][v] += 1
        for end in {u, v}:
            roots[end].update(data.get("root_ids", ()))
            columns["disputed"][end] += data.get("disputed") is True
    behind: dict[str, list[int]] = {"roots": [len(each) for each in roots]}
    return Found(columns={name: [*values] for name, values in (behind | columns).items()})
