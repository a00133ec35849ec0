"""What a query may not do, whatever way it is written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import EngineError, QueryError
from kg.query import safety
from kg.query.tokens import tokens
from kg.store import Store, SyntaxFault

# The engine refuses this port before it opens a socket, and says so: a test can see that it would have called.
CLOSED = "http://127.0.0.1:9/"
PREFIXES = {"": CLOSED, "s": CLOSED, "x": CLOSED}

SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT :x { ?s ?p ?o } }",
    "SELECT * { sErViCe :x { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT*{SERVICE:x{?s ?p ?o}}",
    "SELECT*{SERVICEs:x{?s ?p ?o}}",
    "SELECT*{SERVICESILENT:x{?s ?p ?o}}",
    "SELECT * { service#comment\n:x { ?s ?p ?o } }",
    "SELECT * { #\r\nSERVICE\n\n:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueservice:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    'SELECT * { ?s ?p "a"@en.SERVICE :x { ?s ?p ?o } }',
    'SELECT * { ?s ?p "a\\".SERVICE", s:.SERVICE :x { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''a'\n''' . SERVICE :x { ?s ?p ?o } }",
    "SELECT * { ?s ?p s:a\\'.SERVICE , 'b' . SERVICE :x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(1<?o)SERVICE:x{}FILTER(?o>2) }",
    "SELECT*{?a ?b ?c FILTER(?a<?b)SERVICE:x#>\n{?a ?b ?c}}",
    "SELECT*{?a ?b ?c FILTER(?a<?b)?s ?p 'x>'.SERVICE:x{?a ?b 'y'}}",
    "SELECT*{?a ?b ?c FILTER(?a<?b)#>'''\nSERVICE:x{?a ?b ?c}#'''\n}",
    "SELECT*{?a ?b ?c FILTER(?a<'x>'&&EXISTS{SERVICE:x{?a ?b 'c'}})}",
    "SELECT*{?a ?b ?c FILTER(?a<?b#>'''\n&&EXISTS{SERVICE:x{?a ?b ?c}}#'''\n)}",
    "SELECT*{?a ?b ?c FILTER(EXISTS{?a ?b ?c}<x:#>'''\n&&EXISTS{SERVICE:x{?a ?b ?c}}#'''\n)}",
    "SELECT * { { SELECT * { OPTIONAL { MINUS { GRAPH ?g { SERVICE :x { ?s ?p ?o } } } } } } }",
    "ASK { FILTER EXISTS { SERVICE :x { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE :x { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE :x { ?s ?p ?o } }",
]

UPDATES = [
    "INSERT DATA { <http://e/a> <http://e/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "delete data { <http://e/a> <http://e/p> 1 }",
    "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <http://e/g>",
    "CREATE GRAPH <http://e/g>",
    "COPY <http://e/g> TO <http://e/h>",
    "MOVE <http://e/g> TO <http://e/h>",
    "ADD <http://e/g> TO <http://e/h>",
    "PREFIX e: <http://e/>\n# harmless\nInsert { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
]

HARMLESS = [
    "SELECT ?service ?load $insert { ?service ?load $insert }",
    'SELECT * { ?s ?p \'SERVICE <http://x> { }\', """LOAD\nDELETE""" }',
    "SELECT * { ?s <http://e/SERVICE#LOAD> ?o } # SERVICE :x { }",
    "SELECT * { ?s s:service ?o ; s:o.SERVICE s:insert }",
    "SELECT * { _:service s:a ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p ?o FILTER(?o IN (<http://e/a'b)service#c>, <http://e/b>)) }",
    "SELECT * { ?s (<http://e/a>|<urn:x:y#z>)+ ?o }",
    "ASK { ?s ?p 'a'@en-service }",
]


def refused(query: str) -> bool:
    try:
        safety.check(query, tokens(query))
    except QueryError:
        return True
    return False


def calls_out(query: str) -> bool:
    """Whether the engine, left alone, would have asked another host."""
    store = Store.memory()
    store.load(b'<http://e/a> <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <http://e/g> .\n')
    try:
        list(store.evaluate(query, prefixes=PREFIXES).rows)
    except EngineError as error:
        return "port" in str(error) or "service" in str(error)
    except SyntaxFault:
        return False
    return False


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_never_leaves_this_machine(query: str) -> None:
    with pytest.raises(QueryError, match="refused") as caught:
        safety.check(query, tokens(query), "mine.rq")
    assert caught.value.where.startswith("mine.rq:")
    assert "^" in caught.value.message
    assert caught.value.remedy


def test_the_list_above_is_no_fancy() -> None:
    assert sum(map(calls_out, SERVICES)) >= 8


@pytest.mark.parametrize("query", UPDATES)
def test_a_query_changes_nothing(query: str) -> None:
    with pytest.raises(QueryError, match=r"refused: \w+ (changes the graph|fetches data)"):
        safety.check(query, tokens(query))


def test_load_is_refused_with_its_place() -> None:
    with pytest.raises(QueryError, match="LOAD fetches data") as caught:
        safety.check("# a\n  LOAD <http://e/x.ttl>", tokens("# a\n  LOAD <http://e/x.ttl>"))
    assert caught.value.where == "query:2:3"


@pytest.mark.parametrize("query", HARMLESS)
def test_a_word_alone_is_no_reason(query: str) -> None:
    safety.check(query, tokens(query))


@pytest.mark.parametrize("query", ["", "  # nothing\n", "hello", "{ ?s ?p ?o }"])
def test_what_is_no_query_is_told_so(query: str) -> None:
    with pytest.raises(QueryError, match=r"no query|empty"):
        safety.check(query, tokens(query))


WORDS = r"""SERVICE service Service SILENT :x s:x x: <http://127.0.0.1:9/> { } ( ) ?a ?b $c 'a' "b" ' " ''' # < >
    <= >= . ; , true 1 1. 1e5 @en ^^ FILTER( EXISTS BIND( AS OPTIONAL UNION MINUS GRAPH a && || ! = + - * / | \ _:b
    VALUES {?a\u0020?b?c} SERVICE:x{?a?b?c} FILTER(?a< #>"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " ", "\r", "{?a ?b ?c}", "SERVICE:x{?a ?b ?c}", "?a ?b ?c."])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " "]))
def test_nothing_that_calls_out_gets_past(pieces: list[str], gap: str) -> None:
    query = "SELECT*{?a ?b ?c " + gap.join(pieces) + "}"
    assert refused(query) or not calls_out(query)


@given(st.text())
def test_any_text_is_cut_into_pieces_that_cover_it(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(deadline=None)
@given(st.integers(1, 4000), st.sampled_from(['"', "'", "<", "'''", '"""', "a-", "a.", "\\", "?", "(", "{"]))
def test_long_nonsense_costs_little(count: int, piece: str) -> None:
    assert refused("SELECT * { ?s ?p " + piece * count) in {True, False}  # and comes back at all
