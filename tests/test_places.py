"""Where statements of others' files stand: every syntax, nodes without a name, and what cannot be followed."""

from __future__ import annotations

import re
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.findings import Position
from kg.foreign import read, read_all
from kg.foreign.nameless import called
from kg.foreign.places import Places
from kg.foreign.second.sought import Sought, Want
from kg.foreign.second.turtle import Turtle
from kg.foreign.terms import Term
from kg.quads import text_of

if TYPE_CHECKING:
    from kg.foreign import File
    from kg.quads import Quad

ROOT = Path(__file__).parents[1]
E = Namespace("http://example.org/ns#")
KINDS = {
    "turtle": "ttl", "longturtle": "ttl", "trig": "trig", "nt": "nt", "nquads": "nq", "xml": "rdf", "json-ld": "jsonld",
}  # fmt: skip
GRAPHS = ("trig", "nquads")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str | bytes) -> File:
    """A file of that name here, read."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(Path(name))


def of(quad: Quad) -> Want:
    return Want(quad[0], (quad[1],), quad[2])


# Any graph, in any syntax.

NAMED = st.sampled_from([E.a, E["b.c"], E["d(e),f"], URIRef("urn:x:y"), URIRef("http://example.org/é#z")])
NODES = NAMED | st.sampled_from([BNode(f"n{n}") for n in range(4)])
PREDICATES = st.sampled_from([E.p, E.q, E["r-s"], E["t.u"], RDF.type])
TEXTS = st.sampled_from(["x", 'quo"te', "two\nlines", "b\\s", "[ ; . ] # @en", "é", '"""', "'"])
LITERALS = TEXTS.map(Literal) | TEXTS.map(lambda text: Literal(text, lang="fr-BE"))
LITERALS |= st.sampled_from([Literal(5), Literal(3.5), Literal(True), Literal("05", datatype=E.number)])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    graph = Graph()
    graph.bind("e", E)
    for subject, predicate in draw(st.lists(st.tuples(NODES, PREDICATES), min_size=1, max_size=15)):
        graph.add((subject, predicate, draw(NAMED if predicate == RDF.type else NODES | LITERALS)))
    for subject, members in draw(
        st.lists(st.tuples(NODES, st.lists(NODES | LITERALS, min_size=1, max_size=4)), max_size=2)
    ):
        head = BNode()
        Collection(graph, head, list[Node](members))
        graph.add((subject, E.list, head))
    return graph


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs(), form=st.sampled_from(sorted(KINDS)))
def test_every_statement_has_a_place_where_it_is_written(graph: Graph, form: str) -> None:
    given_graph: Graph = graph
    if form in GRAPHS:
        given_graph = Dataset()
        for s, p, o in graph:
            given_graph.add((s, p, o, URIRef(f"http://example.org/graph{len(str(s)) % 2}")))  # type: ignore[arg-type]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        file = put(f"data.{KINDS[form]}", given_graph.serialize(format=form))
    places = Places([file], map(of, file.quads))
    lines = file.data.decode().split("\n")
    for quad in file.quads:
        found = places.of(of(quad))
        assert found
        assert all(place.line and _begins(quad[2], lines, place, form) for place in found), (quad, found)


def _begins(value: str, lines: list[str], place: Position, form: str) -> bool:
    """Whether the value, or what stands for it, begins at the place."""
    text = lines[place.line - 1][place.column - 1 :]
    if form == "xml" or value == f"<{RDF.nil}>":
        return text.lstrip()[:1] != ""
    if value.startswith('"'):
        first = text_of(value)[:1]
        return text.lstrip("\"'")[:1] in {first, "\\", ""} or text.startswith(('"', "'", "{"))
    if value.startswith("_:"):
        return text.startswith(("[", "(", "_:", '"_:', "{")) or text[:1] not in "])},;. "
    local = text_of(value).rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]
    return local[:1] in text or text.startswith((")", "]"))


# What a place is of.

TURTLE = """@prefix e: <http://example.org/ns#> .
# e:a e:p "in a comment" .
e:a e:p "one" , "two" ;
    e:q [ e:r 5 ;
          e:s ( "x" e:b [ e:t true ] ) ] .
<http://example.org/ns#b> a e:Thing ; e:p \"\"\"several
lines\"\"\"@en .
[] a e:Thing .
"""


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "line", "column"),
    [
        ("a", "p", '"one"', 3, 9),
        ("a", "p", '"two"', 3, 17),
        ("a", "p", "", 3, 5),
        ("a", "p", '"three"', 3, 5),
        ("a", "other", "", 3, 1),
        ("b", "p", '"several\\nlines"@en', 6, 43),
        ("b", "other", "", 6, 1),
    ],
)
def test_a_value_stands_before_its_property_and_that_before_its_node(
    subject: str, predicate: str, value: str, line: int, column: int
) -> None:
    want = Want(f"<{E}{subject}>", (f"<{E}{predicate}>",), value)
    for text in (TURTLE, TURTLE.replace("\n", "\r\n"), "\ufeff" + TURTLE):
        file = put("data.ttl", text)
        (found,) = Places([file], [want]).of(want) if "\r" not in text or "sev" not in value else (None,)
        assert found in (None, Position("data.ttl", line, column))


