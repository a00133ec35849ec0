"""The guide's invented case is a case: all its blocks together check without a finding, and build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.build import build
from tests.cases import SETTINGS, findings
from tests.test_readme import CRASHED, matches, run, steps

if TYPE_CHECKING:
    from kg.findings import Finding

GUIDE = Path(__file__).parents[1] / "data" / "README.md"
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (\S+\.yaml)\n")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The files of the guide: a block that names a file begins it, the blocks after that go on with it."""
    texts, file = {"kg.yaml": SETTINGS}, ""
    for kind, block in BLOCK.findall(GUIDE.read_text("utf-8")):
        named = FILE.match(block)
        file = "data/sources/guide.txt" if kind == "text" else f"data/{named[1]}" if named else file
        texts[file] = texts.get(file, "") + block
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert len(texts) == 7
    return tmp_path


def test_the_guide_checks_without_a_finding(case: Path) -> None:
    found: list[Finding] = findings(case)
    assert found == [], "\n".join(map(str, found))


def test_the_guide_builds(case: Path) -> None:
    assert build(case).assembly.size().startswith("8 claim(s)")


def test_the_guide_shows_what_its_commands_print(case: Path) -> None:
    shown = steps(GUIDE.read_text("utf-8"))
    assert any(step.shown for step in shown)
    for step in shown:
        done = run(step.command, case)
        assert done.returncode not in CRASHED, done.stdout
        assert matches(step.shown, done.stdout), f"README.md:{step.line}: $ {step.command}\nPRINTED\n{done.stdout}"
