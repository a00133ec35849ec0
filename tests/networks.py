"""Networks with hostile values, and small readers that give back what each format wrote."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyarrow as pa
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from pyarrow import parquet

from kg.network.formats import (
    Csv,
    Cx2,
    CytoscapeJs,
    Dot,
    Format,
    GeoJson,
    Gexf,
    GraphML,
    Kml,
    Kumu,
    Neo4j,
    NodeLink,
    Parquet,
)
from kg.network.formats.neo4j import UNIT
from kg.network.values import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.network.flatten import Network

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
    files = {name: text_of(pieces) for name, pieces in form.files(network, "net").items()}
    return files[file or next(iter(files))]


def text_of(pieces: Iterable[str] | Iterable[bytes]) -> str:
    """What a file holds; bytes as Latin letters, which is enough to compare them and to look for a word."""
    return "".join(piece if isinstance(piece, str) else piece.decode("latin-1") for piece in pieces)


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
    return gexf_rows(root, "node"), gexf_rows(root, "edge")


def gexf_rows(root: Any, tag: str) -> Rows:
    items = [item for item in root.iter(f"{GEXF}attribute") if item.getparent().get("class") == tag]
    declared = {item.get("id"): (item.get("title"), GEXF_KINDS[item.get("type")]) for item in items}
    assert len(declared) == len(items) == len({item.get("title") for item in items})
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
        rows[str(row.pop("Id", None) or row.pop("ID"))] = row | headings
    assert len(rows) == len(lines)
    return rows


def read_kumu(network: Network) -> tuple[Rows, Rows]:
    form = Kumu()
    nodes = csv_rows(written(form, network, "elements.csv"), network.node_columns, form.node_names(network))
    edges = csv_rows(written(form, network, "connections.csv"), network.edge_columns, form.edge_names(network))
    for row in edges.values():
        row |= {"source": row.pop("From"), "target": row.pop("To")}
    return nodes, edges


def read_cx2(network: Network) -> tuple[Rows, Rows]:
    """Aspects by name; every attribute that is used is declared, with its type."""
    document = json.loads(written(Cx2(), network))
    aspects = {name: part for fragment in document for name, part in fragment.items()}
    declared = aspects["attributeDeclarations"][0]
    types: dict[str, type | tuple[type, ...]] = {
        "string": str, "boolean": bool, "long": int, "double": (int, float), "list_of_string": list,
    }  # fmt: skip
    for scope in ("nodes", "edges"):
        for thing in aspects[scope]:
            assert all(isinstance(value, types[declared[scope][name]["d"]]) for name, value in thing["v"].items())
    ids = {node["id"]: node["v"]["id"] for node in aspects["nodes"]}
    nodes = {node["v"]["id"]: {**node["v"], "label": node["v"]["name"]} for node in aspects["nodes"]}
    edges = {
        edge["v"]["id"]: {**edge["v"], "label": edge["v"]["name"], "source": ids[edge["s"]], "target": ids[edge["t"]]}
        for edge in aspects["edges"]
    }
    return nodes, edges


def read_neo4j(network: Network) -> tuple[Rows, Rows]:
    """As neo4j-admin does: the type stands behind the last colon of a heading, nothing in an unquoted empty cell."""
    return (
        neo4j_rows(written(Neo4j(), network, "nodes.csv"), "id:ID"),
        neo4j_rows(written(Neo4j(), network, "edges.csv"), "id:string"),
    )


NEO4J_KINDS = {"boolean": Kind.TRUTH, "long": Kind.WHOLE, "double": Kind.NUMBER}


CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n"]*))([,\n])')


def neo4j_rows(text: str, key: str) -> Rows:
    lines: list[list[str | None]] = [[]]
    for cell in CELL.finditer(text):
        quoted, plain, end = cell.groups()
        lines[-1].append(quoted.replace('""', '"') if quoted is not None else plain or None)
        if end == "\n":
            lines.append([])
    head, *rows = lines[:-1]
    found: Rows = {}
    for row in rows:
        cells = {str(name): value for name, value in zip(head, row, strict=True) if value is not None}
        ends = {":START_ID": "source", ":END_ID": "target"}
        values = {ends.get(name, name.rpartition(":")[0]): neo4j_value(name, value) for name, value in cells.items()}
        assert cells[key] not in found
        found[cells[key]] = values
    return found


def neo4j_value(name: str, value: str) -> Value:
    kind = name.rpartition(":")[2]
    if kind.endswith("[]"):
        return value.split(UNIT)
    return value_of(value, NEO4J_KINDS.get(kind, Kind.TEXT))


DOT_ID = r'"((?:[^"\\]|\\.)*)"'


DOT_PAIR = re.compile(rf"{DOT_ID}={DOT_ID}", re.DOTALL)


def read_dot(network: Network) -> tuple[Rows, Rows]:
    """A small reader of what the format writes; Graphviz itself reads it in test_network_readers."""
    nodes: Rows = {}
    edges: Rows = {}
    text, at = written(Dot(), network), 0
    statement = re.compile(rf"\n{DOT_ID}(?: -> {DOT_ID})? \[((?:{DOT_ID}={DOT_ID}(?:, )?)*)\];")
    for found in statement.finditer(text, at):
        values: dict[str, Value] = {undot(name): undot(value) for name, value in DOT_PAIR.findall(found[3])}
        if found[2] is None:
            nodes[undot(found[1])] = values
        else:
            edges[str(values["id"])] = {
                **values,
                "source": undot(found[1]),
                "target": undot(found[2]),
                "label": values["tooltip"],
            }
    return dot_typed(nodes, network.node_columns, Dot().node_names(network)), dot_typed(
        edges, network.edge_columns, Dot().edge_names(network)
    )


def dot_typed(rows: Rows, columns: dict[str, Kind], names: dict[str, str]) -> Rows:
    kinds = {names[column]: kind for column, kind in columns.items()} | {"label": Kind.TEXT}
    shown = {"label": lambda text: text.replace("&amp;", "&")}
    return {
        key: {
            name: value_of(shown.get(name, str)(str(value)), kinds.get(name, Kind.TEXT))
            for name, value in row.items()
            if name in kinds or name in ("source", "target")
        }
        for key, row in rows.items()
    }


def undot(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def read_geojson(network: Network) -> tuple[Rows, Rows]:
    """Both files; `element` says what a feature is."""
    rows: tuple[Rows, Rows] = ({}, {})
    for file in ("net.geojson", "net.unplaced.geojson"):
        for feature in json.loads(written(GeoJson(), network, file))["features"]:
            assert (feature["geometry"] is None) == ("unplaced" in file)
            values = feature["properties"]
            rows[values["element"] == "edge"][values["id"]] = values
    return rows


def read_kml(network: Network) -> tuple[Rows, Rows]:
    kml = "{http://www.opengis.net/kml/2.2}"
    root = etree.fromstring(written(Kml(), network).encode())
    rows: tuple[Rows, Rows] = ({}, {})
    tables = [(network.node_columns, Kml().node_names(network)), (network.edge_columns, Kml().edge_names(network))]
    for mark in root.iter(f"{kml}Placemark"):
        cells = {cell.get("name"): cell.findtext(f"{kml}value") for cell in mark.iter(f"{kml}Data")}
        edge = cells["element"] == "edge"
        columns, names = tables[edge]
        kinds = {names[column]: kind for column, kind in columns.items()}
        rows[edge][cells["id"]] = {name: value_of(text, kinds.get(name, Kind.TEXT)) for name, text in cells.items()}
    return rows


def read_parquet(network: Network) -> tuple[Rows, Rows]:
    return parquet_rows(network, "nodes.parquet"), parquet_rows(network, "edges.parquet")


def parquet_rows(network: Network, file: str) -> Rows:
    table = parquet.read_table(pa.BufferReader(b"".join(Parquet().files(network, "net")[file])))
    rows = {row["id"]: {name: value for name, value in row.items() if value is not None} for row in table.to_pylist()}
    assert len(rows) == table.num_rows
    return rows


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(tuple("=+-@\t\r")) else cell


READERS: list[tuple[Format, Callable[[Network], tuple[Rows, Rows]]]] = [
    (Gexf(), read_gexf),
    (Gexf(), lambda network: read_gexf(network, "net.static.gexf")),
    (GraphML(), read_graphml),
    (CytoscapeJs(), read_cyjs),
    (NodeLink(), read_json),
    (Csv(), read_csv),
    (Kumu(), read_kumu),
    (Cx2(), read_cx2),
    (Neo4j(), read_neo4j),
    (Dot(), read_dot),
    (GeoJson(), read_geojson),
    (Kml(), read_kml),
    (Parquet(), read_parquet),
]


NOTHING: dict[str, tuple[Value, ...]] = {"csv": ("",), "kumu": ("",), "neo4j": ([],)}
