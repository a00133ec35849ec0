"""A build that was damaged, cut short, mixed up or made by an enemy: every command says so, and none is a bug."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from kg.build import build, outdated
from kg.cli import main
from kg.diff import compare, now, side
from tests.cases import CLAIMS, CLAIMS_FILE, SETTINGS, make, swap
from tests.test_diff import NEW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Damage = Callable[[Path], object]

COMMANDS = (
    ["conflicts"], ["conflicts", "--about", "minister"], ["timeline"], ["diff", "build", "."], ["diff", ".", "build"],
    ["query", "roots"], ["explain", "minister"], ["stats"], ["network", "actors"], ["export", "--format", "nt"],
    ["path", "minister", "dubrava"],
)  # fmt: skip


def written(name: str, raw: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(raw)


def edited(**parts: object) -> Damage:
    def edit(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        (folder / "manifest.json").write_text(json.dumps({**manifest, **parts}))

    return edit


def proved(raw: bytes) -> Damage:
    """Another graph, and a manifest that vouches for it."""

    def both(folder: Path) -> None:
        written("graph.nq", raw)(folder)
        edited(graph={"sha256": hashlib.sha256(raw).hexdigest()})(folder)

    return both


DAMAGES: dict[str, Damage] = {
    "no graph": lambda folder: (folder / "graph.nq").unlink(),
    "half a graph": lambda folder: os.truncate(folder / "graph.nq", 999),
    "no N-Quads": proved(b"rubbish <\xff>\n"),
    "too few terms": proved(b"rubbish\n"),
    "no terms": proved(b"a b c d .\n"),
    "another graph": proved(b""),
    "half a manifest": lambda folder: os.truncate(folder / "manifest.json", 99),
    "a list": written("manifest.json", b"[]"),
    "an empty block": written("manifest.json", b"{}"),
    "no text": written("manifest.json", b"\xff\xfe\0"),
    "depth": written("manifest.json", b"[" * 100_000),
    "names of no file": edited(inputs={"a\0b": "x", "x" * 5000: None, "../../x": 3}),
    "numbers": edited(inputs=5, ontology=5, graph=5, classes=5),
    "another ontology": edited(ontology={"version": "9"}, propositionScheme="9", audience="internal"),
    "no store": lambda folder: shutil.rmtree(folder / "store"),
    "an unknown store": lambda folder: (folder / "store/CURRENT").write_bytes(b""),
    "no places": lambda folder: (folder / "positions.tsv").unlink(),
    "rubbish for places": written("positions.tsv", b"\xff\0\n\n\t"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_is_a_bug(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path)
    build(root)
    DAMAGES[damage](root / "build")
    monkeypatch.chdir(root)
    for words in COMMANDS:
        status, told = main(words), capsys.readouterr().err
        assert status in {0, 1, 2}, (words, told)
        assert status != 2 or "remedy:" in told, (words, told)


def test_builds_for_different_audiences_are_told_apart(tmp_path: Path) -> None:
    inner = make(tmp_path / "inner", claims=CLAIMS + NEW, settings=SETTINGS.replace("public", "internal"))
    difference = compare(side(str(inner), inner), now(make(tmp_path / "case")))
    assert ["audience internal" in note for note in difference.notes] == [True]


@pytest.mark.parametrize("name", [CLAIMS_FILE, "data/claims/new.yaml"])
def test_a_copy_that_kept_its_old_time_is_seen(name: str, tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    build(root)
    (root / name).write_text("source: paper\nclaims: []\n" if "new" in name else swap(CLAIMS, "- id: ca2", "- id: ca9"))
    os.utime(root / name, (1, 1))
    assert outdated(root) == [name]
    assert compare(side(str(root / "build"), root), now(root)).empty == ("new" in name)
