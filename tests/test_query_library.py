"""The named queries: each has a readable header, a stable order, and a frozen answer from the real case."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kg.build import canonical
from kg.errors import QueryError
from kg.quads import text_of
from kg.query import Answer, library, named, prepare
from kg.query.collection import SHIPPED
from kg.query.lookup import CALLED, CODES, NAMES
from kg.query.prepared import columns
from kg.query.tokens import tokens
from kg.store import Store
from tests.cases import CLAIMS, TOGETHER, make
from tests.freeze import FROZEN, answer, asked, frozen

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = library()
WANTED = """
    about stances denied conditional counts routes roles qualifications silence relays sources works single-root
    affiliations claimants unverified hedged disputed
"""
MEND = "read the difference, then `python -m tests.freeze`"


def test_there_is_a_query_for_each_question_of_a_case_team() -> None:
    assert set(WANTED.split()) <= QUERIES.keys()
    assert len(QUERIES) == len(list(SHIPPED.glob("*.rq"))) >= 15


def test_every_query_has_a_frozen_answer_and_every_answer_a_query() -> None:
    assert {path.stem for path in FROZEN.glob("*.json")} == QUERIES.keys(), MEND


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_answers_as_it_did(name: str) -> None:
    assert frozen(QUERIES[name]) == (FROZEN / f"{name}.json").read_text("utf-8"), MEND


@pytest.mark.parametrize("name", QUERIES)
def test_the_header_tells_what_a_user_has_to_know(name: str) -> None:
    header = QUERIES[name].header
    assert header.summary.endswith(".")
    assert header.examples
    used = {token.text[1:] for token in tokens(QUERIES[name].text) if token.kind == "variable"}
    for param in header.params:
        assert param.name in used, f"{param.name} is declared and not used"
        assert not param.description.endswith(".")


@pytest.mark.parametrize("name", QUERIES)
def test_examples_ask_this_query_with_its_own_parameters(name: str) -> None:
    header = QUERIES[name].header
    for example in header.examples:
        words = shlex.split(example)
        assert words[:3] == ["kg", "query", name]
        given = {word.partition("=")[0] for flag, word in pairwise(words) if flag == "-p"}
        assert given <= {param.name for param in header.params}
        assert given >= {param.name for param in header.params if not param.default}


@pytest.mark.parametrize("name", QUERIES)
def test_rows_come_in_an_order_that_leaves_no_choice(name: str) -> None:
    text = QUERIES[name].text
    ordered = set(re.findall(r"\?(\w+)", text[text.rindex("ORDER BY") :]))
    shown = columns(tokens(text))
    assert ordered <= set(shown)
    assert ordered & {"claim", "says", "source", "work", "mode", "stance", "thing"}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_nothing_of_guilt_and_nothing_of_proof(name: str) -> None:
    assert not re.search(r"guilt|unproven|proven|perpetrator|criminal|suspect", QUERIES[name].text, re.IGNORECASE)


@pytest.mark.parametrize("text", [CALLED, NAMES, CODES])
def test_the_tools_own_lookups_are_queries_too(text: str) -> None:
    assert tokens(text)[0].says("SELECT")


def test_every_parameter_narrows() -> None:
    """A value that is nowhere in an answer must not leave the answer as it was."""
    for name, query in QUERIES.items():
        for param in query.header.params:
            if param.kind == "entity" and param.default:
                first = [value for value in asked(query)[0] if not value.startswith(f"{param.name}=")]
                values = [*first, f"{param.name}=assistant-professor"]
                assert answer(query, values)["rows"] == [], f"{name}: {param.name}"


def test_what_is_denied_together_is_not_shown_as_denied_one_by_one(tmp_path: Path) -> None:
    """Nor is an enquiry shown as unanswered because somebody denies that it was."""
    root, store = make(tmp_path, claims=CLAIMS + TOGETHER), Store.memory()
    store.load(canonical(root).lines)

    def claims(name: str) -> list[str]:
        with Answer(prepare(QUERIES[name].text, store, [], name), store) as found:
            place = found.columns.index("claim")
            return sorted({text_of(row[place] or "").rpartition("/")[2] for row in found})

    assert claims("roles") == ["cb1"]
    assert claims("silence") == []
    assert claims("denied") == ["ca2", "cb2", "cb3"]


def test_a_case_has_queries_of_its_own_and_they_go_first(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "mine.rq").write_text("\ufeff#: summary: Mine.\nSELECT * {}", "utf-8")
    (tmp_path / "queries" / "roles.rq").write_text("#: summary: Our roles.\nSELECT * {}", "utf-8")
    known = library(tmp_path)
    assert list(known) == sorted(known)
    assert (known["mine"].own, known["mine"].header.summary) == (True, "Mine.")
    assert (known["roles"].own, known["roles"].header.summary) == (True, "Our roles.")
    assert not known["denied"].own


def test_an_unknown_name_gets_a_guess() -> None:
    with pytest.raises(QueryError, match="no query is called 'rols'") as caught:
        named("rols")
    assert "`roles`" in caught.value.remedy
    with pytest.raises(QueryError, match="no query is called") as caught:
        named("../../etc/passwd")
    assert "--list" in caught.value.remedy


def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "bad.rq").write_bytes(b"SELECT * { ?s ?p '\xff' }")
    with pytest.raises(QueryError, match="not UTF-8 at byte 18"):
        _ = named("bad", tmp_path).text
