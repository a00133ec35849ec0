"""The store: what it reads, what it keeps, and how it complains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BuildError, EngineError, InputError, QueryError, UsageError
from kg.quads import XSD, Quad, iri, literal, write
from kg.store import Dataset, Store, SyntaxFault, parse, serialize, store

if TYPE_CHECKING:
    from pathlib import Path

QUADS: list[Quad] = [
    ("<http://e/a>", "<http://e/p>", '"Лукашенко \\"А\\""@ru', "<http://g/1>"),
    ("<http://e/b>", "<http://e/p>", f'"5"^^<{XSD}integer>', "<http://g/2>"),
    ("<http://e/b>", "<http://e/q>", "<http://e/a>", "<http://g/2>"),
]
RDF_XML = f"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
  <r:Description r:about="http://e/a"><e:p r:datatype="{XSD}integer">1</e:p></r:Description>
</r:RDF>""".encode()


def filled() -> Store:
    made = Store.memory()
    made.load(write(QUADS))
    return made


@pytest.mark.parametrize(
    ("format_", "data"),
    [
        ("ttl", b"<http://e/a> <http://e/p> 1 ."),
        ("trig", b"<http://g/1> { <http://e/a> <http://e/p> 1 }"),
        ("nt", f'<http://e/a> <http://e/p> "1"^^<{XSD}integer> .'.encode()),
        ("nq", f'<http://e/a> <http://e/p> "1"^^<{XSD}integer> <http://g/1> .'.encode()),
        ("rdf", RDF_XML),
        ("jsonld", b'{"@id": "http://e/a", "http://e/p": 1}'),
    ],
)
def test_every_syntax_gives_the_same_triple(format_: str, data: bytes) -> None:
    assert [quad[:3] for quad in parse(data, format_)] == [
        ("<http://e/a>", "<http://e/p>", f'"1"^^<{XSD}integer>'),
    ]


ODD = st.text(st.sampled_from('a <>_:b@^."\\\n\t\x85'), max_size=9)
OBJECTS = st.one_of(
    st.builds(literal, ODD),
    st.builds(lambda text: literal(text, language="en-us"), ODD),
    st.builds(lambda text: literal(text, XSD + "token"), ODD),
    st.just("<http://e/o>"),
)


@given(st.lists(st.tuples(OBJECTS, st.sampled_from(["", "<http://e/g>"])), max_size=6))
def test_whatever_a_literal_holds_it_is_not_taken_for_a_graph(pairs: list[tuple[str, str]]) -> None:
    quads = [("<http://e/s>", "<http://e/p>", value, graph) for value, graph in pairs]
    text = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)
    assert parse(text.encode(), "nq") == quads


def test_triples_outside_a_graph_go_where_they_are_sent() -> None:
    assert parse(b"<http://e/a> a <http://e/B> .", "ttl")[0][3] == ""
    assert parse(b"<http://e/a> a <http://e/B> .", "ttl", graph="http://g/1")[0][3] == "<http://g/1>"
    assert parse(b"<http://g/2> { <http://e/a> a <http://e/B> }", "trig", graph="http://g/1")[0][3] == "<http://g/2>"


def test_relative_iris_need_a_base() -> None:
    assert parse(b"<a> a <b> .", "ttl", base="http://e/")[0][0] == "<http://e/a>"
    with pytest.raises(InputError, match="IRI"):
        parse(b"<a> a <b> .", "ttl")


def test_blank_nodes_are_named_after_the_data_and_never_meet() -> None:
    one, two = b"[] a <http://e/A> .", b"[] a <http://e/A> . [] a <http://e/A> ."
    assert parse(one, "ttl") == parse(one, "ttl")
    names = {quad[0] for quad in parse(one, "ttl") + parse(two, "ttl")}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("format_", "data", "where"),
    [
        ("ttl", b"<http://e/a> a <http://e/b> .\n<http://e/a> a \xd0\xb0 .", "2:16"),
        ("nq", b'<http://e/a> <http://e/b> "c .\n', "1:27"),
        ("jsonld", b'{"@id":\n }', "2:2"),
        ("ttl", b"<http://e/a> a \xff .", "1:16"),
    ],
)
def test_what_is_not_well_formed_has_a_place(format_: str, data: bytes, where: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, format_)
    assert caught.value.where == where
    assert "Parser error" not in caught.value.message


def test_remote_contexts_are_not_fetched() -> None:
    with pytest.raises(InputError, match="remote JSON-LD context"):
        parse(b'{"@context": "http://e/context", "a": 1}', "jsonld")


def test_unknown_syntax() -> None:
    with pytest.raises(UsageError, match="xlsx"):
        parse(b"", "xlsx")


def test_disk_and_memory_hold_the_same(tmp_path: Path) -> None:
    made = Store.create(tmp_path / "store")
    made.load(write(QUADS))
    made.close()
    there = Store.open(tmp_path / "store")
    assert sorted(there.quads()) == sorted(filled().quads()) == sorted(QUADS)
    assert there.graphs() == ["http://g/1", "http://g/2"]
    assert len(there) == 3