def test_nodes_without_a_name_have_places_and_names() -> None:
    file = put("data.ttl", TURTLE)
    bare = {quad[0] for quad in file.quads if quad[0].startswith("_:")}
    places, names = Places([file], [Want(node) for node in bare]), called(file.quads, bare)
    found = sorted((places.of(Want(node))[0][1:], names[node].label) for node in bare)
    way = f"{E}a / {E}q"
    assert found == [
        ((4, 9), way),
        ((5, 17), f"{way} / {E}s (1 of 3)"),
        ((5, 21), f"{way} / {E}s (2 of 3)"),
        ((5, 25), f"{way} / {E}s (3 of 3)"),
        ((5, 25), f"{way} / {E}s / rdf:first"),
        ((8, 1), f"[] a {E}Thing"),
    ]


def test_all_files_that_state_a_thing_are_named() -> None:
    for name in ("b.ttl", "a.ttl"):
        put(name, f"\n<{E}a> <{E}p> 1 .")
    put("c.ttl", f"<{E}c> <{E}p> <{E}a> .")
    want, mention = Want(f"<{E}a>", (f"<{E}p>",)), Want(f"<{E}nobody>")
    places = Places(read_all(map(Path, ("b.ttl", "a.ttl", "c.ttl"))), [want, mention])
    assert [str(place) for place in places.of(want)] == ["b.ttl:2:27", "a.ttl:2:27"]
    assert places.of(mention) == ()


def test_what_is_only_mentioned_is_where_it_is_mentioned() -> None:
    file, want = put("c.ttl", f"<{E}c> <{E}p>\n <{E}a> ."), Want(f"<{E}a>", (f"<{E}p>",))
    assert Places([file], [want]).of(want) == (Position("c.ttl", 2, 2),)


def test_the_uses_of_a_term_are_found() -> None:
    file = put("data.ttl", TURTLE)
    term, cls = Term(f"<{E}p>", is_class=False), Term(f"<{E}Thing>", is_class=True)
    places = Places([file], [], [term, cls])
    assert [place[1:] for place in places.of_term(term, file)] == [(3, 5), (6, 39)]
    assert [place[1:] for place in places.of_term(cls, file)] == [(6, 29), (8, 6)]


RDFXML = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY e "http://example.org/ns#"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="&e;" xml:base="http://example.org/ns">
  <e:T rdf:about="&e;a" e:attr="x">
    <e:p><e:U><e:q>1</e:q></e:U></e:p>
    <e:r rdf:parseType="Resource"><e:s>2</e:s></e:r>
    <e:l rdf:parseType="Collection"><rdf:Description rdf:about="#b"/><e:V/></e:l>
    <e:m rdf:resource="#c" e:n="z"/><e:o rdf:nodeID="k"/>
    <rdf:li>7</rdf:li><rdf:li>8</rdf:li>
    <e:lit rdf:parseType="Literal"><b>x<i/></b></e:lit><e:st rdf:ID="stm">q</e:st><e:none/><e:bare e:n="y"/>
  </e:T>
  <rdf:Description rdf:nodeID="k"><e:q xml:lang="en">v</e:q></rdf:Description>
</rdf:RDF>
"""


def test_rdfxml_is_followed_through_all_its_short_forms() -> None:
    file = put("data.rdf", RDFXML)
    places = Places([file], map(of, file.quads))
    for quad in file.quads:
        (place, *_) = places.of(of(quad))
        if not quad[0].startswith("_:"):
            assert place.line >= 4
    lines = {quad[2]: places.of(of(quad))[0].line for quad in file.quads}
    assert [lines[f'"{value}"'] for value in ("x", "1", "2", "z", "7", "8", "y")] == [4, 5, 6, 8, 9, 9, 10]
    assert lines['"v"@en'] == 12


JSONLD = """{"@context": [{"@vocab": "http://example.org/ns#", "@base": "http://example.org/"},
  {"ex": "ns#", "name": {"@id": "e:name", "@language": "en"}, "e": "http://example.org/ns#", "id": "@id",
   "knows": {"@type": "@id"}, "tags": {"@container": "@list"}, "said": {"@container": "@language"}}],
 "@graph": [
  {"name": "A", "id": "e:a", "@type": ["Thing", "e:Other"],
   "knows": ["e:b",
             {"name": "inner", "age": 1.5}],
   "tags": ["x", "y"], "nothing": null, "said": {"en": "hi", "fr": ["salut"]},
   "e:l": {"@list": []}, "v": {"@value": "1", "@type": "e:number"}},
  {"id": "_:x", "p": true}]}
