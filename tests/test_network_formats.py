"""Every network format gives back what the graph held, read again by lxml, networkx, json and csv."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]

from kg.build import open_store
from kg.network import project
from kg.network.flatten import Network, flatten
from kg.network.formats import FORMATS, Csv, Format, Gexf, GraphML, NodeLink
from tests import seedcase
from tests.networks import GEXF, NOTHING, READERS, VIZ, Rows, graphs, read_csv, sample, text_of, written

if TYPE_CHECKING:
    from kg.network.values import Value


def held(form: Format, network: Network) -> tuple[Rows, Rows]:
    """What the format has to give back, under the names it uses."""
    node_names, edge_names = form.node_names(network), form.edge_names(network)
    nodes: Rows = {
        node.id: {node_names[name]: value for name, value in node.values.items()} | {"label": node.label}
        for node in network.nodes
    }
    edges: Rows = {
        edge.id: {edge_names[name]: value for name, value in edge.values.items()}
        | {"label": edge.label, "source": edge.source, "target": edge.target}
        for edge in network.edges
    }
    return nodes, edges


def compare(got: Rows, wanted: Rows, *nothing: Value) -> None:
    """Every row and every value that is wanted was read; what a format adds for its tools stays out of it, and what is
    `nothing` there."""
    assert got.keys() == wanted.keys()
    for key, row in wanted.items():
        right = {name: value for name, value in row.items() if value not in nothing}
        assert {name: value for name, value in got[key].items() if name in row} == right


@settings(deadline=None, max_examples=120)
@given(graphs())
def test_no_node_edge_or_attribute_is_lost(graph: nx.MultiDiGraph[Any]) -> None:
    network = flatten(graph)
    assert (len(network.nodes), len(network.edges)) == (graph.number_of_nodes(), graph.number_of_edges())
    for form, read in READERS:
        for got, wanted in zip(read(network), held(form, network), strict=True):
            assert got.keys() == wanted.keys(), form.name
            compare(got, wanted, *NOTHING.get(form.name, ()))


@pytest.mark.parametrize("projection", ["actors", "routes", "law", "attribution"])
def test_nor_is_any_of_the_case(projection: str) -> None:
    network = flatten(project(open_store(seedcase.whole()), projection, policy="everything"))
    assert min(len(network.nodes), len(network.edges)) >= 5
    for form, read in READERS:
        for got, wanted in zip(read(network), held(form, network), strict=True):
            compare(got, wanted, *NOTHING.get(form.name, ()))


@pytest.mark.parametrize("form", FORMATS.values())
def test_the_same_bytes_whatever_the_order_of_insertion(form: type[Format]) -> None:
    there = sample(sources=["x"])
    back: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    back.add_nodes_from(reversed(list(there.nodes(data=True))))
    for u, v, key, data in reversed(list(there.edges(keys=True, data=True))):
        back.add_edge(u, v, key=key, **data)
    first, second = (
        {name: text_of(pieces) for name, pieces in form().files(flatten(graph), "n").items()} for graph in (there, back)
    )
    assert first == second


HOLDING = [form for form in FORMATS.values() if form.whole]


@pytest.mark.parametrize("form", HOLDING)
def test_an_empty_network_is_a_valid_file(form: type[Format]) -> None:
    network = flatten(nx.MultiDiGraph(policy="reported"))
    read = {type(known): read for known, read in READERS}[form]
    assert read(network) == ({}, {})


@pytest.mark.parametrize("form", HOLDING)
def test_an_attribute_called_source_survives_and_the_file_says_under_which_name(form: type[Format]) -> None:
    network = flatten(sample(source="Reuters"))
    assert "edge attribute `source` is called `source_attribute`" in form().notes(network)
    _, edges = {type(known): read for known, read in READERS}[form](network)
    assert (edges["e1"]["source"], edges["e1"]["source_attribute"]) == ("a", "Reuters")
    assert "source_attribute`" in "".join(text_of(pieces) for pieces in form().files(network, "net").values())


@pytest.mark.parametrize("form", FORMATS.values())
def test_the_file_says_under_which_policy_it_stands(form: type[Format]) -> None:
    files = form().files(flatten(sample()), "net")
    assert "reported" in "".join(text_of(pieces) for pieces in files.values())


def test_parallel_relations_stay_apart_in_gexf() -> None:
    root = etree.fromstring(written(Gexf(), flatten(sample())).encode())
    assert [edge.get("kind") for edge in root.iter(f"{GEXF}edge")] == ["financed", "ordered"]


def test_edges_of_one_kind_between_two_nodes_are_numbered_since_gephi_would_merge_them() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for key, relation, style in (
        (1, "a", "putForward"),
        (2, "a", "putForward"),
        (3, "a 2", "putForward"),
        (4, "a", "tentative"),
    ):
        graph.add_edge("x", "y", key=str(key), relation=relation, style=style)
    network = flatten(graph)
    root = etree.fromstring(written(Gexf(), network).encode())
    kinds = [edge.get("kind") for edge in root.iter(f"{GEXF}edge")]
    assert kinds == ["a", "a 3", "a 2", "tentative a"]
    assert [row["Kind"] for row in read_csv(network)[1].values()] == kinds
    assert [row["relation"] for row in read_csv(network)[1].values()] == ["a", "a", "a 2", "a"]


def test_gexf_dates_become_spells_with_open_sides_left_out() -> None:
    graph = sample(earliest="2022-03-01", latest="2022-03-31", date="2022-03")
    graph.edges["a", "b", "e2"].update(earliest="2022-02-24")
    network = flatten(graph)
    root = etree.fromstring(written(Gexf(), network).encode())
    spells = [dict(spell.attrib) for spell in root.iter(f"{GEXF}spell")]
    assert spells == [{"start": "2022-03-01", "end": "2022-03-31"}, {"start": "2022-02-24"}]
    assert "<spell" not in written(Gexf(), network, "net.static.gexf")
    assert '"<[2022-02-24, Infinity]>"' in written(Csv(), network)


def test_what_nobody_puts_forward_is_drawn_apart_and_what_is_disputed_too() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for key, style, disputed in (("1", "putForward", False), ("2", "conditional", False), ("3", "putForward", True)):
        graph.add_edge("a", "b", key=key, style=style, disputed=disputed, roots=2)
    root = etree.fromstring(written(Gexf(), flatten(graph)).encode())
    assert [shape.get("value") for shape in root.iter(f"{VIZ}shape")] == ["solid", "dotted", "dashed"]


def test_graphml_tells_neo4j_the_labels_and_the_relation() -> None:
    graph = sample(type="Person")
    graph.edges["a", "b", "e2"]["relation"] = "carriedOut"
    root = etree.fromstring(written(GraphML(), flatten(graph)).encode())
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    assert [node.get("labels") for node in root.iter(f"{ns}node")] == [":Person", ":Node"]
    assert [edge.get("label") for edge in root.iter(f"{ns}edge")] == ["FINANCED", "CARRIED_OUT"]


def test_json_may_call_its_edges_links() -> None:
    data = json.loads(written(NodeLink("links"), flatten(sample())))
    assert len(data["links"]) == 2
    assert "edges" not in data


def test_csv_formulas_are_defused_in_ids_too_so_that_tables_join() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_edge("=a", "b", number=-1, text="-1")
    edges, nodes = (written(Csv(), flatten(graph), name) for name in ("edges.csv", "nodes.csv"))
    assert "\n'=a,b," in edges
    assert "\n'=a,'=a" in nodes
    assert edges.endswith(",-1,'-1\r\n")


def schemas() -> Path:
    """The official GEXF schemas, which this repository does not hold."""
    named = os.environ.get("GEXF_SCHEMAS")
    return Path(named) if named else Path(__file__).parents[2] / "shared" / "schemas" / "gexf-1.3"


def gexf_grammar() -> etree.RelaxNG:
    folder = schemas()
    if not (folder / "gexf.rng").is_file():
        pytest.skip("the GEXF 1.3 schemas are not here: name their folder in GEXF_SCHEMAS")
    return etree.RelaxNG(etree.parse(folder / "gexf.rng"))


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_gexf_is_valid_against_the_official_schema(graph: nx.MultiDiGraph[Any]) -> None:
    grammar = gexf_grammar()
    for file in ("net.gexf", "net.static.gexf"):
        document = etree.fromstring(written(Gexf(), flatten(graph), file).encode())
        assert grammar.validate(document), grammar.error_log


def test_networkx_reads_the_gexf_too() -> None:
    graph = nx.read_gexf(io.BytesIO(written(Gexf(), flatten(sample(roots=3))).encode()))
    assert graph.number_of_edges() == 2
    assert graph.nodes["a"]["roots"] == 3
