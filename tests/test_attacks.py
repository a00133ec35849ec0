"""What a hostile or careless case tried: nothing outside it is touched, and nobody is published by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.build import build
from kg.cli.root import kg
from kg.errors import BuildError
from kg.tidy import tidy_case
from tests.cases import CLAIMS, REGISTER, SETTINGS, findings, make, only, swap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", [".lock", ".new", ".old", ".gone"])
def test_a_link_where_the_build_keeps_its_files_is_refused(name: str, tmp_path: Path) -> None:
    root, victim = make(tmp_path / "case"), tmp_path / "victim"
    victim.write_text("precious")
    (root / "build").mkdir()
    (root / "build" / name).symlink_to(victim)
    with pytest.raises(BuildError, match="holds a link"):
        build(root)
    assert victim.read_text() == "precious"


def test_tidying_never_writes_through_a_link(tmp_path: Path) -> None:
    root, victim = make(tmp_path / "case", claims=swap(CLAIMS, "- id: ca2\n  quote", "- quote")), tmp_path / "victim"
    victim.write_text("precious")
    (root / "data/claims/.paper.yaml.new").symlink_to(victim)
    assert [len(change.issued) for change in tidy_case(root)] == [1]
    assert victim.read_text() == "precious"


def test_a_linked_folder_of_data_is_not_silently_empty(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "data/claims").rename(root / "claims-real")
    (root / "data/claims").symlink_to("../claims-real")
    assert "folder-not-read" in [finding.rule for finding in findings(root)]


@pytest.mark.parametrize("who", ["{label: a minister, minor: true}", "{label: a minister, protected: true, code: w-1}"])
def test_nobody_who_must_be_protected_is_built(who: str, tmp_path: Path) -> None:
    root = make(tmp_path, register=swap(REGISTER, "{label: a minister}", who))
    done = CliRunner().invoke(kg, ["-C", str(root), "build"], standalone_mode=False)
    assert done.exception is not None
    assert not (root / "build/graph.nq").exists()


def test_mentions_inherit_the_audience_of_their_file(tmp_path: Path) -> None:
    root = make(tmp_path, claims=f"audience: internal\n{CLAIMS}")
    build(root)
    text = (root / "build/graph.nq").read_text("utf-8")
    assert "id/dubrava>" in text
    assert "id/transfer>" not in text


def test_of_several_audiences_the_strictest_holds_and_for_the_case_the_widest(tmp_path: Path) -> None:
    claims = swap(CLAIMS, "  claimant: minister\n", "  claimant: minister\n  audience: [public, vault]\n")
    root = make(tmp_path, claims=claims, settings=SETTINGS.replace("public", "[vault, public]"))
    build(root)
    assert "claim/ca2" not in (root / "build/graph.nq").read_text("utf-8")


@pytest.mark.parametrize("path", ['"a\\0b.txt"', "x" * 5000])
def test_a_snapshot_path_that_no_system_takes_is_a_finding(path: str, tmp_path: Path) -> None:
    from tests.cases import SOURCES

    root = make(tmp_path, sources=swap(SOURCES, "snapshot: paper.txt", f"snapshot: {path}"))
    assert only(root, "snapshot-unreadable").position.line == 6
