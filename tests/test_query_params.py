"""Parameters: what a header declares, what a user gives, and that a value is never more than a value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.quads import XSD, iri, literal
from kg.query import binding, lookup, params
from kg.query.binding import bind
from kg.query.header import KINDS, Header, Param, read
from kg.query.prefixes import OURS
from kg.query.tokens import tokens
from kg.schema import DATA
from kg.store import parse
from tests.asking import holding, rows, small

WHO = "#: param who: entity = any -- the claimant\nSELECT ?claim { ?claim prov:wasAttributedTo ?who } ORDER BY ?claim"
TEXT = "#: param text: string -- words\nSELECT ?text { }"
DAY = "#: param on: date -- a day\nSELECT ?claim { ?claim ct:date ?day FILTER(?day <= ?on) }"
PREFIXES = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in OURS.items())
STANCE = "#: param is: code(Stance) -- a stance\nSELECT ?claim { ?claim ct:stance ?is } ORDER BY ?claim"


def test_a_header_is_read() -> None:
    text = """#: summary: Who denies what.
#: param who: entity = any -- the claimant
  #: param on: date = 2023-05-23 -- a day
#: example: kg query denied -p who=minister
# an ordinary comment
SELECT * { ?s ?p "#: not a header" }"""
    assert read(text) == Header(
        "Who denies what.",
        (Param("who", "entity", "", "any", "the claimant"), Param("on", "date", "", "2023-05-23", "a day")),
        ("kg query denied -p who=minister",),
    )
    assert str(read(STANCE).params[0]) == "is: code(Stance)"


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("#: sumary: x", "cannot be read", "`summary`"),
        ("#: param who entity -- x", "parameter cannot be read", "#: param NAME: TYPE"),
        ("#: param who: entity", "parameter cannot be read", "what it means"),
        ("#: param who: entitee -- x", "type 'entitee'", "`entity`"),
        ("#: param who: date(Stance) -- x", "type 'date'", "`date`"),
        ("#:", "cannot be read", "`param`"),
    ],
)
def test_a_header_that_cannot_be_read_is_told_with_its_place(line: str, message: str, remedy: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        read(f"# fine\n{line}\nSELECT * {{}}", "mine.rq")
    assert caught.value.where.startswith("mine.rq:2:")
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "name",
    ["minister", "kg:minister", f"{DATA}minister", "a minister", "A MINISTER", "міністр", "the minister", "<minister>"],
)
def test_an_entity_is_found_by_id_iri_or_label(name: str) -> None:
    assert rows(WHO, f"who={name}") == [("claim:c1",)]


def test_a_claim_is_found_by_the_id_in_a_footnote() -> None:
    assert lookup.entity(small(), "c1") == lookup.entity(small(), "claim:c1")
    assert lookup.entity(small(), "N-1") == "<https://w3id.org/child-transfer/id/nameless>"


def test_the_number_of_an_entry_leads_to_the_thing_that_it_is_about() -> None:
    text = 'graph:register { kg:measure ct:materialId "M-1" } source:paper { claim:c1 ct:materialId "M-1" , "M-2" }'
    store = holding(parse((PREFIXES + text).encode(), "trig"))
    assert lookup.entity(store, "m-1") == f"<{DATA}measure>"
    assert lookup.entity(store, "M-2") == f"<{DATA}claim/c1>"


def test_entries_that_are_held_to_be_one_are_one() -> None:
    names = 'kg:one rdfs:label "a name" . kg:two rdfs:label "A name"'
    text = f"graph:register {{ {names} }} graph:identity {{ %s ct:identity kg:one }}"
    joined = holding(parse((PREFIXES + text % "kg:two").encode(), "trig"))
    assert lookup.entity(joined, "a name") == f"<{DATA}one>"
    apart = holding(parse((PREFIXES + text % "kg:three").encode(), "trig"))
    with pytest.raises(QueryError, match="the name of 2 things"):
        lookup.entity(apart, "a name")


def test_a_name_that_two_things_bear_is_an_error() -> None:
    with pytest.raises(QueryError, match="the parameter who: 'the agency' is the name of 2 things") as caught:
        rows(WHO, "who=the agency")
    assert caught.value.remedy == "give the id: agency, other-agency"


def test_a_name_that_nothing_bears_is_an_error_with_a_guess() -> None:
    with pytest.raises(QueryError, match="nothing in this case is called 'a ministr'") as caught:
        rows(WHO, "who=a ministr")
    assert "'a minister' (minister)" in caught.value.remedy
    with pytest.raises(QueryError, match="nothing") as caught:
        rows(WHO, "who=qqqqqqqqqqqq")
    assert "give an id" in caught.value.remedy


def test_a_parameter_left_free_matches_all() -> None:
    assert rows(WHO) == rows(WHO, "who=any") == [("claim:c1",), ("claim:c2",), ("claim:c3",)]


@pytest.mark.parametrize("name", ["denied", "ct:denied", "DENIED", "заперечено"])
def test_a_code_is_found_by_key_or_label(name: str) -> None:
    found = rows(STANCE, f"is={name}") if name != "ct:denied" else [("claim:c1",), ("claim:c3",)]
    assert found == [("claim:c1",), ("claim:c3",)]


def test_a_code_belongs_to_its_list() -> None:
    assert rows(STANCE, "is=announced") == [("claim:c2",)]
    with pytest.raises(QueryError, match="'announced' is 2 codes in the code lists"):
        lookup.code(small(), "announced")
    assert lookup.code(small(), "announced", "Role").endswith("announcer>")
    with pytest.raises(QueryError, match="no code in the list Stance is called 'denyed'") as caught:
        rows(STANCE, "is=denyed")
    assert "`denied`" in caught.value.remedy


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("date", "2023-05-23", f'"2023-05-23"^^<{XSD}date>'),
        ("integer", "-12", f'"-12"^^<{XSD}integer>'),
        ("boolean", "true", f'"true"^^<{XSD}boolean>'),
        ("language", "BE-tarask", '"be-tarask"'),
        ("string", 'a "b" \\ c\n?d', '"a \\"b\\" \\\\ c\\n?d"'),
        ("string", "", '""'),
        ("iri", "prov:Agent", "<http://www.w3.org/ns/prov#Agent>"),
        ("iri", "<urn:x>", "<urn:x>"),
    ],
)
def test_values_become_terms(kind: str, text: str, term: str) -> None:
    assert params.term(Param("p", kind, "", "", ""), text, small()) == term


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2023-02-30"), ("date", "23.5.2023"), ("date", "20230523"), ("date", ""), ("date", "٢٠٢٣-٠٥-٢٣"),
        ("integer", "1.5"), ("integer", "1e9"), ("integer", "9" * 30), ("boolean", "yes"), ("boolean", "TRUE"),
        ("language", "en_GB"), ("language", ""), ("iri", "nothing"),
    ],
)  # fmt: skip
def test_what_is_not_of_its_type_is_an_error(kind: str, text: str) -> None:
    with pytest.raises(QueryError, match="the parameter p: ") as caught:
        params.term(Param("p", kind, "", "", ""), text, small())
    assert caught.value.remedy


def test_every_kind_has_a_reader() -> None:
    assert set(params._READERS) == set(KINDS)


def test_missing_unknown_and_doubled_parameters() -> None:
    with pytest.raises(QueryError, match="the parameter on is missing") as caught:
        rows(DAY)
    assert "-p on=…: a day" in caught.value.remedy
    with pytest.raises(QueryError, match="no parameter 'onn'") as caught:
        rows(DAY, "onn=2023-05-23")
    assert "`on`" in caught.value.remedy
    with pytest.raises(QueryError, match="given twice"):
        rows(DAY, "on=2023-05-23", "on=2023-05-24")
    with pytest.raises(QueryError, match="is no parameter"):
        rows(DAY, "on")
    with pytest.raises(QueryError, match="is no parameter"):
        rows(DAY, "=2023-05-23")


def test_a_query_without_a_header_takes_typed_values() -> None:
    bare = "SELECT ?claim { ?claim ct:date ?day FILTER(?day <= ?on) }"
    assert rows(bare, "on:date=2023-12-31") == [("claim:c1",)]
    assert rows("SELECT ?c { ?c ct:stance ?is } ORDER BY ?c", "is:code(Stance)=denied") == [
        ("claim:c1",),
        ("claim:c3",),
    ]
    with pytest.raises(QueryError, match="no parameter 'on'") as caught:
        rows(bare, "on=2023-12-31")
    assert "-p on:TYPE=VALUE" in caught.value.remedy
    with pytest.raises(QueryError, match="type 'day'"):
        rows(bare, "on:day=2023-12-31")


INJECTIONS = [
    '" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #',
    "x' } UNION { ?claim ?p ?o } #",
    '\\" } UNION { ?claim a ct:Claim }',
    "\\u0022 } UNION { ?claim a ct:Claim } #",
    '"""', "'''", '"@en', '"^^<http://e/x>', "> } #", "\x00\x01\x7f", "\n\r\t", "?claim", "{", "}", "#", "\\",
]  # fmt: skip


