"""What changed between two states of a case, right to the claim, from real git revisions."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.build import build
from kg.cli.diff import MOST
from kg.diff import Difference, compare, now, side, write
from kg.diff.answers import answers
from kg.diff.shrink import share, shrunk
from kg.errors import InputError, UsageError
from tests.cases import CLAIMS, CLAIMS_FILE, make, swap
from tests.console import kg as run

if TYPE_CHECKING:
    from pathlib import Path

SECOND = "- id: ca2\n  quote: A minister denied it.\n"
JUDGEMENTS = """\
Correction:
  misread: {correctedClaim: ca1, correctedTo: cb1, by: A. Coder, date: 2024-01-05, why: a digit was misread}
ClaimantWithdrawal:
  minister-withdrew: {withdrawnClaim: ca2, by: A. Coder, date: 2024-01-05, why: he says so}
SourceRetraction:
  paper-retracted: {retractedSource: paper, by: A. Coder, date: 2024-01-05, why: a notice}
"""
TOMBSTONE = """\
Tombstone:
  gone-1: {formerId: ca3, reason: consentWithdrawn, by: A. Coder, date: 2024-01-05, why: at her request}
"""
NEW = """- id: cb1
  quote: The agency said on Tuesday
  claimant: agency
  stance: asserted
  revisionOf: ca1
  states: {Count: {population: children, statedCount: 2151}}
