"""In whatever order and under whatever names the files lie, the answers are the same."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from tests.console import kg

ROOT = Path(__file__).parents[1]
ANSWERS = (
    ("conflicts", "--format", "json"),
    ("conflicts", "--format", "md"),
    ("matrix", "rome-8-2-a-vii", "--format", "json"),
    ("matrix", "crc-7", "--format", "md"),
    ("timeline", "--format", "csv"),
    ("timeline", "--format", "svg"),
    ("query", "roots", "--format", "json"),
    ("query", "conflicts", "--format", "csv"),
    ("network", "--format", "json"),
    ("explain", "lukashenko"),
    ("explain", "transfer-to-belarus"),
)
PLACE = re.compile(r"data/[\w/.-]+\.yaml(:\d+)*")


def renamed(folder: Path, salt: str) -> Path:
    """The case that ships, its claims, judgements and register in files of other names, and so in another order."""
    shutil.copy2(ROOT / "kg.yaml", folder)
    shutil.copytree(ROOT / "data", folder / "data")
    for part in ("claims", "judgements", "register"):
        for path in sorted((folder / "data" / part).glob("*.yaml")):
            name = hashlib.sha256(f"{salt}{path.name}".encode()).hexdigest()[:12]
            path.rename(path.with_name(f"{name}.yaml"))
    done = kg("-C", str(folder), "build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module", params=["a", "b"])
def cases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    plain = tmp_path_factory.mktemp("plain")
    shutil.copy2(ROOT / "kg.yaml", plain)
    shutil.copytree(ROOT / "data", plain / "data")
    assert kg("-C", str(plain), "build").returncode == 0
    return plain, renamed(tmp_path_factory.mktemp("other"), str(request.param))


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_no_answer_depends_on_the_order_of_files(cases: tuple[Path, Path], words: tuple[str, ...]) -> None:
    said = [kg("-C", str(root), *words) for root in cases]
    assert said[0].returncode == said[1].returncode == 0, said[0].stderr
    assert len(said[0].stdout) > 200
    one, other = (PLACE.sub("PLACE", done.stdout).split() for done in said)  # a longer name breaks lines elsewhere
    assert one == other


def test_no_triple_depends_on_the_order_of_files(cases: tuple[Path, Path]) -> None:
    one, other = ((root / "build/graph.nq").read_bytes() for root in cases)
    assert one == other


def test_every_answer_is_asked_for() -> None:
    assert len(ANSWERS) == 11
