"""Who stands on the ways of others: betweenness, exact where that can be waited for; and PageRank."""

from __future__ import annotations

import math

import networkx as nx

from kg.network import heavy
from kg.network.measures.counted import DIGITS, Counted
from kg.network.measures.model import Found

AFFORDABLE = 2_000_000_000  # nodes times links: about half a minute
PIVOTS, SEEDS = 128, (20230523, 20230524)  # of a sample; two samples tell how much they err
SURE = 0.05


def betweenness(counted: Counted) -> Found:
    """On how many of the shortest ways between two others a node lies, as a share of all of them.

    betweenness   0 to 1; lines are walked in either direction, parallel ones count once (Freeman 1977, by Brandes 2001)

    Here it shows through whom or what separate parts of the story hang together: an event that two groups took part in,
    an organisation between a ministry and a camp.

    How it misleads: a missing line moves it more than anything else, and lines are missing wherever nobody looked.
    An event with many people on it scores high because it was described, not because anything went through it. Do not
    read it as control over a flow: nothing is known to flow along these lines.

    Exact up to some 20,000 nodes; above that from two samples of pivots (Brandes and Pich 2007), and their greatest
    difference is stated as the error.
    """
    cost = len(counted.nodes) * len(counted.links)
    if cost <= AFFORDABLE:
        return Found(columns={"betweenness": _rounded(heavy.betweenness(len(counted.nodes), counted.links))})
    return _sampled(counted)


def _sampled(counted: Counted) -> Found:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(counted.nodes)))
    graph.add_edges_from(counted.links)
    one, two = (nx.betweenness_centrality(graph, k=PIVOTS, seed=seed) for seed in SEEDS)
    middle = [(one[node] + two[node]) / 2 for node in graph]
    apart = max(abs(one[node] - two[node]) / 2 for node in graph)
    bound = math.sqrt(math.log(2 * len(counted.nodes) / SURE) / (2 * PIVOTS * len(SEEDS)))
    remark = (
        f"betweenness is estimated from {PIVOTS * len(SEEDS)} of {len(counted.nodes)} nodes: two halves of the sample "
        f"differ by ±{apart:.4f} at most; it is certain within ±{bound:.2f} only, in 95 of 100 samples"
    )
    return Found(columns={"betweenness": _rounded(middle)}, remarks=(remark,))


def pagerank(counted: Counted) -> Found:
    """How often a walk that follows lines, and now and then starts anew, comes by a node.

    pagerank   the shares of all nodes add up to 1; damping 0.85, parallel lines count once (Brin and Page 1998)

    Here lines go from an agent to the event or agent that the relation names, so the score gathers where lines end: at
    events, and at those who are listed, accused or spoken of by many who are themselves spoken of.

    How it misleads: direction is grammar here, not influence; "was ordered by" turned into "ordered" moves the score to
    the other end. Compare it only within one projection, and never read it as rank in an organisation.
    """
    return Found(columns={"pagerank": _rounded(heavy.pagerank(len(counted.nodes), counted.arcs))})


def _rounded(values: list[float]) -> list[int | float | bool]:
    return [round(value, DIGITS) + 0.0 for value in values]