def test_an_opened_store_is_read_only(tmp_path: Path) -> None:
    Store.create(tmp_path / "store").close()
    with pytest.raises(EngineError, match="reading"):
        Store.open(tmp_path / "store").load(write(QUADS))


def test_no_store_where_none_was_built(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no readable store"):
        Store.open(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_store_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BuildError, match="not empty"):
        Store.create(tmp_path)


def test_a_closed_store_says_so() -> None:
    made = filled()
    made.close()
    made.close()
    with pytest.raises(EngineError, match="closed"):
        len(made)


def test_loading_in_chunks_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = write((iri(f"http://e/{n}"), iri("http://e/p"), literal("я" * n), iri("http://g")) for n in range(60))
    monkeypatch.setattr(store, "CHUNK", 200)
    made = Store.memory()
    made.load(lines)
    assert write(made.quads()) == lines


def test_loading_says_which_line() -> None:
    with pytest.raises(InputError) as caught:
        Store.memory().load(write(QUADS) + b"nonsense\n")
    assert caught.value.where.startswith("4:")


@pytest.mark.parametrize(
    ("pattern", "count"),
    [({}, 3), ({"s": "<http://e/b>"}, 2), ({"o": QUADS[0][2]}, 1), ({"p": "<http://e/q>", "g": "<http://g/1>"}, 0)],
)
def test_patterns(pattern: dict[str, str], count: int) -> None:
    assert len(list(filled().quads(**pattern))) == count


def test_the_union_is_the_default_and_a_dataset_narrows_it() -> None:
    everything, named = "SELECT ?s WHERE { ?s ?p ?o }", "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }"
    one = Dataset(default=("http://g/1",), named=())
    other = Dataset(default=(), named=("http://g/2",))

    def count(query: str, dataset: Dataset = Dataset()) -> int:  # noqa: B008 - immutable
        return len(list(filled().evaluate(query, dataset=dataset).rows))

    assert [count(everything), count(everything, one), count(everything, other)] == [3, 1, 0]
    assert [count(named), count(named, one), count(named, other)] == [3, 0, 2]


def test_select_gives_columns_by_name_and_leaves_out_the_unbound() -> None:
    rows = list(filled().select("SELECT ?s ?no WHERE { ?s e:q ?o }", {"e": "http://e/"}))
    assert rows == [{"s": "<http://e/b>"}]
    with pytest.raises(QueryError, match="SELECT is wanted"):
        list(filled().select("ASK { ?s ?p ?o }"))


def test_ask_and_construct() -> None:
    made = filled()
    assert made.evaluate("ASK { ?s ?p 5 }").truth
    assert not made.evaluate("ASK { ?s ?p 6 }").truth
    result = made.evaluate("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o FILTER(isIRI(?o)) }")
    assert (result.kind, list(result.rows)) == ("construct", [("<http://e/a>", "<http://e/q>", "<http://e/b>")])


@pytest.mark.parametrize(
    ("query", "line", "words"),
    [
        ("SELECT ?s WHERE {\n?s ?p }", 2, "expected"),
        ("SELECT ?s WHERE { ?s ?p <a b> }", 1, "a valid IRI"),
        ("SELECT ?p WHERE { ?s ?p ?o } GROUP BY ?s", 1, "grouped by"),
        ("SELECT", 1, '"*"'),
    ],
)
def test_syntax_errors_have_a_place_and_a_readable_message(query: str, line: int, words: str) -> None:
    with pytest.raises(SyntaxFault) as caught:
        filled().evaluate(query)
    assert caught.value.line == line
    assert words in caught.value.message
    assert "u{" not in caught.value.message


def test_serializing_is_sorted_and_names_only_the_prefixes_in_use() -> None:
    prefixes = {"e": "http://e/", "unused": "http://u/", "xsd": XSD}
    turtle = serialize(reversed(QUADS), "ttl", prefixes)
    assert turtle == serialize(QUADS, "ttl", prefixes)
    assert b"@prefix e:" in turtle
    assert b"unused" not in turtle
    assert serialize(QUADS, "nq") == write(QUADS)


@pytest.mark.parametrize("format_", ["trig", "nq", "jsonld"])
def test_formats_with_graphs_keep_them(format_: str) -> None:
    assert sorted(parse(serialize(QUADS, format_), format_)) == sorted(QUADS)


@given(st.text(), st.sampled_from(["", "en", "be-tarask"]))
def test_any_text_survives_the_store(text: str, language: str) -> None:
    quad = (
        iri("http://e/s"),
        iri("http://e/p"),
        literal(text, language=language),
        iri("http://g"),
    )
    made = Store.memory()
    made.load(write([quad]))
    assert list(made.quads(o=quad[2])) == [quad]
    assert parse(serialize([quad], "trig"), "trig") == [quad]
