"""Whoever asks an old build is told so, and findings lie where the reader stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.build import build, outdated
from kg.cli.root import kg
from tests.cases import CLAIMS, CLAIMS_FILE, make, swap

if TYPE_CHECKING:
    from pathlib import Path

LATER = 2_000_000_000  # seconds: a time after any build of this test


@pytest.fixture
def case(tmp_path: Path) -> Path:
    build(make(tmp_path))
    return tmp_path


def edit(path: Path, text: str) -> None:
    """Write the text, as somebody does after the build."""
    path.write_text(text, "utf-8")
    os.utime(path, (LATER, LATER))


def test_a_fresh_build_is_not_outdated(case: Path) -> None:
    assert outdated(case) == []


def test_a_touched_file_that_says_the_same_is_not_outdated(case: Path) -> None:
    edit(case / CLAIMS_FILE, CLAIMS)
    assert outdated(case) == []


def test_changed_new_and_missing_files_are_named(case: Path) -> None:
    edit(case / CLAIMS_FILE, CLAIMS + "# a remark\n")
    edit(case / "data/register/new.yaml", "Person:\n  somebody: {label: somebody}\n")
    (case / "data/sources/paper.txt").unlink()
    assert outdated(case) == [CLAIMS_FILE, "data/register/new.yaml", "data/sources/paper.txt"]


@pytest.mark.parametrize(
    "words", [["query", "denied"], ["explain", "minister"], ["stats"], ["network"], ["export"], ["validate"]]
)
def test_every_command_that_reads_a_build_says_that_it_is_old(words: list[str], case: Path) -> None:
    assert "changed after" not in CliRunner().invoke(kg, ["-C", str(case), *words]).stderr
    edit(case / CLAIMS_FILE, CLAIMS + "# a remark\n")
    assert f"changed after the last build: {CLAIMS_FILE}" in CliRunner().invoke(kg, ["-C", str(case), *words]).stderr


def test_findings_name_files_as_seen_from_the_working_folder(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / CLAIMS_FILE).write_text(swap(CLAIMS, "stance: denied", "stance: denyed"), "utf-8")
    monkeypatch.chdir(case / "data/claims")
    assert CliRunner().invoke(kg, ["check"]).stdout.startswith("paper.yaml:21:")
    assert '"data/claims/paper.yaml"' in CliRunner().invoke(kg, ["check", "--format", "json"]).stdout
