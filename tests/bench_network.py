"""What networks cost beside rdflib and networkx: `python -m tests.bench_network [edges …]`.

A case is made up: agents and events, an edge each for what is said of two of them, with proposition, claim, passage,
source and roots, in the graphs and under the properties of a real build. "Stock" is what an analyst writes without kg:
rdflib asked for edges and evidence, a networkx graph, and networkx's own writers; both give the same nodes, edges and
attributes. Printed are processor seconds (betweenness also wall time, since rustworkx uses all cores); reading the case
is not counted.
"""

from __future__ import annotations

import io
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import networkx as nx
from rdflib import Dataset

from kg.network import flatten, heavy, project
from kg.network.formats import Gexf, GraphML, Svg
from kg.network.layout import place
from kg.schema import CT, OA, PROV, data
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (10_000, 100_000)
ASKED = 30_000  # edges up to which rdflib is asked; above, an hour goes by
CLAIMS, SOURCES, ROLES = 5, 400, ("ordered", "financed", "organised", "transported", "hosted")
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
BOOLEAN, WHOLE, DAY, EDTF = (
    "http://www.w3.org/2001/XMLSchema#boolean",
    "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    "http://www.w3.org/2001/XMLSchema#date",
    "http://id.loc.gov/datatypes/edtf/EDTF",
)


