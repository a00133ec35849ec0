"""Projections: what becomes a node, what an edge, and that each edge keeps its evidence and its stance."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import pytest

from kg.cli import main
from kg.errors import QueryError, UsageError
from kg.network import FORMATS, flatten, policies, project, projections
from kg.network import project as project_module_function
from kg.network import reader as reader_module
from kg.network.reader import LABEL
from kg.network.style import colours
from kg.quads import write
from kg.schema import CT, load
from kg.store import Store, parse

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
@base <https://w3id.org/child-transfer/id/> .
@prefix kg: <https://w3id.org/child-transfer/id/> .
@prefix ct: <https://w3id.org/child-transfer/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
CASE = """
<graph/ontology> { ct:ordered skos:prefLabel "ordered"@en . ct:financed skos:prefLabel "financed"@en . }
<graph/inferred> {
  kg:ruler a ct:Agent . kg:fund a ct:Agent . kg:press a ct:Agent . kg:transfer a ct:Event .
}
<graph/register> {
  kg:ruler a ct:Person ; rdfs:label "The Ruler"@en , "Правитель"@ru ; skos:altLabel "R."@en ;
    ct:identifier <ruler/id-1> .
  <ruler/id-1> a ct:Identifier ; ct:scheme ct:wikidata ; skos:notation "Q1" .
  kg:fund a ct:Organisation ; rdfs:label "Fonds"@fr .
  kg:press a ct:Organisation ; rdfs:label "The Press"@en .
  kg:town a ct:Place ; rdfs:label "Town"@en .
  kg:country a ct:Place ; rdfs:label "Country"@en .
}
<graph/source/paper> {
  kg:transfer a ct:TransferEvent ; rdfs:label "the transfer"@en ; ct:mentionedIn kg:paper .
  <claim/c1> a ct:Claim ; prov:wasAttributedTo kg:press ; ct:source kg:paper ;
    ct:stance ct:alleged ; ct:passage <claim/c1/quote-1> .
  <claim/c1/quote-1> a oa:SpecificResource ; oa:hasSelector <claim/c1/quote-1/q> , <claim/c1/quote-1/p> .
  <claim/c1/quote-1/q> oa:exact "he \\"ordered\\" it" . <claim/c1/quote-1/p> oa:start 5 .
  <claim/c2> a ct:Claim ; prov:wasAttributedTo kg:fund ; ct:source kg:paper ; ct:relayedBy kg:press ;
    ct:stance ct:denied .
  <claim/c3> a ct:Claim ; prov:wasAttributedTo kg:press ; ct:source kg:paper ; ct:stance ct:conditional .
}
<graph/propositions> {
  <proposition/1-a> a ct:Participation ; ct:agent kg:ruler ; ct:event kg:transfer ; ct:role ct:ordered ;
    ct:date "2022-03"^^edtf:EDTF ; ct:earliest "2022-03-01"^^xsd:date ; ct:latest "2022-03-31"^^xsd:date .
  <proposition/1-b> a ct:Participation ; ct:agent kg:fund ; ct:event kg:transfer ; ct:role ct:financed .
  <proposition/1-c> a ct:TransferLeg ; ct:origin kg:town ; ct:destination kg:country .
}
<graph/columns> {
  <proposition/1-a> rdfs:label "that the ruler ordered it"@en ; ct:root kg:report ;
    ct:independence ct:independenceUnknown .
  <proposition/1-b> rdfs:label "that the fund financed it"@en .
  <proposition/1-c> rdfs:label "that they went"@en ; ct:root kg:report .
  <claim/c1> ct:root kg:report . <claim/c2> ct:root kg:fund . <claim/c3> ct:root kg:report .
}
"""
VIEW = """
<graph/view/{policy}> {{
  <policy/{policy}> a ct:Policy ; rdfs:label "{policy}"@en .
  <edge/{policy}/e1> a ct:Edge ; rdfs:label "alleged: that the ruler ordered it"@en ;
    ct:from kg:ruler ; ct:to kg:transfer ;
    ct:relation ct:ordered ; ct:policy <policy/{policy}> ; ct:ofProposition <proposition/1-a> ;
    ct:disputed true ; ct:rootCount 1 ;
    ct:stance ct:alleged ; ct:basedOn <claim/c1> .
  <edge/{policy}/e4> a ct:Edge ; rdfs:label "asserted: that they went"@en ; ct:from kg:town ; ct:to kg:country ;
    ct:relation ct:TransferLeg ; ct:policy <policy/{policy}> ; ct:ofProposition <proposition/1-c> ;
    ct:disputed false ; ct:rootCount 1 ;
    ct:stance ct:asserted ; ct:basedOn <claim/c1> .
  {more}
}}
"""
MORE = """
  <edge/everything/e2> a ct:Edge ; rdfs:label "denied: that the fund financed it"@en ;
    ct:from kg:fund ; ct:to kg:transfer ;
    ct:relation ct:financed ; ct:policy <policy/everything> ; ct:ofProposition <proposition/1-b> ; ct:disputed false ;
    ct:rootCount 1 ; ct:stance ct:denied ; ct:basedOn <claim/c2> .
  <edge/everything/e3> a ct:Edge ; rdfs:label "conditional: that the ruler ordered it"@en ;
    ct:from kg:ruler ; ct:to kg:transfer ;
    ct:relation ct:ordered ; ct:policy <policy/everything> ; ct:ofProposition <proposition/1-a> ; ct:disputed true ;
    ct:rootCount 1 ; ct:stance ct:conditional ; ct:basedOn <claim/c3> .
