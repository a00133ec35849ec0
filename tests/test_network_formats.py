"""Every network format gives back what the graph held, read again by lxml, networkx, json and csv."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from kg.network.flatten import Network, flatten
from kg.network.formats import FORMATS, Csv, CytoscapeJs, Format, Gexf, GraphML, NodeLink
from kg.network.values import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Callable

Rows = dict[str, dict[str, Value]]

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
HOSTILE = [
    "", " ", "=cmd()|' /C calc'!A0", "+1", "-", "@x", "'=1", "''@", "\t=1", 'say "no", twice', "a\r\nb\rc", "\x00\x08",
    "\ud800", "\u202e\u05e9\u05dc\u05d5\u05dd", "Аляксандр Лукашэнка", "\U0001f468\u200d\U0001f467", "<b>&amp;</b>]]>",
    "a;b,c", "\ufffe", "null", "1", "true", "2022-03",
]  # fmt: skip
NAMES = [
    "source", "target", "id", "label", "Label", "sources", "kind", "type", "weight", "key", "x", "size", "name", "r",
    "", "\u0451",
]  # fmt: skip
TEXT = st.sampled_from(HOSTILE) | st.text(max_size=8)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | TEXT
    | st.lists(TEXT, max_size=3)
    | st.dates()
    | st.decimals()
    | st.sets(TEXT, max_size=3)
    | st.dictionaries(TEXT, st.integers(), max_size=2)
)
ATTRIBUTES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)
GEXF_KINDS = {
    "string": Kind.TEXT, "boolean": Kind.TRUTH, "long": Kind.WHOLE, "double": Kind.NUMBER, "liststring": Kind.TEXTS,
}  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiDiGraph[Any]:
    """Random graphs with parallel edges, loops, ids that look alike, and hostile attributes."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported", left_out=draw(st.lists(TEXT, max_size=2)))
    nodes = draw(st.lists(TEXT | st.integers(0, 3), max_size=5, unique_by=lambda node: (node, type(node))))
    for node in nodes:
        graph.add_node(node)
        graph.nodes[node].update(draw(ATTRIBUTES))
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)) if nodes else st.nothing()
    for u, v in draw(st.lists(ends, max_size=6)) if nodes else []:
        key = graph.add_edge(u, v)
        graph.edges[u, v, key].update(draw(ATTRIBUTES))
    return graph