@pytest.mark.parametrize("value", INJECTIONS)
def test_a_text_comes_back_as_it_was_given(value: str) -> None:
    assert rows(TEXT, f"text={value}") == [(literal(value),)]


@settings(deadline=None)
@given(st.text())
def test_any_text_comes_back_as_it_was_given(value: str) -> None:
    query = "SELECT ?text { { ?s ?p ?o FILTER(STR(?text) = ?text) } UNION { BIND(?text AS ?s) } }"
    store = holding([(iri("http://e/s"), iri("http://e/p"), literal("x"), iri("http://g"))])
    assert set(rows(f"#: param text: string -- x\n{query}", f"text={value}", store=store)) == {(literal(value),)}


@pytest.mark.parametrize("value", [*INJECTIONS, "minister> } #", "kg:minister>", "<minister> . ?s ?p ?o", "../x>y"])
def test_a_name_with_syntax_in_it_is_only_a_name(value: str) -> None:
    with pytest.raises(QueryError, match="nothing in this case is called"):
        rows(WHO, f"who={value}")


def test_an_iri_with_syntax_in_it_is_refused() -> None:
    with pytest.raises(Exception, match="not an IRI"):
        rows("#: param x: iri -- x\nSELECT ?x { ?x ?p ?o }", "x=http://e/> } #")


