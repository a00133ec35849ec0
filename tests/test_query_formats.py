"""Answers as they are written: exact for machines, readable for people, and honest when cut short."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.errors import UsageError
from kg.paper import table
from kg.quads import XSD, iri, literal
from kg.query.formats import MODULES, Look, check
from kg.query.naming import Naming, short
from kg.store import parse
from tests.asking import CLAIMS, ask, holding, small, written

GRAPH, SUBJECT, SAYS = iri("http://g"), iri("http://e/s"), iri("http://e/says")
TEXTS = ['Прывітанне, "свет"', "=1+1", "@x", "two\nlines\r\n", "tab\there", "|pipe\\", "東京 é", "", "<b>", " x "]
ALL = "SELECT ?text WHERE { ?s <http://e/says> ?text } ORDER BY ?text"
MAKE = "CONSTRUCT { ?c prov:wasAttributedTo ?who } WHERE { ?c prov:wasAttributedTo ?who }"
ROWS = [name for name, module in MODULES.items() if module != "graph"]
TRIPLES = [name for name, module in MODULES.items() if module == "graph"]


def texts() -> list[str]:
    """The texts in the order of the answer."""
    return sorted(TEXTS)


def speaking(style: str) -> str:
    store = holding((SUBJECT, SAYS, literal(text), GRAPH) for text in TEXTS)
    return written(style, ask(ALL, store=store))


def test_csv_is_exact() -> None:
    assert speaking("csv").startswith("text\r\n")
    assert [row[0] if row else "" for row in csv.reader(io.StringIO(speaking("csv"), newline=""))][1:] == texts()


def test_tsv_holds_whole_terms() -> None:
    assert speaking("tsv").split("\n") == ["?text", *map(literal, texts()), ""]


def test_json_is_exact() -> None:
    found = json.loads(speaking("json"))
    assert found["head"] == {"vars": ["text"]}
    assert [row["text"]["value"] for row in found["results"]["bindings"]] == texts()
    assert "incomplete" not in found


def test_jsonl_has_an_object_a_line() -> None:
    assert [json.loads(line)["text"] for line in speaking("jsonl").splitlines()] == texts()


def test_markdown_escapes_what_would_break_the_table() -> None:
    lines = speaking("md").split("\n")
    assert lines[:2] == ["| text |", "| --- |"]
    assert len(lines) == len(TEXTS) + 3
    assert "| \\|pipe\\\\ |" in lines
    assert "| two<br>lines<br> |" in lines
    assert "| &lt;b> |" in lines


def test_json_keeps_every_kind_of_term() -> None:
    query = f"""SELECT ?a ?b ?c ?d ?e WHERE {{ BIND("x"@be AS ?a) BIND("5"^^<{XSD}integer> AS ?b)
        BIND(<http://e/é> AS ?c) BIND(BNODE() AS ?d) }}"""
    row = json.loads(written("json", ask(query)))["results"]["bindings"][0]
    assert row["a"] == {"type": "literal", "value": "x", "xml:lang": "be"}
    assert row["b"] == {"type": "literal", "value": "5", "datatype": XSD + "integer"}
    assert row["c"] == {"type": "uri", "value": "http://e/é"}
    assert row["d"]["type"] == "bnode"
    assert "e" not in row


def test_jsonl_has_values_a_script_can_use() -> None:
    query = f"""SELECT ?a ?b ?c ?d ?e WHERE {{ BIND(12345678901234567890 AS ?a) BIND(true AS ?b) BIND(1.50 AS ?c)
        BIND("2023-05-23"^^<{XSD}date> AS ?d) }}"""
    row = json.loads(written("jsonl", ask(query)))
    assert row == {"a": 12345678901234567890, "b": True, "c": "1.5", "d": "2023-05-23", "e": None} or row["a"] is None


@pytest.mark.parametrize(
    ("style", "expected"),
    [("jsonl", '{"boolean":true}\n'), ("json", '{"head":{},"boolean":true}\n')],
)
def test_ask_is_an_object_for_machines(style: str, expected: str) -> None:
    assert written(style, ask("ASK { ?c a ct:Claim }")) == expected


@pytest.mark.parametrize("style", ["table", "csv", "tsv", "md"])
def test_ask_is_one_word(style: str) -> None:
    assert written(style, ask("ASK { ?c a ct:Claim }")) == "true\n"
    assert written(style, ask("ASK { ?c ct:stance ct:Claim }")) == "false\n"


@pytest.mark.parametrize("style", ROWS)
def test_no_rows_is_a_whole_answer(style: str) -> None:
    answer = ask("SELECT ?c ?d WHERE { ?c ct:stance ct:Claim }")
    text = written(style, answer)
    assert not answer.incomplete
    assert "incomplete" not in text
    if style == "csv":
        assert text == "c,d\r\n"
    if style == "json":
        assert json.loads(text)["results"] == {"bindings": []}


@pytest.mark.parametrize("style", ROWS)
def test_a_cut_answer_says_so_in_its_last_line(style: str) -> None:
    text = written(style, ask(CLAIMS, limit=2))
    if style == "json":
        found = json.loads(text)
        assert (len(found["results"]["bindings"]), found["incomplete"]) == (2, "stopped after 2 rows (--limit)")
    elif style == "jsonl":
        assert json.loads(text.splitlines()[-1]) == {"incomplete": "stopped after 2 rows (--limit)"}
    else:
        assert text.endswith("\n# incomplete: stopped after 2 rows (--limit)\n")


@pytest.mark.parametrize("style", TRIPLES)
def test_cut_triples_say_so_in_a_comment(style: str) -> None:
    text = written(style, ask(MAKE, limit=2))
    assert text.endswith("\n# incomplete: stopped after 2 rows (--limit)\n")
    assert len(parse(text.encode(), style)) == 2


@pytest.mark.parametrize("style", ROWS)
def test_an_ask_without_an_answer_gives_none(style: str) -> None:
    answer = ask("ASK { ?c a ct:Claim }")
    answer.incomplete = "stopped"
    text = written(style, answer)
    assert "true" not in text
    assert "false" not in text
    assert "incomplete" in text


def test_triples_are_sorted_and_use_our_prefixes() -> None:
    turtle = written("ttl", ask(MAKE))
    assert "claim:c1 prov:wasAttributedTo kg:minister ." in turtle
    assert "@prefix oa:" not in turtle
    lines = written("nt", ask(MAKE)).splitlines()
    assert lines == sorted(lines)
    assert written("nq", ask(MAKE)) == written("nt", ask(MAKE))


def test_triples_can_be_rows_but_rows_no_triples() -> None:
    assert written("csv", ask(MAKE)).startswith("subject,predicate,object\r\n")
    check("ttl", "construct")
    with pytest.raises(UsageError, match="ttl is for the triples of a CONSTRUCT"):
        check("ttl", "select")


def test_people_read_names() -> None:
    look = Look(Naming(small()))
    text = written("table", ask("SELECT ?c ?who ?s { ?c prov:wasAttributedTo ?who ; ct:stance ?s } ORDER BY ?c"), look)
    assert text.splitlines()[0].split() == ["c", "who", "s"]
    assert text.splitlines()[2].split("  ") == ["c1", "a minister", "denied"]
    assert written("csv", ask(CLAIMS, limit=1), look).splitlines()[1] == "c1"
    assert [short(f"<{name}>") for name in ("http://www.w3.org/ns/prov#Agent", "http://e/x")] == [
        "prov:Agent",
        "http://e/x",
    ]
    assert Naming(small())("_:b1") == "_:b1"


def test_a_table_fits_its_width_and_loses_nothing() -> None:
    long = " ".join(["слова"] * 60)
    store = holding([(SUBJECT, SAYS, literal(long), GRAPH)])
    query = "SELECT ?s ?text ?again WHERE { ?s <http://e/says> ?text, ?again }"
    text = written("table", ask(query, store=store), Look(width=60))
    assert max(map(table.length, text.splitlines())) <= 60
    assert text.count("слова") == 120


def test_colour_is_for_the_heading_and_only_if_wished() -> None:
    query = "SELECT ?who { claim:c1 prov:wasAttributedTo ?who }"
    assert "\x1b" not in written("table", ask(query), Look(Naming(small()), width=60))
    head, *rest = written("table", ask(query), Look(Naming(small()), width=60, colour=True)).splitlines()
    assert head == "\x1b[1mwho\x1b[0m"
    assert "a minister" in "".join(rest)


def test_no_word_is_cut_on_a_narrow_screen() -> None:
    store = holding([(SUBJECT, SAYS, literal("organizational transfers " * 9), GRAPH)])
    query = "SELECT ?a ?b ?c ?d { ?s <http://e/says> ?a, ?b, ?c, ?d }"
    text = written("table", ask(query, store=store), Look(width=40))
    assert "".join(text.split()).count("o") >= 4 * 9
    assert "…" not in text


def test_data_cannot_speak_to_the_terminal() -> None:
    store = holding([(SUBJECT, SAYS, literal("red \x1b[31m and [bold]not bold[/bold]"), GRAPH)])
    text = written("table", ask(ALL, store=store), Look(width=80))
    assert "\x1b" not in text
    assert "[bold]not bold[/bold]" in text
