"""The commands about sources as people type them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli.root import kg
from kg.cli.source import source as group
from kg.cli.source.table import COMMANDS
from kg.errors import FindingsError, InputError, UsageError
from tests.cases import TEXT, make
from tests.documents import page, pdf

if TYPE_CHECKING:
    from pathlib import Path

REPORT = pdf(["The agency said so."], title="The report")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound case with documents beside it; the tester signs by variable."""
    monkeypatch.setenv("KG_BY", "A. B.")
    (tmp_path / "report.pdf").write_bytes(REPORT)
    (tmp_path / "page.html").write_bytes(page())
    return make(tmp_path / "case")


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(kg, ["-C", str(root), "source", *words], standalone_mode=False)


def said(root: Path, *words: str) -> str:
    """What a command that is to succeed prints."""
    done = run(root, *words)
    assert done.exception is None, done.exception
    assert done.return_value in {None, 0}
    return done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    assert isinstance(group, click.Group)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    told = command.help or ""
    assert command.name == name
    assert told.splitlines()[0] == COMMANDS[name].summary
    assert f"Example:  kg source {name}" in told
    assert not [option.name for option in command.params if isinstance(option, click.Option) and not option.help]


def test_the_groups_help_imports_no_engine() -> None:
    script = "import sys; from kg.cli import main; main(['source', '--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"pypdfium2", "selectolax", "yaml", "kg.source"} & set(done.stderr.split())
    assert all(name in done.stdout for name in COMMANDS)


def test_to_add_prints_the_entry(root: Path) -> None:
    out = said(root, "add", str(root.parent / "report.pdf"), "--kind", "report", "-s", "publisher=agency")
    assert out.startswith("data/sources/the-report.yaml\n  the-report:\n    label: The report  # Title of the PDF\n")
    assert "sourceKind: report" in out
    assert out.splitlines()[2:] == (root / "data/sources/the-report.yaml").read_text().splitlines()[2:]


def test_to_add_as_json_and_into_a_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    words = ("../page.html", "--id", "p", "--into", "data/sources/all.yaml", "--label", "the page", "--format", "json")
    done = json.loads(said(root, "add", *words))
    assert (done["id"], done["file"], done["label"]) == ("p", "data/sources/all.yaml", "the page")


def test_nobody_signs_for_somebody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_BY")
    monkeypatch.setenv("PATH", "")
    done = run(root, "add", str(root.parent / "report.pdf"))
    assert isinstance(done.exception, UsageError)
    assert "--by" in done.exception.remedy


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "https://example.org/a"), InputError),
        (("add", "http://127.0.0.1:9/a", "--fetch"), InputError),
        (("add", "none.pdf"), InputError),
        (("add", "kg.yaml", "-s", "nonsense"), UsageError),
        (("update", "none", "kg.yaml"), InputError),
        (("forget", "none", "--reason", "courtOrder", "--why", "x"), InputError),
        (("lock", "--accept", "paper"), UsageError),
        (("lock", "--accept", "paper", "--as", "rdacted"), UsageError),
        (("verify", "none"), InputError),
    ],
)
def test_refusals_have_a_remedy(words: tuple[str, ...], error: type[Exception], root: Path) -> None:
    done = run(root, *words)
    assert isinstance(done.exception, error), done.exception
    assert done.exception.remedy  # type: ignore[attr-defined]


def test_status_in_every_format(root: Path) -> None:
    said(root, "add", str(root.parent / "report.pdf"), "--id", "r")
    assert "paper" in said(root, "status")
    rows = list(csv.reader(io.StringIO(said(root, "status", "--format", "csv"))))
    assert rows[1][:4] == ["paper", "held", "", "3"]
    assert [row["id"] for row in json.loads(said(root, "status", "--format", "json"))] == ["paper", "r"]
    assert said(root, "status", "--not-held", "--format", "csv").count("\n") == 1


def test_lock_and_verify_agree(root: Path) -> None:
    assert run(root, "lock", "--check").return_value == 1
    assert "paper" in said(root, "lock")
    assert run(root, "lock", "--check").return_value == 0
    assert json.loads(said(root, "verify", "--format", "json"))["findings"] == []
    path = root / "data/sources/paper.txt"
    path.chmod(0o644)
    path.write_text("x")
    done = run(root, "verify", "paper", "--quick")
    assert done.return_value == 1
    assert "data/sources/all.yaml:7:13: violation" in done.stdout
    assert isinstance(run(root, "lock").exception, FindingsError)


def test_update_tells_each_quotation(root: Path) -> None:
    newer = root.parent / "newer.txt"
    newer.write_text("New. " + TEXT.replace("denied", "confirmed"))
    done = run(root, "update", "paper", str(newer), "--dry-run")
    assert done.return_value == 1
    assert "ca2 lost" in done.stdout
    assert "ca1 moved 32 → 37" in done.stdout
    newer.write_text(TEXT + "More.")
    told = json.loads(said(root, "update", "paper", str(newer), "--format", "json"))
    assert (told["new"]["id"], told["lost"], len(told["quotations"])) == ("paper-2", 0, 3)
    newer.write_text(TEXT)
    assert "the same bytes" in said(root, "update", "paper", str(newer))


def test_forget_says_what_is_left(root: Path) -> None:
    words = ("forget", "paper", "--reason", "courtOrder", "--why", "a judge said so")
    assert "would be deleted: data/sources/paper.txt" in run(root, *words, "--dry-run").stdout
    done = run(root, *words)
    assert done.return_value == 1
    assert "rests on it: ca1" in done.stdout
    assert "history" in done.stderr


def test_a_shell_completes_ids(root: Path) -> None:
    variables = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": f"kg -C {root} source verify p", "COMP_CWORD": "5"}
    done = subprocess.run(
        [sys.executable, "-m", "kg"], env={**os.environ, **variables}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "plain,paper\n"