"""
EMPTY = '<graph/view/undisputed> { <policy/undisputed> a ct:Policy ; rdfs:label "undisputed"@en . }'
TRIG = HEAD + CASE + VIEW.format(policy="reported", more="") + VIEW.format(policy="everything", more=MORE) + EMPTY
NQUADS = write(parse(TRIG.encode(), "trig"))


@pytest.fixture
def store() -> Store:
    held = Store.memory()
    held.load(NQUADS)
    return held


def edge(graph: nx.MultiDiGraph[str], key: str) -> dict[str, Any]:
    return next(data for _, _, name, data in graph.edges(keys=True, data=True) if name == key)


def test_actors_are_agents_and_events(store: Store) -> None:
    graph = project(store, policy="everything")
    assert {node: data["type"] for node, data in graph.nodes(data=True)} == {
        "ruler": "Person",
        "fund": "Organisation",
        "transfer": "TransferEvent",
    }
    assert sorted(graph.edges(keys=True)) == [
        ("fund", "transfer", "e2"),
        ("ruler", "transfer", "e1"),
        ("ruler", "transfer", "e3"),
    ]


def test_an_edge_keeps_its_evidence(store: Store) -> None:
    assert edge(project(store), "e1") == {
        "id": "e1",
        "stance_mix": ["alleged 1"],
        "iri": "https://w3id.org/child-transfer/id/edge/reported/e1",
        "label": "alleged: that the ruler ordered it",
        "policy": "reported",
        "relation": "ordered",
        "relation_label": "ordered",
        "stances": ["alleged"],
        "style": "putForward",
        "disputed": True,
        "proposition": "1-a",
        "proposition_label": "that the ruler ordered it",
        "proposition_type": "Participation",
        "event": "transfer",
        "event_label": "the transfer",
        "date": "2022-03",
        "earliest": "2022-03-01",
        "latest": "2022-03-31",
        "date_of": "proposition",
        "claims": ["c1"],
        "claimants": ["press"],
        "claimant_labels": ["The Press"],
        "sources": ["paper"],
        "quotation": 'he "ordered" it',
        "roots": 1,
        "root_ids": ["report"],
        "independence": "independenceUnknown",
    }


def test_what_nobody_puts_forward_is_an_edge_of_its_own_kind(store: Store) -> None:
    graph = project(store, policy="everything")
    assert {key: data["style"] for *_, key, data in graph.edges(keys=True, data=True)} == {
        "e1": "putForward",
        "e2": "denied",
        "e3": "conditional",
    }
    kinds = {edge.id: edge.kind for edge in flatten(graph).edges}
    assert kinds == {"e1": "ordered", "e2": "denied financed", "e3": "conditional ordered"}
    assert edge(graph, "e2")["relays"] == ["press"]


def test_an_edge_without_a_stance_is_not_taken_for_one_that_is_put_forward() -> None:
    held = Store.memory()
    held.load(b"\n".join(line for line in NQUADS.splitlines() if b"ns#stance>" not in line))
    assert {data["style"] for *_, data in project(held).edges(data=True)} == {"noStance"}


def test_a_node_says_what_it_is_called_and_where_else_it_is_known(store: Store) -> None:
    graph = project(store, policy="everything")
    assert graph.nodes["ruler"] == {
        "id": "ruler",
        "iri": "https://w3id.org/child-transfer/id/ruler",
        "label": "The Ruler",
        "type": "Person",
        "names": ["R.", "Правитель"],
        "identifiers": ["wikidata:Q1"],
        "roots": 1,
    }
    assert graph.nodes["fund"]["label"] == "Fonds"
    assert graph.nodes["transfer"]["mentioned_in"] == ["paper"]


def test_ids_held_to_be_one_are_one_node_with_the_names_of_all() -> None:
    held = Store.memory()
    kg = "https://w3id.org/child-transfer/id"
    more = (
        (f"<{kg}/ruler>", CT.identity, f"<{kg}/ruler>", "identity"),
        (f"<{kg}/listed-ruler>", CT.identity, f"<{kg}/ruler>", "identity"),
        (f"<{kg}/listed-ruler>", LABEL, '"RULER, The"@en', "register"),
    )
    lines = "".join(f"{s} <{p}> {o} <{kg}/graph/{graph}> .\n" for s, p, o, graph in more)
    held.load(NQUADS + lines.encode())
    node = project(held, policy="everything").nodes["ruler"]
    assert node["same_as"] == ["listed-ruler"]
    assert node["names"] == ["R.", "RULER, The", "Правитель"]


def test_a_node_is_sized_by_the_roots_of_what_is_put_forward(store: Store) -> None:
    graph = project(store, policy="everything")
    assert {node: graph.nodes[node]["roots"] for node in graph} == {"ruler": 1, "transfer": 1, "fund": 0}


def test_the_graph_says_how_it_came_about_and_what_was_left_out(store: Store) -> None:
    about = project(store, build="abc").graph
    assert (about["policy"], about["projection"], about["build"]) == ("reported", "actors", "abc")
    assert about["left_out"] == [
        "1 TransferLeg edge(s) of the view, which this projection does not show",
        "1 proposition(s) that the policy reported does not let through, but everything does",
    ]


def test_many_things_read_ahead_give_the_same_network(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one = flatten(project(store, policy="everything"))
    monkeypatch.setattr(reader_module, "MANY", 0)
    assert flatten(project(store, policy="everything")) == one_by_one


def test_a_policy_that_lets_nothing_through_gives_an_empty_network(store: Store) -> None:
    graph = project(store, policy="undisputed")
    assert (len(graph), graph.number_of_edges()) == (0, 0)
    assert policies(store) == ["everything", "reported", "undisputed"]


@pytest.mark.parametrize(
    ("projection", "policy", "message"),
    [
        ("actor", "reported", r"(?s)no projection is called `actor`.*did you mean `actors`\?"),
        ("actors", "report", r"(?s)no policy is called `report`.*did you mean `reported`\?"),
        ("actors", "xyz", r"(?s)no policy is called `xyz`.*use `everything`, `reported`, `undisputed`"),
    ],
)
def test_an_unknown_name_is_an_error_with_a_suggestion(
    store: Store, projection: str, policy: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        project(store, projection, policy=policy)


def test_a_store_without_views_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="run `kg build`"):
        project(Store.memory())


def test_a_projection_without_the_column_it_needs(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.rq").write_text("SELECT ?from WHERE { ?edge ?p ?from ; ?q ?policy }")
    monkeypatch.setattr(sys.modules[project_module_function.__module__], "SHIPPED", tmp_path)
    with pytest.raises(QueryError, match="no column \\?edge"):
        project(store, "mine")


@pytest.mark.parametrize("name", projections())
def test_every_projection_explains_itself(name: str) -> None:
    text = projections()[name].read_text("utf-8")
    assert [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("#:")] == [
        "summary",
        "node",
        "edge",
        "direction",
    ]


def test_pictures_tell_agents_events_posts_and_places_apart_by_colour() -> None:
    schema = load()
    kinds = [*schema.subs(CT.Agent) - {CT.Agent}, CT.Event, CT.Post, CT.Place]
    shown = {colours()[schema.classes[kind].local] for kind in kinds}
    assert len(shown) == len(kinds)


# The command


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with a hand-made build."""
    (tmp_path / "build").mkdir()
    (tmp_path / "kg.yaml").write_text("title: a case\n")
    (tmp_path / "build" / "manifest.json").write_text(json.dumps({"graph": {"sha256": "abc123"}}))
    built = Store.create(tmp_path / "build" / "store")
    built.load(NQUADS)
    built.close()
    return tmp_path


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Kg = Callable[..., Done]