"""


def git(root: Path, *words: str) -> None:
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, env=environment)


def commit(root: Path, tag: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", tag)
    git(root, "tag", tag)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """The case for tests in a git repository, tagged `one`."""
    root = make(tmp_path / "case")
    (root / ".gitignore").write_text("build/\n")
    git(root, "init", "-q")
    commit(root, "one")
    return root


def edit(root: Path, claims: str = CLAIMS, judgements: str = "") -> None:
    (root / CLAIMS_FILE).write_text(claims)
    if judgements:
        (root / "data/judgements.yaml").write_text(judgements)


def found(root: Path, old: str = "one", new: str = "") -> Difference:
    before, after = side(old, root), side(new, root) if new else now(root)
    return compare(before, after, answers(before, after, root))


def told(difference: Difference) -> list[tuple[str, str, str]]:
    return [(change.kind, change.id, change.by) for change in difference.claims]


def test_the_same_files_differ_in_nothing(repo: Path) -> None:
    assert found(repo).empty
    assert (
        run("-C", str(repo), "diff").stdout
        == "HEAD (" + run_head(repo) + ") → the files as they are\n  Nothing differs.\n"
    )


def run_head(root: Path) -> str:
    done = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return done.stdout[:12]


def test_a_claim_that_came_and_the_one_it_revises(repo: Path) -> None:
    edit(repo, CLAIMS + NEW)
    difference = found(repo)
    assert told(difference) == [("added", "cb1", ""), ("revised", "ca1", "cb1")]
    assert difference.claims[0].label == "that the children numbered 2,151"
    assert difference.claims[0].quote == "The agency said on Tuesday"
    assert difference.sources == {"paper": (3, 4)}


def test_a_claim_changed_under_its_own_id(repo: Path) -> None:
    edit(repo, swap(CLAIMS, "stance: denied\n  speechAct: denial", "stance: questioned\n  speechAct: statement"))
    (change,) = found(repo).claims
    assert (change.kind, change.id) == ("changed", "ca2")
    assert change.values == (
        ("speechAct", ("denial",), ("statement",)),
        ("stance", ("denied",), ("questioned",)),
    )


def test_a_quotation_changed_under_its_claim(repo: Path) -> None:
    edit(repo, swap(CLAIMS, "quote: A minister denied it.\n", "quote: A minister denied\n"))
    (change,) = found(repo).claims
    assert ("quote-1 exact", ("A minister denied it.",), ("A minister denied",)) in change.values


def test_corrected_withdrawn_and_retracted_are_three_things(repo: Path) -> None:
    edit(repo, CLAIMS + NEW.replace("  revisionOf: ca1\n", ""), JUDGEMENTS)
    assert told(found(repo)) == [
        ("added", "cb1", ""),
        ("corrected", "ca1", "misread"),
        ("withdrawn", "ca2", "minister-withdrew"),
        ("retracted", "ca1", "paper-retracted"),
        ("retracted", "ca2", "paper-retracted"),
        ("retracted", "ca3", "paper-retracted"),
        ("retracted", "cb1", "paper-retracted"),
    ]


def test_a_judgement_undone_befalls_nobody(repo: Path) -> None:
    gone = "[minister-withdrew, paper-retracted, misread]"
    undo = f"Judgement:\n  undo-1: {{undoes: {gone}, by: B, date: 2024-02-01, why: no}}\n"
    edit(repo, CLAIMS + NEW.replace("  revisionOf: ca1\n", ""), JUDGEMENTS + undo)
    assert told(found(repo)) == [("added", "cb1", "")]


def test_a_judgement_is_called_by_what_it_is_about(repo: Path) -> None:
    one = (
        "IdentityJudgement:\n  j: {left: minister, right: lawyer, outcome: unsure, by: B, date: 2024-02-01, why: no}\n"
    )
    edit(repo, judgements=one)
    (change,) = found(repo).records
    assert change.label == "a lawyer; a minister"


def test_taken_down_is_told_from_lost(repo: Path) -> None:
    without = CLAIMS[: CLAIMS.index("- id: ca2")]
    edit(repo, without, TOMBSTONE)
    difference = found(repo)
    assert told(difference) == [("taken down", "ca3", "consentWithdrawn"), ("removed", "ca2", "")]
    assert difference.classes["ct:Claim"] == (3, 1)
    text = "".join(write(difference, "table"))
    assert "Claims removed (gone without a tombstone): 1" in text
    assert "reason: consentWithdrawn" in text


def test_entities_and_queries_that_answer_otherwise(repo: Path) -> None:
    register = repo / "data/register/all.yaml"
    register.write_text(swap(register.read_text(), "a lawyer}", "a barrister}\n  third: {label: a third}"))
    edit(repo, CLAIMS + NEW)
    difference = found(repo)
    assert [(change.kind, change.id) for change in difference.records] == [("changed", "lawyer"), ("added", "third")]
    assert [each.query for each in difference.answers if each.query == "counts"] == ["counts"]
    assert difference.records[0].values == (("label", ("a lawyer",), ("a barrister",)),)


def test_between_two_revisions_a_build_and_a_folder(repo: Path, tmp_path: Path) -> None:
    build(repo)
    (repo / "build").rename(tmp_path / "release")
    edit(repo, CLAIMS + NEW)
    commit(repo, "two")
    expected = told(found(repo, "one", "two"))
    assert told(found(repo, "one")) == expected
    assert told(found(repo, str(tmp_path / "release"), str(repo))) == expected
    assert told(found(repo, "two", "one")) == [("removed", "cb1", "")]


def test_a_case_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    root = make(tmp_path / "many" / "case")
    git(root.parent, "init", "-q")
    commit(root.parent, "one")
    edit(root, CLAIMS + NEW)
    assert ("added", "cb1", "") in told(found(root))


def test_a_source_that_shrinks_fails(repo: Path) -> None:
    edit(repo, CLAIMS[: CLAIMS.index("- id: ca2")])
    done = run("-C", str(repo), "diff", "--max-drop", "10%", "--format", "md")
    assert done.returncode == 1
    assert "shrunk: claims from paper: 3 → 1 (-67 %)" in done.stderr
    assert "### Shrunk by more than is allowed" in done.stdout
    assert run("-C", str(repo), "diff", "--max-drop", "70%").returncode == 0


def test_json_holds_everything(repo: Path) -> None:
    edit(repo, CLAIMS + NEW)
    body = json.loads(run("-C", str(repo), "diff", "--since", "one", "--format", "json").stdout)
    assert body["version"] == 1
    assert [change["id"] for change in body["claims"]] == ["cb1", "ca1"]
    assert body["shrunk"] == []


def test_what_a_cap_leaves_out_is_said(repo: Path) -> None:
    many = [
        NEW.replace("cb1", f"cb{n}").replace("2151", f"{3000 + n}").replace("  revisionOf: ca1\n", "") for n in range(9)
    ]
    edit(repo, CLAIMS + "".join(many))
    assert MOST == 50
    assert "… and 7 more (--max 0 shows all)" in run("-C", str(repo), "diff", "--max", "2").stdout
    assert "more (--max 0" not in run("-C", str(repo), "diff", "--max", "0").stdout


@pytest.mark.parametrize("name", ["no-such-tag", "--upload-pack=touch x", "-x", "", "HEAD:data", "../elsewhere", "a b"])
def test_names_of_nothing(name: str, repo: Path) -> None:
    with pytest.raises(UsageError, match="is no build, no case folder and no git revision"):
        side(name, repo)


def test_words_that_are_off(repo: Path) -> None:
    for words in (("--since", "one", "HEAD"), ("--max-drop", "many"), ("--max-drop", "110%")):
        done = run("-C", str(repo), "diff", *words)
        assert done.returncode == 2, words
        assert "remedy:" in done.stderr


def test_a_revision_whose_files_hold_errors_is_named(repo: Path) -> None:
    edit(repo, swap(CLAIMS, "stance: denied", "stance: denyed"))
    commit(repo, "broken")
    with pytest.raises(InputError, match=r"broken .*`denyed` is no code of `stance`"):
        side("broken", repo)


def test_a_revision_without_the_case(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("x")
    git(tmp_path, "init", "-q")
    commit(tmp_path, "before")
    root = make(tmp_path / "case")
    with pytest.raises(UsageError, match="git has no files of this case at"):
        side("before", root)


def test_outside_of_git_a_folder_still_does(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two", claims=CLAIMS + NEW)
    assert ("added", "cb1", "") in told(found(one, str(one), str(two)))


def test_the_order_of_quads_changes_nothing(repo: Path) -> None:
    before = side("one", repo)
    edit(repo, CLAIMS + NEW, JUDGEMENTS.replace("correctedTo: cb1, ", ""))
    after = now(repo)
    expected = compare(before, after)
    assert {change.kind for change in expected.claims} == {"added", "revised", "corrected", "withdrawn", "retracted"}
    for seed in range(5):
        shuffled = list(after.quads)
        Random(seed).shuffle(shuffled)  # noqa: S311
        assert compare(before, replace(after, quads=shuffled)) == expected


@given(st.floats(0, 100))
def test_a_share_is_read_as_it_is_written(percent: float) -> None:
    assert share(f"{percent:.2f}%") == pytest.approx(percent / 100, abs=1e-4)


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(0, 100))
def test_growth_is_never_shrinking(before: int, after: int, percent: int) -> None:
    difference = Difference("", "", (), (), {}, {"s": (before, after)})
    told_ = list(shrunk(difference, percent / 100))
    assert bool(told_) == (after < before * (1 - percent / 100))