def sample(**attributes: object) -> nx.MultiDiGraph[Any]:
    """Two nodes and two parallel edges; the attributes stand on the first node and the first edge."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    graph.add_nodes_from("ab")
    graph.nodes["a"].update(attributes)
    for key, relation in (("e1", "financed"), ("e2", "ordered")):
        graph.add_edge("a", "b", key=key, relation=relation)
    graph.edges["a", "b", "e1"].update(attributes)
    return graph


def written(form: Format, network: Network, file: str = "") -> str:
    files = {name: "".join(pieces) for name, pieces in form.files(network, "net").items()}
    return files[file or next(iter(files))]


def value_of(text: str, kind: Kind) -> Value:
    readers: dict[Kind, Callable[[str], Value]] = {
        Kind.TRUTH: lambda word: {"true": True, "false": False}[word],
        Kind.WHOLE: int,
        Kind.NUMBER: float,
        Kind.TEXTS: json.loads,
    }
    return readers.get(kind, str)(text)


def read_gexf(network: Network, file: str = "net.gexf") -> tuple[Rows, Rows]:
    root = etree.fromstring(written(Gexf(), network, file).encode())
    items = list(root.iter(f"{GEXF}attribute"))
    declared = {item.get("id"): (item.get("title"), GEXF_KINDS[item.get("type")]) for item in items}
    assert len(declared) == len(items) == len({(item.getparent().get("class"), item.get("title")) for item in items})
    return gexf_rows(root, "node", declared), gexf_rows(root, "edge", declared)


def gexf_rows(root: Any, tag: str, declared: dict[str, tuple[str, Kind]]) -> Rows:
    rows: Rows = {}
    for item in root.iter(GEXF + tag):
        assert item.get("id") not in rows
        cells = [(*declared[cell.get("for")], cell.get("value")) for cell in item.iter(f"{GEXF}attvalue")]
        head = {name: item.get(name) for name in ("source", "target", "label") if item.get(name) is not None}
        rows[item.get("id")] = {name: value_of(value, kind) for name, kind, value in cells} | head
    return rows


def read_graphml(network: Network) -> tuple[Rows, Rows]:
    """networkx reads a list as its JSON text."""
    text = written(GraphML(), network)
    nodes, edges = tables(nx.parse_graphml(text, edge_key_type=str, force_multigraph=True))
    return lists_back(nodes, network.node_columns, GraphML().node_names(network)), lists_back(
        edges, network.edge_columns, GraphML().edge_names(network)
    )


def lists_back(rows: Rows, kinds: dict[str, Kind], names: dict[str, str]) -> Rows:
    lists = {names[column] for column, kind in kinds.items() if kind is Kind.TEXTS}
    return {key: {n: json.loads(str(v)) if n in lists else v for n, v in row.items()} for key, row in rows.items()}


def read_json(network: Network) -> tuple[Rows, Rows]:
    return tables(nx.node_link_graph(json.loads(written(NodeLink(), network)), edges="edges"))


def read_cyjs(network: Network) -> tuple[Rows, Rows]:
    """As cytoscape.js takes it: one space of ids, an element a thing."""
    document = json.loads(written(CytoscapeJs(), network))
    nodes, edges = ([each["data"] for each in document["elements"][kind]] for kind in ("nodes", "edges"))
    ids = [each["id"] for each in (*nodes, *edges)]
    assert len(ids) == len(set(ids))
    assert all({edge["source"], edge["target"]} <= {node["id"] for node in nodes} for edge in edges)
    assert all({"x", "y"} == set(each["position"]) for each in document["elements"]["nodes"])
    return {node["id"]: node for node in nodes}, {edge["key"]: edge for edge in edges}


COUNTED = """
const cytoscape = require(process.argv[1]);
const document = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
const cy = cytoscape({headless: true, styleEnabled: true, ...document});
console.log(JSON.stringify({
  nodes: cy.nodes().map(node => [node.id(), node.position().x, node.data('label')]),
  edges: cy.edges().map(edge => [
    edge.source().id(), edge.target().id(), edge.data('key'), edge.data('source_attribute')
  ]),
}));
process.exit(0);
"""


def test_cytoscape_js_opens_it() -> None:
    library = Path(os.environ.get("CYTOSCAPE", "/absent")) / "node_modules/cytoscape"
    if not (shutil.which("node") and library.is_dir()):
        pytest.skip("cytoscape.js is not here: `npm install --prefix DIR cytoscape`, and name DIR in CYTOSCAPE")
    network = flatten(sample(source="Reuters"))
    done = subprocess.run(
        ["node", "-e", COUNTED, str(library)],
        input=written(CytoscapeJs(), network).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert found["nodes"] == [[node.id, network.positions[node.id][0], node.label] for node in network.nodes]
    assert found["edges"] == [["a", "b", "e1", "Reuters"], ["a", "b", "e2", None]]


def tables(graph: Any) -> tuple[Rows, Rows]:
    edges = {key: {**data, "source": u, "target": v} for u, v, key, data in graph.edges(keys=True, data=True)}
    assert len(edges) == graph.number_of_edges()
    return {node: dict(data) for node, data in graph.nodes(data=True)}, edges


def read_csv(network: Network) -> tuple[Rows, Rows]:
    form = Csv()
    return (
        csv_rows(written(form, network, "nodes.csv"), network.node_columns, form.node_names(network)),
        csv_rows(written(form, network, "edges.csv"), network.edge_columns, form.edge_names(network)),
    )


def csv_rows(text: str, columns: dict[str, Kind], names: dict[str, str]) -> Rows:
    assert text.startswith("\ufeff")
    kinds = {names[column]: kind for column, kind in columns.items()}
    head, *lines = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert len({name.casefold() for name in head}) == len(head)
    rows: Rows = {}
    for line in lines:
        cells = {name: unguarded(cell) for name, cell in zip(head, line, strict=True) if cell}
        row = {name: value_of(cell, kinds.get(name, Kind.TEXT)) for name, cell in cells.items()}
        headings = {name: row.pop(name.title()) for name in ("label", "source", "target") if name.title() in row}
        rows[str(row.pop("Id"))] = row | headings
    assert len(rows) == len(lines)
    return rows


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(tuple("=+-@\t\r")) else cell


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


def compare(got: Rows, wanted: Rows, *, empty: bool = True) -> None:
    """Every row and every value that is wanted was read; what a format adds for its tools stays out of it."""
    assert got.keys() == wanted.keys()
    for key, row in wanted.items():
        right = row if empty else {name: value for name, value in row.items() if value != ""}
        assert {name: value for name, value in got[key].items() if name in row} == right


READERS: list[tuple[Format, Callable[[Network], tuple[Rows, Rows]]]] = [
    (Gexf(), read_gexf),
    (Gexf(), lambda network: read_gexf(network, "net.static.gexf")),
    (GraphML(), read_graphml),
    (CytoscapeJs(), read_cyjs),
    (NodeLink(), read_json),
    (Csv(), read_csv),
]


@settings(deadline=None, max_examples=120)
@given(graphs())
def test_no_node_edge_or_attribute_is_lost(graph: nx.MultiDiGraph[Any]) -> None:
    network = flatten(graph)
    assert (len(network.nodes), len(network.edges)) == (graph.number_of_nodes(), graph.number_of_edges())
    for form, read in READERS:
        for got, wanted in zip(read(network), held(form, network), strict=True):
            compare(got, wanted, empty=form.name != "csv")


@pytest.mark.parametrize("form", FORMATS.values())
def test_the_same_bytes_whatever_the_order_of_insertion(form: type[Format]) -> None:
    there = sample(sources=["x"])
    back: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    back.add_nodes_from(reversed(list(there.nodes(data=True))))
    for u, v, key, data in reversed(list(there.edges(keys=True, data=True))):
        back.add_edge(u, v, key=key, **data)
    first, second = (
        {name: "".join(pieces) for name, pieces in form().files(flatten(graph), "n").items()} for graph in (there, back)
    )
    assert first == second


@pytest.mark.parametrize("form", FORMATS.values())
def test_an_empty_network_is_a_valid_file(form: type[Format]) -> None:
    network = flatten(nx.MultiDiGraph(policy="reported"))
    read = {type(known): read for known, read in READERS}[form]
    assert read(network) == ({}, {})


@pytest.mark.parametrize("form", FORMATS.values())
def test_an_attribute_called_source_survives_and_the_file_says_under_which_name(form: type[Format]) -> None:
    network = flatten(sample(source="Reuters"))
    assert "edge attribute `source` is called `source_attribute`" in form().notes(network)
    _, edges = {type(known): read for known, read in READERS}[form](network)
    assert (edges["e1"]["source"], edges["e1"]["source_attribute"]) == ("a", "Reuters")
    assert "source_attribute`" in "".join("".join(pieces) for pieces in form().files(network, "net").values())


@pytest.mark.parametrize("form", FORMATS.values())
def test_the_file_says_under_which_policy_it_stands(form: type[Format]) -> None:
    files = form().files(flatten(sample()), "net")
    assert "reported" in "".join("".join(pieces) for pieces in files.values())


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
