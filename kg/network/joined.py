"""A simple graph of things, two of which are linked if something that is put forward is about both.

Views draw what has two ends; here a proposition joins all things in its roles, so that a movement to a place, which
nobody says began anywhere, still leads from its event to that place. It counts where a claim itself puts it forward: a
link that only follows from something narrower would have no words to show.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

from kg.build.views import policies
from kg.errors import UsageError
from kg.quads import text_of
from kg.schema import DATA, PREFIXES, data, did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store import Store

    Things = nx.Graph[str]

Join = tuple[int, bool, str]
OURS = {**PREFIXES, "graph": data("graph/")}
FORWARD = """SELECT DISTINCT ?proposition ?roots ?disputed WHERE {
  GRAPH graph:columns { ?proposition ct:supportedBy ?claim ; ct:rootCount ?roots ; ct:disputed ?disputed }
  ?claim ct:states ?proposition . }"""
ROLES = """SELECT ?proposition ?thing WHERE {
  GRAPH graph:propositions { ?proposition ?role ?thing FILTER(isIRI(?thing)) } }"""
ONE = "SELECT ?member ?first WHERE { GRAPH graph:identity { ?member ct:identity ?first } }"
STEP, FEW = 1_000_000, 1_000  # of the cost of a link: for the step, and for few roots; whole numbers add up exactly


def joined(store: Store, policy: str, *, undisputed: bool = False) -> Things:
    """The things of a built case as a graph, by bare IRI, what judgements hold to be one thing as one.

    Each link has `joins`: the propositions that make it, the one on most roots first, as roots below zero, whether it
    is disputed, IRI; its `roots` are those of the first, and its `cost` puts few steps before many, then many roots
    before few. With `undisputed` what somebody denies is left out. Raises UsageError for an unknown policy.
    """
    chosen, first = _chosen(store, policy), {row["member"]: row["first"] for row in store.select(ONE, OURS)}
    things: dict[str, set[str]] = defaultdict(set)
    for row in store.select(ROLES, OURS):
        if row["proposition"] in chosen and text_of(row["thing"]).startswith(DATA):
            things[row["proposition"]].add(text_of(first.get(row["thing"], row["thing"])))
    forward = {row["proposition"]: _join(row) for row in store.select(FORWARD, OURS)}
    kept = {name: join for name, join in forward.items() if name in chosen and not (undisputed and join[1])}
    return _linked((kept[name], things[name]) for name in sorted(kept))


def _join(row: Mapping[str, str]) -> Join:
    return -int(text_of(row["roots"])), text_of(row["disputed"]) == "true", text_of(row["proposition"])


def _chosen(store: Store, policy: str) -> set[str]:
    """The propositions that a policy lets through, as terms."""
    known: Mapping[str, object] = policies()
    if policy not in known:
        hint = did_you_mean(policy, known) or f"use {one_of(known)}"
        raise UsageError(f"no policy is called `{policy}`", remedy=hint)
    rows = store.select(policies()[policy].read_text("utf-8"), PREFIXES)
    return {row["proposition"] for row in rows if "proposition" in row}


def _linked(said: Iterable[tuple[Join, set[str]]]) -> Things:
    links: dict[tuple[str, str], list[Join]] = defaultdict(list)
    for join, things in said:
        nodes = sorted(thing for thing in things if not thing.startswith(data("proposition/")))
        for pair in combinations(nodes, 2):
            links[pair].append(join)
    graph: Things = nx.Graph()
    for pair, joins in sorted(links.items()):
        roots = -min(joins)[0]
        graph.add_edge(*pair, joins=sorted(joins), roots=roots, cost=STEP + FEW // (1 + roots))
    return graph