@pytest.fixture
def kg(case: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Kg:
    """`kg network` on the case: words → status and what was printed."""

    def run(*words: str) -> Done:
        status = main(["-C", str(case), "network", *words])
        shown = capsysbinary.readouterr()
        return Done(status, shown.out.decode(), shown.err.decode())

    return run


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_writes_every_format_with_policy_build_and_omissions(kg: Kg, tmp_path: Path, form: str) -> None:
    done = kg("--format", form, "-o", str(tmp_path / "net"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "3 node(s)" not in done.stderr
    assert "2 node(s) and 1 edge(s) under the policy reported" in done.stderr
    written = [path for path in tmp_path.rglob("*") if path.is_file() and "net" in path.name + path.parent.name]
    text = "".join(path.read_bytes().decode("utf-8", "replace") for path in written)
    assert all(word in text for word in ("reported", "abc123", "TransferLeg"))
    assert not list(tmp_path.rglob("*.part"))


def test_gexf_has_its_static_twin_and_the_format_follows_from_the_name(kg: Kg, tmp_path: Path) -> None:
    done = kg("-o", str(tmp_path / "net.gexf"))
    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.glob("net*")) == ["net.gexf", "net.static.gexf"]
    assert nx.read_gexf(tmp_path / "net.gexf").number_of_edges() == 1
    assert kg("-o", str(tmp_path / "net.json"), "--links").returncode == 0
    assert json.loads((tmp_path / "net.json").read_text("utf-8"))["links"][0]["claims"] == ["c1"]


def test_csv_on_stdout_is_the_edges_alone_and_says_so(kg: Kg) -> None:
    done = kg("--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert [row["Source"] for row in rows] == ["ruler"]
    assert "edges.csv alone" in done.stderr


def test_the_same_build_gives_the_same_bytes(kg: Kg) -> None:
    first, second = (kg("--format", "graphml", "--policy", "everything") for _ in range(2))
    assert first.stdout == second.stdout != ""


def test_an_empty_network_is_a_file_a_note_and_status_0(kg: Kg) -> None:
    done = kg("--policy", "undisputed", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["edges"] == []
    assert "the network is empty" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["actor"], "did you mean `actors`?"),
        (["--policy", "report"], "did you mean `reported`?"),
        (["--format", "gefx"], "did you mean `gexf`?"),
        (["-o", "nowhere/net.gexf"], "nowhere/net.gexf cannot be written: No such file or directory"),
        (["-f", "csv", "-o", "/dev/null"], "/dev/null cannot be made a folder"),
        (["-f", "gexf", "-o", "/"], "/ is a folder"),
        (["-o", "/sys/net.gexf"], "/sys/net.gexf cannot be written"),  # where not even root may write
    ],
)
def test_the_command_refuses_with_a_remedy(kg: Kg, words: list[str], message: str) -> None:
    done = kg(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "remedy: " in done.stderr
