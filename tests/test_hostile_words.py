"""Hostile words, streams and files for `kg source` and `kg claim`: a clear refusal, never a bug."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cases import make

if TYPE_CHECKING:
    from pathlib import Path

ADD = [
    *("claim", "add", "--source", "paper", "--quote", "crime", "--claimant", "agency"),
    *("--stance", "asserted", "--by", "A", "--no-edit"),
]
REVIEW = ["claim", "review", "ca1", "--by", "R", "--coded-by", "C"]
CALLS = [
    ["source", "add", "note.txt", "--by", b"caf\xe9"],
    ["source", "add", "note.txt", "--action", b"caf\xe9"],
    *([*ADD, option, b"caf\xe9"] for option in ("--hedge", "--leaves-out", "--date", "--note")),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text("The agency said so.\n")
    return make(tmp_path / "case")


def run(root: Path, words: list[str | bytes], *, redirect: str = "") -> subprocess.CompletedProcess[bytes]:
    kg = [sys.executable, "-m", "kg", "-C", str(root), *words]
    command: list[str | bytes] = ["sh", "-c", f'exec "$@" {redirect}', "sh", *kg] if redirect else kg
    where = {**os.environ, "KG_BY": "A. B.", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.run(command, cwd=root.parent, env=where, capture_output=True, check=False)


@pytest.mark.parametrize("words", CALLS)
def test_words_that_are_no_utf8_are_refused_by_name(words: list[str | bytes], root: Path) -> None:
    done = run(root, words)
    assert done.returncode == 2
    assert f"'{words[-2]!s}': it is not UTF-8".encode() in done.stderr


def test_a_file_may_have_a_name_that_is_no_utf8(root: Path) -> None:
    (root.parent / os.fsdecode(b"caf\xe9.txt")).write_text("The agency said so.\n")
    assert run(root, ["source", "add", b"caf\xe9.txt", "--id", "cafe", "--label", "a note"]).returncode == 0


def test_a_closed_stdin_is_an_empty_one(root: Path) -> None:
    assert run(root, [*REVIEW], redirect="<&-").returncode == 0


@pytest.mark.parametrize(
    "words",
    ["source add note.txt", "source verify", "source lock", "source update paper note.txt",
     "source forget paper --reason courtOrder --why w"],
)  # fmt: skip
@pytest.mark.parametrize("spoilt", ["deep log", "links in a circle"])
def test_a_spoilt_case_is_told_of(words: str, spoilt: str, root: Path) -> None:
    shelf = root / "data/sources"
    if spoilt == "deep log":
        (shelf / "custody.jsonl").write_text("[" * 100_000 + "\n")
    else:
        (shelf / "paper.txt").unlink()
        (shelf / "paper.txt").symlink_to("paper.txt")
    done = run(root, [*words.split()])
    assert done.returncode in {0, 1, 2}, done.stderr.decode()


@pytest.mark.parametrize("path", ["loop.txt", '"a\\0b.txt"'])
def test_a_source_is_taken_down_beside_one_whose_copy_is_no_file(path: str, root: Path) -> None:
    shelf = root / "data/sources"
    (shelf / "loop.txt").symlink_to("loop.txt")
    sources = shelf / "all.yaml"
    sources.write_text(f"{sources.read_text()}".replace("Work:", f"  odd: {{label: odd, snapshot: {path}}}\nWork:"))
    done = run(root, ["source", "forget", "paper", "--reason", "courtOrder", "--why", "w"])
    assert done.returncode in {0, 1, 2}, done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [["validate", "--shapes", "loop.txt"], ["check", "--baseline", "loop.txt"]],
)
def test_a_link_to_itself_is_no_file(words: list[str | bytes], root: Path) -> None:
    (root.parent / "loop.txt").symlink_to("loop.txt")
    done = run(root, words)
    assert done.returncode == 2, done.stderr.decode()
    assert b"loop.txt" in done.stderr


def test_words_on_stdin_are_utf8_or_told_of(root: Path) -> None:
    (root.parent / "words.txt").write_bytes(b"The caf\xe9 said so.")
    words: list[str | bytes] = ["-" if word == "crime" else word for word in ADD]
    done = run(root, words, redirect="<words.txt")
    assert done.returncode == 2
    assert b"stdin is not UTF-8 at byte 7" in done.stderr