"""


def test_jsonld_is_followed_through_its_contexts() -> None:
    file = put("data.jsonld", JSONLD)
    places = Places([file], map(of, file.quads))
    lines = {text_of(quad[2]): places.of(of(quad))[0].line for quad in file.quads}
    assert {lines[text] for text in ("A", f"{E}Thing", f"{E}Other")} == {5}
    assert [lines[text] for text in (f"{E}b", "inner", "x", "salut", "1", "true")] == [6, 7, 8, 8, 9, 10]
    want = Want(f"<{E}a>")
    assert places.of(want) == (Position("data.jsonld", 5, 23),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tight.nt", f'<{E}a><{E}p>¦"x".\r\n_:b<{E}p>¦<{E}a>.#end\n'),
        ("hash.ttl", "@prefix : <#> . @base <http://example.org/deep/> .\n:a :p ¦<../x> , ¦<#y> , ¦<?z> ."),
        ("letters.ttl", "@prefix é: <http://e/> .\né:resume\u0301 é:p·x ¦é:、x , ¦é:😀 ."),
        ("signs.ttl", "@prefix : <http://e/> .\n:a.b :p ¦:c\\,d , ¦:%20e , ¦1.e0 , ¦.5 , ¦-1. :x :y ¦:z."),
        ("sparql.ttl", "PREFIX : <http://e/>\nbase <http://f/>\n:a a ¦<b> ; ; :p ¦true ; ."),
        ("graphs.trig", "@prefix : <http://e/> . GRAPH :g { :a :p ¦[ ] . [] :q ¦1 } :h {} { (¦1) :r ¦() . }"),
    ],
)
def test_rare_forms_are_followed(name: str, text: str) -> None:
    file = put(name, text.replace("¦", ""))
    looked = Places([file], map(of, file.quads))
    found = {tuple(looked.of(of(quad))[0][1:]) for quad in file.quads}
    lines = enumerate(text.splitlines(), 1)
    marks = {(number, m.start() - n + 1) for number, line in lines for n, m in enumerate(re.finditer("¦", line))}
    assert found == marks


def test_all_turtle_of_this_project_is_followed_to_its_end() -> None:
    files = [path for folder in ("ontology", "shapes", "tests/w3c") for path in (ROOT / folder).rglob("*.ttl")]
    assert len(files) > 100
    walks = [Turtle(read(path), Sought(())) for path in files]
    for walk in walks:
        walk.run()
    assert not [walk.file.name for walk in walks if not walk.faithful]


# What cannot be followed, or only with effort.


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.ttl", f"<{E}a> <{E}p> " + f"[ <{E}p> " * 3000 + "1" + " ]" * 3000 + " ."),
        ("reversed.jsonld", f'{{"@id": "{E}a", "@reverse": {{"{E}p": {{"{E}q": 1}}}}}}'),
    ],
)
def test_where_the_text_cannot_be_followed_the_file_alone_is_named(name: str, text: str) -> None:
    file = put(name, text)
    bare = Want(next(term for quad in file.quads for term in quad[::2] if term.startswith("_:")))
    assert Places([file], [bare]).of(bare) == (Position(name, 0, 0),)


def test_a_walk_that_does_not_meet_what_the_parser_did_gives_no_place_to_nodes_without_a_name() -> None:
    file = put("data.ttl", TURTLE)
    file.quads.insert(0, file.quads.pop())
    bare, named = Want(next(quad[0] for quad in file.quads if quad[0][0] == "_")), Want(f"<{E}a>")
    places = Places([file], [bare, named])
    assert places.of(bare) == (Position("data.ttl", 0, 0),)
    assert places.of(named) == (Position("data.ttl", 3, 1),)


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_the_time_grows_with_the_text_and_not_with_what_is_sought(form: str) -> None:
    rows = [f"<{E}hub> <{E}p> <{E}n{number}> ." for number in range(20_000)]
    file = put(f"data.{form}", "\n".join(rows))
    began = time.process_time()
    wants = [of(quad) for quad in file.quads]
    places = Places([file], wants)
    assert places.of(wants[-1]) == (Position(f"data.{form}", 20_000, 55),)
    assert time.process_time() - began < 5


def test_a_thousand_members_of_a_list_have_short_names() -> None:
    file = put("data.ttl", f"<{E}a> <{E}p> (" + f" [ <{E}q> 1 ]" * 5000 + " ) .")
    names = called(file.quads, {quad[0] for quad in file.quads if quad[0].startswith("_:")})
    assert max(len(each.name) for each in names.values()) < 200
    circle = put("circle.ttl", f"_:a <{E}p> _:b . _:b <{E}p> _:a .")
    assert [each.label for each in called(circle.quads, {"_:f0n0", "_:f0n1"}).values()]
