"""Networks opened by programs that nobody here wrote: the case itself, and one with hostile values."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import followthemoney
import igraph
import networkx as nx
import pandas as pd
import pytest
from followthemoney.statement.serialize import read_csv_statements
from hypothesis import given, settings
from ndex2.cx2 import RawCX2NetworkFactory
from shapely.geometry import shape

from kg.build import open_store
from kg.network import Network, flatten, project
from kg.network.formats import FORMATS, Dot, FollowTheMoney, GraphML, Kml
from kg.network.style import colour, line, web
from kg.network.values import as_text
from kg.schema import load
from tests import seedcase
from tests.networks import HOSTILE, graphs, sample, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOSTS = ("actors", "routes", "law", "attribution")


@pytest.fixture(scope="module", params=HOSTS)
def network(request: pytest.FixtureRequest) -> Network:
    return case(request.param)


def case(projection: str) -> Network:
    return flatten(project(open_store(seedcase.whole()), projection, policy="everything"))


def hostile() -> Network:
    """A network whose every text would like to be something else."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported", said=HOSTILE)
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"n{number}", label=text, type="Person", words=[text], source=text)
        graph.add_edge("n0", f"n{number}", key=f"e{number}", relation=text, label=text, source=text, words=[text])
    return flatten(graph)


def saved(name: str, network: Network, folder: Path) -> dict[str, Path]:
    """The files of a format, on disk."""
    paths = {}
    for file, pieces in FORMATS[name]().files(network, "net").items():
        paths[file] = folder / file
        paths[file].write_bytes(b"".join(each.encode() if isinstance(each, str) else each for each in pieces))
    return paths