def test_more_than_one_term_is_never_bound() -> None:
    query = "SELECT ?x { ?x ?p ?o }"
    for term in ("<a> <b>", '"a" "b"', "?y", "1", '"a"^^"b"', "", '"a"@en }'):
        with pytest.raises(QueryError, match="not one term"):
            bind(query, tokens(query), {"x": term})


FIVE = literal("5", XSD + "integer")
GROUPS = [
    ("SELECT ?s { ?s e:p ?o FILTER(?o = ?x) }", ["b"]),
    ("SELECT ?s { ?s e:p ?o BIND(?x AS ?y) FILTER(?o = ?y) }", ["b"]),
    ("SELECT ?s { { ?s e:p ?o FILTER(?o = ?x) } { ?s e:q ?z } }", ["b"]),
    ("SELECT ?s { { SELECT ?s { ?s e:p ?o FILTER(?o = ?x) } } }", ["b"]),
    ("SELECT ?s { { SELECT ?s (COUNT(?o) AS ?n) { ?s e:p ?o FILTER(?o = ?x) } GROUP BY ?s } }", ["b"]),
    ("SELECT ?s { ?s e:p ?v OPTIONAL { ?s e:p ?o FILTER(?o = ?x) } FILTER(BOUND(?o) && ?x = 5) }", ["b"]),
    ("SELECT ?s { ?s e:p ?v OPTIONAL { BIND(?x AS ?y) } FILTER(?v = ?y && ?x = 5) }", ["b"]),
    ("SELECT ?s { ?s e:p ?o FILTER NOT EXISTS { ?s e:p ?x } }", ["a"]),
    ("SELECT ?s { ?s e:p ?o FILTER EXISTS { ?s e:p ?z FILTER(?z = ?x) } }", ["b"]),
    ("SELECT ?s { ?s e:p ?o MINUS { ?s e:p ?z FILTER(?z = ?x) } }", ["a"]),
    ("SELECT ?s { { ?s e:p ?x } UNION { ?s e:q ?z } } ORDER BY ?s", ["b", "b"]),
    ("SELECT ?s { ?s e:p ?o FILTER(BOUND(?x) && ?o = ?x) }", ["b"]),
    ("SELECT ?s { GRAPH ?g { ?s e:p ?x } }", ["b"]),
    ("SELECT ?s { ?s e:p ?x VALUES ?x { 5 6 } }", ["b"]),
    ("SELECT ?s { ?s e:p ?x VALUES (?x ?s) { (5 e:b) (6 e:a) } }", ["b"]),
    ("SELECT ?s { ?s e:p $x }", ["b"]),
    ("SELECT ?s WHERE{?s e:p ?x}ORDER BY ?x", ["b"]),
]


