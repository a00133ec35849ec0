"""`kg query` from the outside: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.cli import main
from kg.query import library
from kg.store import parse
from tests.asking import CLAIMS, TRIG, built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Kg = Callable[..., tuple[int, str, str]]

HEAVY = ("rdflib", "networkx", "edtf", "rich", "shifty", "pyshacl", "sentencex", "kg.compile", "kg.derive")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built case that holds the small graph, and a query of its own."""
    root = built(tmp_path_factory.mktemp("cli") / "case", parse(TRIG.encode(), "trig"))
    (root / "queries").mkdir()
    (root / "queries" / "mine.rq").write_text(
        "#: summary: Claims of ours.\n#: param who: entity = any -- the claimant\n"
        "SELECT ?claim ?who WHERE { ?claim prov:wasAttributedTo ?who } ORDER BY ?claim\n",
        "utf-8",
    )
    return root


@pytest.fixture
def kg(case: Path, capfd: pytest.CaptureFixture[str]) -> Kg:
    """Run `kg query …` in the case: status, stdout, stderr."""

    def run(*words: str, root: Path | None = None) -> tuple[int, str, str]:
        status = main(["-C", str(root or case), "query", *words])
        out, err = capfd.readouterr()
        return status, out, err

    return run


def test_a_named_query(kg: Kg) -> None:
    status, out, err = kg("mine", "-p", "who=a minister")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].split(maxsplit=1) == ["c1", "a minister"]


def test_text_file_and_stdin_ask_the_same(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "claims.rq"
    file.write_text(CLAIMS, "utf-8")
    answers = [kg("-q", CLAIMS, "--format", "csv"), kg("-f", str(file), "--format", "csv")]
    for words in (["-"], ["-f", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLAIMS.encode())))
        answers.append(kg(*words, "--format", "csv"))
    assert set(answers) == {answers[0]}
    assert answers[0][0] == 0


@pytest.mark.parametrize(
    "words", [[], ["mine", "-q", CLAIMS], ["-", "mine"], ["mine", "--format", "xlsx"], ["mine", "--limit", "-1"]]
)
def test_one_query_in_one_way(kg: Kg, words: list[str]) -> None:
    status, out, err = kg(*words)
    assert (status, out) == (2, "")
    assert err


def test_an_answer_is_utf_8_in_any_locale(case: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    words = ["-C", str(case), "query", "-q", 'SELECT ("Мінск" AS ?x) {}', "--format", "csv"]
    done = subprocess.run([sys.executable, "-m", "kg", *words], capture_output=True, check=True, env=env)
    assert done.stdout.decode() == "x\r\nМінск\r\n"


def test_no_rows_is_no_failure(kg: Kg) -> None:
    status, out, err = kg("-q", "SELECT ?c { ?c ct:stance ct:Claim }", "--format", "csv")
    assert (status, out) == (0, "c\r\n")
    assert "no rows" in err


def test_a_cut_answer_exits_with_3(kg: Kg) -> None:
    status, out, err = kg("-q", CLAIMS, "--limit", "2", "--format", "tsv")
    assert status == 3
    assert out.splitlines()[-1] == "# incomplete: stopped after 2 rows (--limit)"
    assert "kg: incomplete: stopped after 2 rows" in err
    assert kg("-q", CLAIMS, "--limit", "3")[0] == 0


def test_a_syntax_error_shows_the_line_with_a_caret(kg: Kg, tmp_path: Path) -> None:
    file = tmp_path / "bad.rq"
    file.write_text("SELECT ?c WHERE {\n  ?c ct:stance }\n", "utf-8")
    status, out, err = kg("-f", str(file))
    assert (status, out) == (2, "")
    assert f"{file}:2:16: the query does not parse" in err
    assert "    ?c ct:stance }\n                 ^" in err


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "never leaves this machine"),
        ("LOAD <http://127.0.0.1:9/>", "fetches data"),
        ("DROP ALL", "only reads"),
        ("SELECT * FROM source:papers { ?s ?p ?o }", "no graph is called"),
    ],
)
def test_refusals_have_a_reason_and_a_remedy(kg: Kg, query: str, reason: str) -> None:
    status, out, err = kg("-q", query)
    assert (status, out) == (2, "")
    assert reason in err
    assert "remedy: " in err


def test_construct_writes_triples_and_select_does_not(kg: Kg) -> None:
    make = "CONSTRUCT { ?c ct:stance ?s } WHERE { ?c ct:stance ?s }"
    status, out, _ = kg("-q", make, "--format", "ttl")
    assert status == 0
    assert len(parse(out.encode(), "ttl")) == 3
    status, out, err = kg("-q", CLAIMS, "--format", "nt")
    assert (status, out) == (2, "")
    assert "CONSTRUCT" in err


def test_names_and_iris_are_a_choice(kg: Kg) -> None:
    assert "c1,a minister" in kg("mine", "--format", "csv", "--names")[1]
    assert "https://w3id.org/child-transfer/id/minister" in kg("mine", "--format", "csv")[1]
    assert "https\\://w3id.org/child-transfer/id/minister" in kg("mine", "--iris", "--format", "md")[1], (
        "text, not a link"
    )
    assert kg("mine", "--format", "json", "--names")[0] == 2


def test_the_list_has_the_cases_own_queries(kg: Kg) -> None:
    status, out, _ = kg("--list")
    assert status == 0
    assert "Claims of ours.  (of this case)" in out
    assert "-p who: entity = any   the claimant" in out
    described = {entry["name"]: entry for entry in json.loads(kg("--list", "--format", "json")[1])}
    assert set(described) == {"mine", *library()}
    assert described["mine"]["params"][0]["name"] == "who"
    assert kg("--list", "--format", "csv")[0] == 2


def test_the_list_needs_no_case(kg: Kg, tmp_path: Path) -> None:
    status, out, _ = kg("--list", root=tmp_path)
    assert status == 0
    assert out.startswith("about ")


def test_show_prints_the_query_itself(kg: Kg) -> None:
    assert kg("--show", "roles")[1] == library()["roles"].text
    status, _, err = kg("--show", "rols")
    assert status == 2
    assert "`roles`" in err


def test_a_case_that_was_not_built_is_told_what_to_do(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "kg.yaml").write_text("title: x\n", "utf-8")
    status, _, err = kg("roles", root=tmp_path)
    assert status == 2
    assert "kg build" in err


def test_shell_completion_offers_names(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("_KG_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "kg query ro")
    monkeypatch.setenv("COMP_CWORD", "2")
    main([])
    assert capfd.readouterr().out.split() == ["plain,roles", "plain,roots", "plain,routes"]


def test_a_query_for_machines_imports_nothing_it_does_not_need(case: Path) -> None:
    code = f"import sys; from kg.cli import main; main(['-C', {str(case)!r}, 'query', 'mine', '--format', 'csv'])"
    show = f"; print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("claim,who")
    assert done.stderr == "[]\n"


def test_every_named_query_runs_on_a_case_that_has_nothing_for_it(
    kg: Kg, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ontology = [line for line in TRIG.splitlines() if "prefix" in line]
    empty = built(tmp_path_factory.mktemp("empty") / "case", parse("\n".join(ontology).encode(), "trig"))
    for name in library():
        words = ["-p", "text=x"] if name == "words" else []
        status, _, err = kg(name, *words, root=empty)
        assert status == (2 if name == "about" else 0), (name, err)
