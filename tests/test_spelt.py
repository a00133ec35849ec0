"""What shapes ask for and no engine hears is told of at its place: nothing is green because nothing was checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.engines import ENGINES
from tests.console import kg

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:C ;
"""
ASK = 'sh:select "SELECT $this WHERE { $this ex:n ?v FILTER (ex:f(?v)) }"'
TERM, DEAF = "shape-unknown-term", "shape-not-evaluated"
HEARD = "sh:property [ sh:path ex:n ; sh:minCount 1 ; sh:name 'n' ; sh:order 1 ; sh:deactivated false ]."
UNHEARD = [
    ("sh:property [ sh:path ex:n ; sh:minCuont 1 ] .", TERM, "4:30", "minCount"),
    ("sh:propery [ sh:path ex:n ; sh:minCount 1 ] .", TERM, "4:1", "property"),
    ("sh:property [ sh:path ex:n ; sh:nodeKind sh:Literl ] .", TERM, "4:42", "Literal"),
    ("sh:property [ sh:path ex:n ; sh:minCount 1 ; sh:severity sh:Worning ] .", TERM, "4:58", "Warning"),
    ("sh:property [ sh:path ex:n ; sh:singleLine true ] .", TERM, "4:30", ""),
    ("sh:property [ a sh:PropertyShap ; sh:path ex:n ] .", TERM, "4:17", "PropertyShape"),
    ("sh:property [ sh:path ex:n ; sh:values [ sh:path ex:m ] ] .", DEAF, "4:30", ""),
    ("sh:js [ sh:jsFunctionName 'f' ] .", DEAF, "4:1", ""),
    ("sh:expression [ sh:path ex:flag ] .", DEAF, "4:1", ""),
    ("sh:rule [ sh:subject sh:this ; sh:predicate ex:n ; sh:object 3 ] .", DEAF, "4:1", ""),
    ("sh:target [ sh:select 'SELECT ?this WHERE { ?this a ?that }' ] .", DEAF, "4:1", ""),
    ("sh:closed false . ex:f a sh:SPARQLFunction ; sh:ask 'ASK { }' .", DEAF, "4:26", ""),
]
REFUSED = [
    ("sh:sparql [ sh:select 'SELECT $this WHERE { GRAPH ?g { $this ?p ?o } }' ] .", "a graph by its name"),
    ("sh:sparql [ sh:select 'SELECT $this FROM <http://e/g> WHERE { $this ?p ?o }' ] .", "a graph by its name"),
    ("sh:sparql [ sh:select 'SELECT $this WHERE { graph$shapesGraphs {$this ?p ?o}}' ] .", "a graph by its name"),
    ("sh:closed false . <> sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", "which is not inferred here"),
]
NOT_REFUSED = [
    "sh:sparql [ sh:select 'SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }' ] .",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this <http://e/graph> ?from FILTER (?from = \"GRAPH\") }' ] .",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this <http://e/from> ?graph } # FROM here' ] .",
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.ttl").write_text(
        "@prefix ex: <http://example.org/> . ex:a a ex:C ; ex:n 5 . ex:b a ex:C ; ex:n 1 ."
    )


def told(shapes: str, *words: str) -> tuple[int, str, list[dict[str, Any]]]:
    """Exit status, what was said on stderr, and the findings."""
    Path("shapes.ttl").write_text(HEAD + shapes, "utf-8")
    done = kg("validate", "data.ttl", "--shapes", "shapes.ttl", "--format", "json", *words)
    return done.returncode, done.stderr, json.loads(done.stdout)["findings"] if done.stdout else []


def test_there_are_as_many_cases_as_were_written() -> None:
    assert (len(UNHEARD), len(REFUSED), len(NOT_REFUSED)) == (12, 4, 3)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("shapes", "rule", "place", "meant"), UNHEARD)
def test_what_no_engine_hears_is_told_at_its_place(shapes: str, rule: str, place: str, meant: str, engine: str) -> None:
    status, _, found = told(shapes, "--engine", engine)
    assert status == 1
    mine = [each for each in found if each["rule"] == rule]
    assert [f"{each['line']}:{each['column']}" for each in mine] == [place]
    assert (f"did you mean `{meant}`" if meant else "") in mine[0]["remedy"]
    assert mine[0]["severity"] == "violation"


@pytest.mark.parametrize("engine", ENGINES)
def test_what_engines_hear_is_not_told(engine: str) -> None:
    assert told(HEARD, "--engine", engine)[::2] == (0, [])


@pytest.mark.parametrize(("shapes", "said"), REFUSED)
def test_what_the_recommendation_has_refused_is(shapes: str, said: str) -> None:
    status, error, _ = told(shapes)
    assert status == 2
    assert said in error


@pytest.mark.parametrize("shapes", NOT_REFUSED)
def test_names_texts_and_comments_ask_no_graph(shapes: str) -> None:
    assert told(shapes)[0] == 0


@pytest.mark.parametrize(("wish", "status"), [("warn", 0), ("off", 0), ("error", 1)])
def test_somebody_can_take_misspelt_terms_as_they_wish(wish: str, status: int) -> None:
    assert told(UNHEARD[0][0], "--unknown", wish)[0] == status
    assert told(UNHEARD[7][0], "--unknown", wish)[0] == 1  # what is not evaluated is no question of spelling


ILL = [
    ("sh:property [ sh:path ex:n ; sh:minCount 'x' ] .", "4:42", "breaks its Datatype"),
    ("sh:property [ sh:path ex:n ; sh:minCount 1 , 2 ] .", "4:30", "breaks its MaxCount"),
    ("sh:property [ sh:path ex:n ; sh:closed 1 ] .", "4:40", "breaks its Datatype"),
    ("sh:property [ sh:minCount 1 ] .", "4:13", "breaks its MinCount"),
]


@pytest.mark.parametrize(("shapes", "place", "said"), ILL)
def test_a_shape_that_is_not_valid_is_told_of_at_its_place(shapes: str, place: str, said: str) -> None:
    status, _, found = told(shapes)
    mine = [each for each in found if each["rule"] == "shape-ill-formed"]
    assert status == 1
    assert (place, True) in [(f"{each['line']}:{each['column']}", said in each["message"]) for each in mine], mine


def test_what_is_not_evaluated_can_be_accepted_with_a_reason() -> None:
    assert told(UNHEARD[7][0], "--baseline", "b.toml", "--update-baseline", "--reason", "known")[0] == 0
    assert told(UNHEARD[7][0], "--baseline", "b.toml")[0] == 0
    assert told(UNHEARD[8][0], "--baseline", "b.toml")[0] == 1