def quads(edges: int) -> Iterator[str]:
    """The case as N-Quads: some 20 quads an edge, six times as many edges as nodes."""
    chance, count = random.Random(1), edges // 12  # noqa: S311 - a made-up case, no secret
    view, said, columns, register = (
        f"<{data(f'graph/{name}')}>" for name in ("view/reported", "propositions", "columns", "register")
    )
    for kind, name in (("Agent", "agent"), ("Event", "event")):
        for n in range(count):
            yield f"{iri(name, n)} {TYPE} <{CT['Person' if name == 'agent' else 'TransferEvent']}> {register} ."
            yield f"{iri(name, n)} {TYPE} <{CT[kind]}> <{data('graph/inferred')}> ."
            yield f'{iri(name, n)} {LABEL} "{name} № {n}"@en {register} .'
    for n in range(edges // CLAIMS):
        source, claim = f"<{data(f'source-{n % SOURCES}')}>", f"<{data(f'claim/c{n}')}>"
        there = f"<{data(f'graph/source/source-{n % SOURCES}')}>"
        yield f"{claim} <{PROV.wasAttributedTo}> {iri('agent', n % count)} {there} ."
        yield f"{claim} <{CT.source}> {source} {there} ."
        yield f"{claim} <{CT.stance}> <{CT.asserted}> {there} ."
        yield f"{claim} <{CT.passage}> {claim[:-1]}/quote-1> {there} ."
        yield f"{claim[:-1]}/quote-1> <{OA.hasSelector}> {claim[:-1]}/quote-1/q> {there} ."
        yield f'{claim[:-1]}/quote-1/q> <{OA.exact}> "the words № {n}" {there} .'
    for n in range(edges):
        edge, what = iri("edge/reported/e", n), iri("proposition/1-p", n)
        start, end, role = (
            iri("agent", chance.randrange(count)),
            iri("event", chance.randrange(count)),
            chance.choice(ROLES),
        )
        label = f"that {n} had a part"
        for prop, value in (
            (CT["from"], start), (CT.to, end), (CT.relation, f"<{CT[role]}>"),
            (CT.policy, f"<{data('policy/reported')}>"),
            (CT.ofProposition, what), (CT.stance, f"<{CT.asserted}>"), (CT.disputed, f'"false"^^<{BOOLEAN}>'),
            (CT.rootCount, f'"1"^^<{WHOLE}>'), (CT.basedOn, f"<{data(f'claim/c{n // CLAIMS}')}>"),
        ):  # fmt: skip
            yield f"{edge} <{prop}> {value} {view} ."
        yield f'{edge} {LABEL} "asserted: {label}"@en {view} .'
        yield f'{what} {LABEL} "{label}"@en {columns} .'
        yield f"{what} <{CT.root}> {iri('work', n % SOURCES)} {columns} ."
        for prop, value in (
            (TYPE[1:-1], f"<{CT.Participation}>"), (CT.event, end), (CT.date, f'"2022-03"^^<{EDTF}>'),
            (CT.earliest, f'"2022-03-01"^^<{DAY}>'), (CT.latest, f'"2022-03-31"^^<{DAY}>'),
        ):  # fmt: skip
            yield f"{what} <{prop}> {value} {said} ."


def iri(name: str, number: int) -> str:
    return f"<{data(f'{name}{number}')}>"


PREFIX = """
PREFIX ct: <https://w3id.org/child-transfer/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX policy: <https://w3id.org/child-transfer/id/policy/>
"""
EDGES = """SELECT ?edge ?from ?to ?relation ?label ?disputed ?roots ?said WHERE {
  ?edge ct:policy policy:reported ; ct:from ?from ; ct:to ?to ; ct:relation ?relation ; ct:ofProposition ?said ;
    ct:disputed ?disputed ; ct:rootCount ?roots ; rdfs:label ?label .
  ?from a ct:Agent . { ?to a ct:Agent } UNION { ?to a ct:Event } }"""
NODES = "SELECT DISTINCT ?node ?value WHERE { { ?e ct:from ?node } UNION { ?e ct:to ?node } ?node %s ?value }"
OF_EDGE = "SELECT ?edge ?value WHERE { ?edge ct:policy policy:reported ; %s ?value }"
EVIDENCE = {
    "stances": "ct:stance",
    "claims": "ct:basedOn",
    "claimants": "ct:basedOn/prov:wasAttributedTo",
    "sources": "ct:basedOn/ct:source",
    "relays": "ct:basedOn/ct:relayedBy",
    "quotation": "ct:basedOn/ct:passage/oa:hasSelector/oa:exact",
    "event": "ct:ofProposition/ct:event",
    "place": "ct:ofProposition/ct:place",
    "date": "ct:ofProposition/ct:date",
    "earliest": "ct:ofProposition/ct:earliest",
    "latest": "ct:ofProposition/ct:latest",
    "root_ids": "ct:ofProposition/ct:root",
    "independence": "ct:ofProposition/ct:independence",
    "proposition_label": "ct:ofProposition/rdfs:label",
    "proposition_type": "ct:ofProposition/a",
}


def stock(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """The same network, as one writes it with rdflib and networkx: a query for edges, and one for each attribute."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    places = {}
    for edge, start, end, relation, label, disputed, roots, said in asked(dataset, EDGES):
        places[edge] = (start, end, edge)
        graph.add_edge(
            start,
            end,
            key=edge,
            relation=relation,
            label=label,
            disputed=disputed == "true",
            roots=int(roots),
            proposition=said,
        )
    for name, path in EVIDENCE.items():
        found: dict[str, set[str]] = {}
        for edge, value in asked(dataset, OF_EDGE % path):
            found.setdefault(edge, set()).add(value)
        for edge, values in found.items():
            graph.edges[places[edge]][name] = "; ".join(sorted(values))
    for name, path in (("label", "rdfs:label"), ("type", "a")):
        for node, value in asked(dataset, NODES % path):
            graph.nodes[node][name] = value
    return graph


def asked(dataset: Dataset, query: str) -> Iterator[list[str]]:
    for row in dataset.query(PREFIX + query):
        yield [str(value) for value in row]  # type: ignore[union-attr]


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    found = work()
    return time.process_time() - begin, found


def line(what: str, stock: float, ours: float) -> None:
    print(f"{what:<34} {stock:>9.2f} {ours:>8.2f} {stock / ours:>8.1f}×", flush=True)


def written(graph: nx.MultiDiGraph[str], write: Callable[[Any, Any], None]) -> None:
    write(graph, io.BytesIO())


def as_text(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The network as networkx's writers can take it: lists as texts."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, values in graph.nodes(data=True):
        found.add_node(node, **{name: flat(value) for name, value in values.items()})
    for u, v, key, values in graph.edges(keys=True, data=True):
        found.add_edge(u, v, key=key, **{name: flat(value) for name, value in values.items() if name != "id"})
    return found


def flat(value: object) -> object:
    return "; ".join(value) if isinstance(value, list) else value


def measure(edges: int) -> None:
    """Project and write one case both ways."""
    text = "\n".join(quads(edges)).encode()
    store = Store.memory()
    store.load(text)
    quick, graph = cpu(lambda: project(store, "actors"))
    if edges <= ASKED:
        dataset = Dataset(default_union=True)
        dataset.parse(data=text, format="nquads")
        slow, plain = cpu(lambda: stock(dataset))
    else:
        slow, plain = float("nan"), as_text(graph)
    assert (len(plain), plain.number_of_edges()) == (len(graph), graph.number_of_edges())
    print(f"\n{text.count(chr(10).encode()) + 1:,} quads, {len(graph):,} nodes, {graph.number_of_edges():,} edges")
    line("projection", slow, quick)
    flattening, network = cpu(lambda: flatten(graph, layout=False))
    for form, write in ((Gexf(), nx.write_gexf), (GraphML(), nx.write_graphml)):
        theirs, _ = cpu(lambda write=write: written(plain, write))  # type: ignore[misc]
        main = next(iter(form.files(network, "n")))
        ours, _ = cpu(lambda form=form, main=main: sum(len(piece) for piece in form.files(network, "n")[main]))  # type: ignore[misc]
        line(f"{form.name}, the file alone", theirs, ours)
        line(f"{form.name}, with flattening", theirs, ours + flattening)


def random_graph(nodes: int, links: int) -> list[tuple[int, int]]:
    made = nx.gnm_random_graph(nodes, links, seed=1)
    return [(min(pair), max(pair)) for pair in made.edges]


def main(sizes: tuple[int, ...]) -> None:
    """Print a table."""
    print(f"{'':<34} {'stock s':>9} {'kg s':>8} {'times':>9}")
    for edges in sizes:
        measure(edges)
    links = random_graph(1_600, 9_500)
    graph: nx.Graph[int] = nx.Graph(links)
    begin = time.perf_counter()
    slow, _ = cpu(lambda: nx.betweenness_centrality(graph))
    slow_wall, begin = time.perf_counter() - begin, time.perf_counter()
    quick, _ = cpu(lambda: heavy.betweenness(1_600, links))
    quick_wall = time.perf_counter() - begin
    print()
    line("betweenness 1,600/9,500, processor", slow, quick)
    line("betweenness 1,600/9,500, wall", slow_wall, quick_wall)
    for nodes, count in ((2_000, 6_000), (20_000, 60_000)):
        named = [(f"{u}", f"{v}") for u, v in random_graph(nodes, count)]
        spent, _ = cpu(lambda nodes=nodes, named=named: place([str(n) for n in range(nodes)], named))  # type: ignore[misc]
        print(f"layout of {nodes:,} nodes, {count:,} links: {spent:.2f} s")
    network = flatten(nx.MultiDiGraph(nx.gnm_random_graph(2_000, 6_000, seed=1)))
    spent, _ = cpu(lambda: sum(len(piece) for piece in Svg().files(network, "n")["n.svg"]))
    print(f"picture of 2,000 nodes, 6,000 lines: {spent:.2f} s")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
