"""`kg validate --changed-since`: what a change can have affected, and nothing of it less."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.validate import validate
from kg.validate.since import since
from tests.console import Done, kg
from tests.test_again import SHAPE, made, triple
from tests.test_diff import commit, git

if TYPE_CHECKING:
    from pathlib import Path

    from kg.quads import Quad
    from kg.validate.walk import Triple

FILE = "data/claims/example.yaml"
SPARQL = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://e.org/S> a sh:NodeShape ; sh:targetClass <https://w3id.org/child-transfer/ns#Claim> ;
    sh:sparql [ sh:select "SELECT $this WHERE { $this a <https://e.org/None> } LIMIT 1" ] .
"""


def quads(triples: set[Triple]) -> list[Quad]:
    return [(*each, "<https://e.org/graph>") for each in sorted(triples)]


@settings(max_examples=150, deadline=None)
@given(st.lists(SHAPE, min_size=1, max_size=3), st.sets(triple(), max_size=12), st.sets(triple(), max_size=3))
def test_what_is_not_told_was_so_before(written: list[str], before: set[Triple], edit: set[Triple]) -> None:
    shapes, now = made(*written), quads(before ^ edit)
    part = since(now, quads(before), "then", shapes, None, "shifty")
    after, old = validate(now, shapes), validate(quads(before), shapes)
    assert set(part.findings) <= set(after.findings)
    assert set(after.findings) - set(part.findings) <= set(old.findings)
    told = {finding.focus for finding in part.findings}
    assert {each for each in after.findings if each.focus in told} == set(part.findings)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A new case in git, committed as `one` and built."""
    assert kg("init", str(tmp_path / "case")).returncode == 0
    git(tmp_path / "case", "init", "-q")
    commit(tmp_path / "case", "one")
    assert kg("-C", str(tmp_path / "case"), "build").returncode == 0
    return tmp_path / "case"


def changed(root: Path, *words: str) -> Done:
    return kg("-C", str(root), "validate", "--changed-since", *words)


def document(done: Done) -> Any:
    return json.loads(done.stdout)


def test_nothing_changed(case: Path) -> None:
    done = changed(case, "one")
    assert done.returncode == 0
    assert "only the 0 of 51 node(s) that changes since one (" in done.stderr


def test_an_edit_is_looked_at_and_the_rest_is_not(case: Path) -> None:
    text = (case / FILE).read_text("utf-8")
    (case / FILE).write_text(text.replace("    hedge: could\n", ""), "utf-8")
    kg("-C", str(case), "build")  # a warning alone: built
    done = changed(case, "one", "--format", "json", "--fail-on", "warning")
    found = document(done)
    assert done.returncode == 1
    assert {finding["focus"].rpartition("/")[2] for finding in found["findings"]} == {"c9wt4n"}
    assert all(row["nodes"] for row in found["coverage"])
    assert "Not everything was looked at" in changed(case, "one").stdout


def test_shapes_of_unknown_reach_look_at_everything(case: Path, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SPARQL, "utf-8")
    done = changed(case, "one", "--shapes", str(tmp_path / "shapes.ttl"))
    assert done.returncode == 0
    assert "can have affected" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere",), "no git revision of this case"),
        (("",), "no git revision of this case"),
        (("--help",), "no git revision of this case"),
        (("one", "x.ttl"), "--changed-since does not go with RDF files"),
        (("one", "--require-targets"), "--changed-since does not go with --require-targets"),
    ],
)
def test_what_cannot_be_compared_is_refused(case: Path, words: tuple[str, ...], told: str) -> None:
    done = changed(case, *words)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_part_is_no_baseline(case: Path) -> None:
    done = changed(case, "one", "--update-baseline", "--reason", "known")
    assert done.returncode == 2
    assert "a part of the findings cannot become the baseline" in done.stderr