@pytest.mark.parametrize(("query", "expected"), GROUPS)
def test_a_value_holds_in_every_corner_of_a_query(query: str, expected: list[str]) -> None:
    graph = iri("http://g")
    store = holding(
        [
            (iri("http://e/a"), iri("http://e/p"), literal("x"), graph),
            (iri("http://e/b"), iri("http://e/p"), FIVE, graph),
            (iri("http://e/b"), iri("http://e/q"), iri("http://e/a"), graph),
        ]
    )
    text = f"PREFIX e: <http://e/> {query}"
    found = store.evaluate(bind(text, tokens(text), {"x": FIVE}).text)
    assert [row[0] for row in found.rows] == [iri(f"http://e/{name}") for name in expected]


def test_ask_and_construct_take_values_the_short_form_does_not() -> None:
    assert len(rows("CONSTRUCT { ?c ct:key ?is } WHERE { ?c ct:stance ?is }", "is:code(Stance)=denied")) == 2
    with pytest.raises(QueryError, match="short form of CONSTRUCT"):
        rows("CONSTRUCT WHERE { ?c ct:stance ?is }", "is:code(Stance)=denied")


def test_a_value_that_would_narrow_nothing_is_refused() -> None:
    query = "SELECT ?c { ?c a ct:Claim OPTIONAL { ?c ct:stance ?is } }"
    with pytest.raises(QueryError, match="used in OPTIONAL only"):
        rows(query, "is:code(Stance)=denied")
    compared = "SELECT ?c { ?c a ct:Claim OPTIONAL { ?c ct:stance ?s } FILTER(!BOUND(?is) || ?s = ?is) } ORDER BY ?c"
    assert len(rows(compared, "is:code(Stance)=denied")) == 2
    assert len(rows(compared)) == 3


def test_places_survive_the_binding() -> None:
    query = "SELECT ?x { ?s ?p ?x . { ?x ?p ?o } }"
    bound = bind(query, tokens(query), {"x": FIVE})
    assert bound.text.replace(f" VALUES ?x {{ {FIVE} }}", "") == query
    for offset in range(len(query)):
        shifted = offset + sum(length for place, length in bound.inserted if place <= offset)
        assert bound.text[shifted] == query[offset]
        assert bound.original(shifted) == offset


def test_a_syntax_error_after_a_value_is_placed_in_the_query_as_written() -> None:
    with pytest.raises(QueryError, match="does not parse") as caught:
        rows("SELECT ?c { ?c ct:stance ?is ; ; <> }", "is:code(Stance)=denied")
    with pytest.raises(QueryError) as plain:
        rows("SELECT ?c { ?c ct:stance ?is ; ; <> }")
    assert caught.value.where == plain.value.where == "query:1:38"


def test_a_misspelt_word_is_found_where_it_stands() -> None:
    with pytest.raises(QueryError, match="SPARQL has no word 'FITLER'") as caught:
        rows("SELECT ?c {\n ?c ct:stance ?is . FITLER(?is = ct:denied) }")
    assert caught.value.where == "query:2:21"
    assert "`FILTER`" in caught.value.remedy
    assert binding.bind("SELECT ?x {}", tokens("SELECT ?x {}"), {}).text == "SELECT ?x {}"