def node(script: str, *packages: str) -> Callable[[Path], Any]:
    """A program for Node.js that gets a file and prints JSON; the packages must be in the folder of NODE_READERS."""
    folder = Path(os.environ.get("NODE_READERS", "/absent")) / "node_modules"
    if not shutil.which("node") or not all((folder / package).is_dir() for package in packages):
        pytest.skip(f"not here: npm install --prefix DIR {' '.join(packages)}, and name DIR in NODE_READERS")

    def run(path: Path) -> Any:
        done = subprocess.run(
            ["node", "-e", script, str(path)],
            cwd=folder.parent,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return run


GRAPHOLOGY = """
const {MultiDirectedGraph} = require('graphology');
const text = require('fs').readFileSync(process.argv[1], 'utf-8');
const graph = require('graphology-%s').parse(MultiDirectedGraph, text);
console.log(JSON.stringify({
  nodes: graph.mapNodes((id, data) => [id, data.label, data.x, data.color, data.type_attribute || data.type]),
  edges: graph.mapEdges((id, data, source, target) => [id, source, target, data.label, data.date, data.stances]),
}));
"""


@pytest.mark.parametrize(
    ("name", "file"), [("gexf", "net.gexf"), ("gexf", "net.static.gexf"), ("graphml", "net.graphml")]
)
def test_graphology_opens_it(network: Network, tmp_path: Path, name: str, file: str) -> None:
    open_it = node(GRAPHOLOGY % name, "graphology", f"graphology-{name}")
    found = open_it(saved(name, network, tmp_path)[file])
    assert [each[:3] for each in sorted(found["nodes"])] == [
        [each.id, each.label, network.positions[each.id][0]] for each in network.nodes
    ]
    assert len({each[3] for each in found["nodes"]}) == len({colour(each) for each in network.nodes})
    edges = {(each.id, each.source, each.target, each.label) for each in network.edges}
    assert {tuple(each[:4]) for each in found["edges"]} == edges
    assert {each[0]: each[4] for each in found["nodes"]} == {each.id: each.values["type"] for each in network.nodes}
    assert {each[0]: each[4] for each in found["edges"]} == {each.id: each.values.get("date") for each in network.edges}
    stances = {each[0]: each[5] if isinstance(each[5], list) else json.loads(each[5]) for each in found["edges"]}
    assert stances == {each.id: each.values["stances"] for each in network.edges}


CYTOSCAPE = """
const document = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf-8'));
const cy = require('cytoscape')({headless: true, styleEnabled: true, ...document});
const found = JSON.stringify({
  nodes: cy.nodes().map(node => [
    node.id(), node.position().x, node.data('label'), node.data('type'), node.style('background-color')
  ]),
  edges: cy.edges().map(edge => [
    edge.source().id(), edge.target().id(), edge.data('key'), edge.data('source_attribute'), edge.data('date'),
    edge.data('stances'), edge.style('line-style')
  ]),
});
process.stdout.write(found, () => process.exit(0));
"""


def test_cytoscape_js_opens_it(tmp_path: Path) -> None:
    open_it = node(CYTOSCAPE, "cytoscape")
    network = flatten(sample(source="Reuters"))
    found = open_it(saved("cyjs", network, tmp_path)["net.cyjs"])
    assert [each[:3] for each in found["nodes"]] == [
        [each.id, network.positions[each.id][0], each.label] for each in network.nodes
    ]
    assert [each[:4] for each in found["edges"]] == [["a", "b", "e1", "Reuters"], ["a", "b", "e2", None]]


def test_cytoscape_js_opens_the_case(network: Network, tmp_path: Path) -> None:
    found = node(CYTOSCAPE, "cytoscape")(saved("cyjs", network, tmp_path)["net.cyjs"])
    assert [each[3] for each in found["nodes"]] == [each.values["type"] for each in network.nodes]
    assert [each[4].replace(" ", "") for each in found["nodes"]] == [
        "rgb({},{},{})".format(*colour(each)) for each in network.nodes
    ]
    assert [each[4:] for each in found["edges"]] == [
        [each.values.get("date"), each.values["stances"], line(each).shape] for each in network.edges
    ]


@pytest.mark.parametrize("make", [hostile, lambda: case("actors")], ids=["hostile", "case"])
def test_igraph_opens_graphml(make: Callable[[], Network], tmp_path: Path) -> None:
    network = make()
    graph = igraph.Graph.Read_GraphML(str(saved("graphml", network, tmp_path)["net.graphml"]))
    names = GraphML().node_names(network)
    assert [each["id"] for each in graph.vs] == [each.id for each in network.nodes]
    assert [each["label"] for each in graph.vs] == [each.label for each in network.nodes]
    assert [each["x"] for each in graph.vs] == [network.positions[each.id][0] for each in network.nodes]
    assert [each["label"] for each in graph.es] == [each.label for each in network.edges]
    assert [graph.vs[each.target]["id"] for each in graph.es] == [each.target for each in network.edges]
    if "type" in names:
        assert graph.vs[names["type"]] == [each.values["type"] for each in network.nodes]
    drawn = zip(graph.vs["r"], graph.vs["g"], graph.vs["b"], strict=True)
    assert [tuple(map(int, each)) for each in drawn] == [colour(each) for each in network.nodes]
    for name in ("stances", "date"):
        if name in network.edge_columns:
            wanted = [as_text(each.values.get(name, "")) for each in network.edges]
            assert graph.es[name] == wanted


@pytest.mark.parametrize("make", [hostile, lambda: case("actors")], ids=["hostile", "case"])
def test_ndex2_opens_cx2(make: Callable[[], Network], tmp_path: Path) -> None:
    network = make()
    found = RawCX2NetworkFactory().get_cx2network(str(saved("cx2", network, tmp_path)["net.cx2"]))
    nodes, edges = found.get_nodes(), found.get_edges()
    assert [each["v"]["id"] for each in nodes.values()] == [each.id for each in network.nodes]
    assert [each["x"] for each in nodes.values()] == [network.positions[each.id][0] for each in network.nodes]
    assert [each["v"]["name"] for each in nodes.values()] == [each.label for each in network.nodes]
    assert [nodes[each["t"]]["v"]["id"] for each in edges.values()] == [each.target for each in network.edges]
    assert [each["v"]["colour"] for each in nodes.values()] == [web(colour(each)) for each in network.nodes]
    for name in ("type", "stances", "date"):
        things = ((nodes, network.nodes), (edges, network.edges))
        for read, wrote in things:
            assert [each["v"].get(name) for each in read.values()] == [each.values.get(name) for each in wrote]
    assert found.get_network_attributes()["policy"] == network.about["policy"]
    assert found.get_visual_properties()["nodeMapping"]["NODE_BACKGROUND_COLOR"]["definition"]["attribute"] == "colour"


GRAPHVIZ = "Graphviz is not here: apt-get install graphviz"


def graphviz(network: Network) -> tuple[dict[str, Any], dict[str, Any]]:
    """Nodes by name and edges by id, as Graphviz reads them."""
    done = subprocess.run(
        ["neato", "-n2", "-Tdot_json"], input=written(Dot(), network).encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    found = json.loads(done.stdout)
    objects = {each["_gvid"]: each for each in found.get("objects", [])}
    nodes = {undoubled(each["name"]): each for each in objects.values()}
    edges = {undoubled(each["id"]): each for each in found.get("edges", [])}
    assert len(nodes) == len(objects)
    return nodes, edges


def undoubled(text: str) -> str:
    return text.replace("\\\\", "\\")


@pytest.mark.skipif(not shutil.which("neato"), reason=GRAPHVIZ)
def test_graphviz_opens_the_case(network: Network) -> None:
    nodes, edges = graphviz(network)
    assert nodes.keys() == {each.id for each in network.nodes}
    assert edges.keys() == {each.id for each in network.edges}
    for each in network.edges:
        told = {name: undoubled(edges[each.id].get(name, "")) for name in ("quotation", "date", "stances")}
        assert told == {name: as_text(each.values.get(name, "")) for name in told}
        assert edges[each.id]["style_attribute"] == each.values["style"]
    for thing in network.nodes:
        x, y = map(float, nodes[thing.id]["pos"].split(","))
        assert (x, y) == pytest.approx(network.positions[thing.id], abs=0.01)
        assert (nodes[thing.id]["type"], nodes[thing.id]["fillcolor"]) == (thing.values["type"], web(colour(thing)))


@pytest.mark.skipif(not shutil.which("neato"), reason=GRAPHVIZ)
@settings(deadline=None, max_examples=25)
@given(graphs())
def test_graphviz_loses_no_node_and_no_edge(graph: nx.MultiDiGraph[Any]) -> None:
    network = flatten(graph)
    nodes, edges = graphviz(network)
    assert nodes.keys() == {each.id for each in network.nodes}
    assert edges.keys() == {each.id for each in network.edges}


@pytest.mark.parametrize("make", [hostile, lambda: case("actors")], ids=["hostile", "case"])
def test_pandas_opens_csv_and_parquet(make: Callable[[], Network], tmp_path: Path) -> None:
    network = make()
    ids = [each.id for each in network.edges]
    for name, key in (("csv", "Id"), ("kumu", "ID")):
        files = saved(name, network, tmp_path)
        edges, nodes = (pd.read_csv(path, encoding="utf-8-sig", dtype=str) for path in list(files.values())[:2])
        assert edges[key].tolist() == ids
        for column in ("date", "stances"):
            if column in network.edge_columns:
                wanted = [as_text(each.values.get(column, "")) for each in network.edges]
                assert edges[column].fillna("").tolist() == wanted
        assert set(edges.iloc[:, 0]) | set(edges.iloc[:, 1]) <= set(nodes[key])
    files = saved("parquet", network, tmp_path)
    assert pd.read_parquet(files["edges.parquet"])["id"].tolist() == ids
    assert pd.read_parquet(files["nodes.parquet"])["label"].tolist() == [each.label for each in network.nodes]


def test_shapely_finds_each_place_and_movement_where_the_register_puts_it(tmp_path: Path) -> None:
    network = case("routes")
    files = saved("geojson", network, tmp_path)
    features = json.loads(files["net.geojson"].read_text("utf-8"))["features"]
    shapes = [shape(feature["geometry"]) for feature in features]
    assert all(each.is_valid for each in shapes)
    assert Counter(each.geom_type for each in shapes).keys() == {"Point", "LineString"}
    inside = shape({"type": "Polygon", "coordinates": [[[18, 41], [180, 41], [180, 82], [18, 82], [18, 41]]]})
    assert all(inside.contains(each) for each in shapes)
    unplaced = json.loads(files["net.unplaced.geojson"].read_text("utf-8"))["features"]
    assert len(features) + len(unplaced) == len(network.nodes) + len(network.edges)


def entities(network: Network) -> Iterator[tuple[dict[str, Any], Any]]:
    for entity in written(FollowTheMoney(), network).split("\n")[:-1]:
        raw = json.loads(entity)
        yield raw, followthemoney.model.get_proxy(raw)


def test_followthemoney_takes_every_entity_and_value(network: Network) -> None:
    found = list(entities(network))
    for raw, proxy in found:
        proxy.schema.validate(raw)
        assert {name: sorted(set(texts)) for name, texts in raw["properties"].items()} == {
            prop.name: sorted(proxy.get(prop)) for prop in proxy.iterprops()
        }
    ids = {raw["id"] for raw, _ in found}
    assert len(ids) == len(found)
    documents = {each for edge in network.edges for each in edge.values.get("sources", [])}  # type: ignore[union-attr]
    assert len(found) == len(network.nodes) + len(network.edges) + len(documents)


def test_followthemoney_reads_the_statements(network: Network, tmp_path: Path) -> None:
    files = saved("ftm", network, tmp_path)
    statements = list(read_csv_statements(io.BytesIO(files["net.statements.csv"].read_bytes())))
    assert all(each.generate_key() == each.id for each in statements)
    values = sum(len(set(texts)) for raw, _ in entities(network) for texts in raw["properties"].values())
    assert len(statements) == values


@settings(deadline=None, max_examples=40)
@given(graphs())
def test_followthemoney_takes_any_network(graph: nx.MultiDiGraph[Any]) -> None:
    network = flatten(graph)
    found = list(entities(network))
    for raw, proxy in found:
        proxy.schema.validate(raw)
    links = [raw for raw, _ in found if raw["schema"] == "UnknownLink"]
    assert len(links) == len(network.edges)


def test_what_is_denied_or_conditional_is_no_trip_and_no_membership() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for name in ("x", "y"):
        graph.add_node(name, type="Place")
    for key, style, disputed in (("1", "putForward", False), ("2", "denied", False), ("3", "putForward", True)):
        graph.add_edge("x", "y", key=key, style=style, disputed=disputed, proposition_type="TransferLeg", relation="r")
    found = {raw["id"]: raw for raw, _ in entities(flatten(graph))}
    assert [found[f"edge-{key}"]["schema"] for key in "123"] == ["Trip", "UnknownLink", "UnknownLink"]
    assert found["edge-2"]["properties"]["role"] == ["denied: r"]
    assert found["edge-3"]["properties"]["status"] == ["disputed"]


def test_the_ontology_names_schemata_that_followthemoney_has() -> None:
    named = {term.ftm for term in load().classes.values() if term.ftm}
    assert named
    assert named <= set(followthemoney.model.schemata)


def test_what_followthemoney_cannot_hold_is_listed_beside_it(tmp_path: Path) -> None:
    notes = json.loads(saved("ftm", case("actors"), tmp_path)["net.ftm.notes.json"].read_text("utf-8"))
    (left,) = (line for line in notes["notes"] if "edge attribute(s)" in line)
    assert {"independence", "root_ids", "relays"} <= set(re.findall(r"\w+", left))


def test_values_that_followthemoney_cannot_hold_are_counted() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    graph.add_node("e", type="Event", identifiers=["case:1", "wikidata:Q1"])
    graph.add_node("p", type="Provision")
    graph.add_edge("e", "p", key="1", date="2022-09-05?", iri="https://example.org/1")
    graph.add_edge("e", "p", key="2", date="2022-09")
    notes = " ".join(FollowTheMoney().notes(flatten(graph)))
    for words in ("1 date(s)", "1 node(s) of types", "1 identifier(s)", "edge attribute(s) iri"):
        assert words in notes


def test_load_cypher_reads_every_column_and_type_that_the_tables_have(tmp_path: Path) -> None:
    network = hostile()
    files = saved("neo4j", network, tmp_path)
    script = files["load.cypher"].read_text("utf-8")
    for name in ("nodes.csv", "edges.csv"):
        head = files[name].read_text("utf-8").split("\n")[0]
        assert all(f"row.`{column}`" in script for column in re.findall(r'"([^"]*)"', head))
    statements = [part for part in script.split(";\n") if "LOAD CSV" in part]
    kinds = re.findall(r"WITH row WHERE row\.`:TYPE` = '(\w+)'", script)
    assert len(statements) == 1 + len(set(kinds)) == 1 + len(kinds)
    assert not [
        line for line in script.splitlines() if re.match(r"^[^/ ]", line) and not line.startswith(("LOAD", "CREATE"))
    ]


CYPHER = """
const {lintCypherQuery} = require('@neo4j-cypher/language-support');
const script = require('fs').readFileSync(process.argv[1], 'utf-8');
console.log(JSON.stringify(lintCypherQuery(script, {}).diagnostics.map(each => each.message)));
"""


def odd_names() -> Network:
    """Attributes, types and relations whose names would like to be Cypher."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(policy="reported")
    graph.graph["a\nMATCH (n) DETACH DELETE n //"] = "x"
    for number, text in enumerate((*HOSTILE, "`) DETACH DELETE n //", "\\u0060", "a:b", "it's", "{}", "$x")):
        graph.add_node(f"n{number}", type=text, **{f"{text}": "x"})
        graph.add_edge("n0", f"n{number}", key=f"e{number}", relation=text, **{f"{text}": "x"})
    return flatten(graph)


@pytest.mark.parametrize("make", [hostile, odd_names, lambda: case("law")], ids=["hostile", "names", "case"])
def test_neo4j_finds_nothing_wrong_with_load_cypher(make: Callable[[], Network], tmp_path: Path) -> None:
    lint = node(CYPHER, "@neo4j-cypher/language-support")
    script = saved("neo4j", make(), tmp_path)["load.cypher"]
    assert lint(script) == []
    code = [line for line in script.read_text("utf-8").split("\n") if not line.startswith("//")]
    assert not [line for line in code if "DELETE" in re.sub("`[^`]*`|'[^']*'", "", line)]


def test_neo4j_would_find_something(tmp_path: Path) -> None:
    lint = node(CYPHER, "@neo4j-cypher/language-support")
    (tmp_path / "bad.cypher").write_text("MATCH (a RETURN a", "utf-8")
    assert lint(tmp_path / "bad.cypher")


def test_kml_tells_disputed_lines_by_colour_and_keeps_dates() -> None:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.add_node("x", longitude=30.5, latitude=50.4)
    graph.add_node("y", longitude=27.6, latitude=53.9)
    graph.add_edge("x", "y", key="1", disputed=True, earliest="2022-03-01", latest="2022-03-31")
    text = written(Kml(), flatten(graph))
    assert "<TimeSpan><begin>2022-03-01</begin><end>2022-03-31</end></TimeSpan>" in text
    assert "<LineString><coordinates>30.5,50.4 27.6,53.9</coordinates></LineString>" in text
    assert "<color>ff005ed5</color>" in text
