"""What holds a network together: nodes and links without which it falls apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.network import heavy
from kg.network.measures.model import Found

if TYPE_CHECKING:
    from kg.network.measures.counted import Counted


def articulation(counted: Counted) -> Found:
    """Nodes without which some part of the network would be cut off from the rest.

    articulation   whether the node is one (Hopcroft and Tarjan 1973)
    component      the number of the part it lies in, the largest being 1; between parts nothing is said at all

    Here such a node is where a story rests on a single hinge: take one event or organisation away, and a camp and a
    ministry are no longer connected by anything that is said.

    How it misleads: every node with a neighbour that has no other line is one. It says where more sources are needed,
    not who matters.
    """
    points, parts = heavy.cuts(len(counted.nodes), counted.links)
    sizes = Counter(parts)
    order = {part: at for at, part in enumerate(sorted(sizes, key=lambda part: (-sizes[part], part)), 1)}
    return Found(
        columns={
            "articulation": [number in points for number in range(len(counted.nodes))],
            "component": [order[part] for part in parts],
        }
    )


def bridges(counted: Counted) -> Found:
    """Links without which some part of the network would be cut off from the rest, and on how many roots each rests.

    from, to   the ends of the link
    lines      parallel lines that it stands for
    roots      different roots behind them

    Here a bridge on one root is the weakest spot of a story: one work alone connects the two sides.

    How it misleads: with few sources nearly everything is a bridge, and the end of every chain is one.
    """
    found = heavy.bridges(len(counted.nodes), counted.links)
    lines: dict[tuple[int, int], int] = dict.fromkeys(found, 0)
    roots: dict[tuple[int, int], set[str]] = {pair: set() for pair in found}
    for u, v, data in counted.edges:
        pair = (min(u, v), max(u, v))
        if pair in lines:
            lines[pair] += 1
            roots[pair].update(data.get("root_ids", ()))
    rows = sorted((len(roots[u, v]), counted.nodes[u], counted.nodes[v], lines[u, v]) for u, v in found)
    return Found(
        header=("from", "to", "lines", "roots"),
        rows=tuple((start, end, count, behind) for behind, start, end, count in rows),
    )
