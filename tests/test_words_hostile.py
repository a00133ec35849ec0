"""Whatever somebody types: an answer, findings, or a refusal with a remedy; never a bug, never a steered terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.cli import main
from tests.cases import REGISTER, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LAW = """\
LegalInstrument: {law: {label: the Law}}
Provision: {law-1: {label: the Law 1, instrument: law, value: "1", summary: it says something}}
Element: {el-1: {label: conduct, elementOf: law-1, value: "1", summary: it was done, elementKind: conduct}}
"""
ODD = (
    *("", " ", "-", "--", "-x", "\0", "\x1b[31m", "\ud83d", "\udcff", "\u202ex", "'", '"', "}", "?x", "\\u", "a\nb"),
    *("x" * 3000, "0", "-1", "99999999999999999999", "1e999", "nan", "10%", "0001", "9999-12-31", "-0001", "2022-13"),
    *("../..", "/", "build", ".", "HEAD", "http://[::1", "https://", "urn:x", "kg:", "a:b:c", "<>", "<a b>", "<b>"),
)  # fmt: skip
KNOWN = (
    "minister",
    "agency",
    "children",
    "transfer",
    "dubrava",
    "law-1",
    "report",
    "paper",
    "ca1",
    "claim/ca1",
    "ct:asserted",
)
WORD = st.sampled_from(ODD) | st.sampled_from(KNOWN) | st.text(max_size=8)
FORM = st.sampled_from(["table", "md", "json", "csv", "html", "svg", "x"])


def option(name: str, values: st.SearchStrategy[str] = WORD) -> st.SearchStrategy[list[str]]:
    return st.lists(values, max_size=1).map(lambda given_: [name, *given_] if given_ else [])


def line(*parts: st.SearchStrategy[list[str]] | str) -> st.SearchStrategy[list[str]]:
    found = [st.just([part]) if isinstance(part, str) else part for part in parts]
    return st.tuples(*found).map(lambda each: [word for words in each for word in words])


THING = st.lists(WORD, min_size=1, max_size=1)
SIGNED = line("--by", THING, "--why", THING, option("--date"), option("--file"), option("--undoes"))
LINES = st.one_of(
    line("timeline", st.lists(WORD, max_size=1), option("--since"), option("--until"), option("-f", FORM)),
    line("matrix", THING, option("--event"), option("--person"), option("--mode"), option("--state")),
    line("conflicts", option("-k"), option("--about"), option("-f", FORM)),
    line("diff", "build", st.lists(WORD, max_size=1), option("--max-drop"), option("--max"), option("-f", FORM)),
    line("judge", "same", THING, THING, SIGNED),
    line("judge", "independence", THING, THING, THING, SIGNED),
    line("judge", "undo", THING, SIGNED),
    line("judge", "list", option("--about"), option("--format", FORM)),
    line("query", st.sampled_from(["roots", "material", "measures", "unverified"]).map(lambda each: [each]),
         option("-p", WORD.map("id={}".format)), option("--limit"), option("--timeout"), option("--format", FORM)),
    line("explain", THING, option("--format", FORM)),
    line("path", THING, THING, option("--k"), option("--max-hops"), option("--policy"), option("--format", FORM)),
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("words"), register=REGISTER + LAW)
    build(root)
    return root


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs words in the case, and gives status, output and what was told on stderr."""
    monkeypatch.chdir(root)

    def ran(words: list[str]) -> tuple[int, str, str]:
        capsys.readouterr()
        return main(words), *capsys.readouterr()

    return ran


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=LINES)
def test_no_words_are_a_bug(words: list[str], run: Run) -> None:
    status, _, told = run(words)
    assert status in {0, 1, 2, 3}, told
    assert not STEERING.search(told)
    assert status != 2 or re.search("remedy:|Usage:|Error:", told), told


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "http://[::1"],
        ["matrix", "http://[::1"],
        ["query", "-q", "SELECT * FROM <http://[::1> { ?s ?p ?o }"],
        ["query", "-q", r"SELECT * { <http://x/\UFFFFFFFF> ?p ?o }"],
        ["query", "roots", "--limit", "9" * 20],
        ["query", "roots", "--timeout", "1e999"],
        ["conflicts", "\x1b[31m"],
        ["timeline", "\0"],
    ],
)
def test_words_that_once_were(words: list[str], run: Run) -> None:
    status, _, told = run(words)
    assert (status in {0, 2}, STEERING.search(told)) == (True, None), told
