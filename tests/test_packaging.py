"""The project's frame: what a wheel holds, what the pins promise, what the first commands do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)["project"]
    return content


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    files = [ROOT / name for name in ("requirements.txt", "requirements-test.txt")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = {line: PIN.fullmatch(line) for line in lines if not line.startswith("#")}
    assert not [line for line, match in found.items() if not match], (
        "a pin is `name==version` and nothing else: `make pins`"
    )
    pinned: dict[str, str] = {canonicalize_name(match[1]): match[2] for match in found.values() if match}
    assert len(pinned) == len([line for line in lines if not line.startswith("#")]), (
        "a package is pinned twice: `make pins`"
    )
    return pinned


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def python(site: Path, *words: str) -> str:
    """What Python prints with the unpacked wheel first on its path, far from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, *words], cwd=site.parent, env=environment, text=True, capture_output=True, check=True
    )
    return done.stdout


def test_every_dependency_is_pinned_within_its_range(project: dict[str, Any], pins: dict[str, str]) -> None:
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    wanted += project["optional-dependencies"]["reference"]
    for requirement in map(Requirement, wanted):
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement.name} has no pin: `make pins`"
        assert requirement.specifier.contains(pin), f"{requirement} does not allow {pin}: `make pins`"


def test_who_tries_kg_does_not_wait_for_what_the_tests_need(project: dict[str, Any]) -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    own = {canonicalize_name(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    assert {canonicalize_name(Requirement(each).name) for each in project["dependencies"]} <= own
    assert own.isdisjoint({"pandas", "pyarrow", "followthemoney", "pytest", "mypy"})


def test_a_wheel_holds_every_file_of_package_ontology_and_shapes(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "kg", "ontology", "shapes"],
        cwd=ROOT, text=True, capture_output=True, check=True,
    ).stdout.split()  # fmt: skip
    homes = {"ontology": "kg/_data/ontology", "shapes": "kg/_data/shapes", "kg": "kg"}
    expected = {f"{homes[name.split('/', 1)[0]]}/{name.split('/', 1)[1]}" for name in listed}
    held = {path.relative_to(wheel).as_posix() for path in (wheel / "kg").rglob("*") if path.is_file()}
    assert held == expected


def test_kg_works_from_a_wheel(wheel: Path) -> None:
    assert python(wheel, "-c", "import kg; print(kg.__file__)").strip() == str(wheel / "kg" / "__init__.py")
    assert "Usage: kg" in python(wheel, "-m", "kg", "--help")
    terms = "from kg.schema import load; schema = load(); print(len(schema.classes), len(schema.properties))"
    here = subprocess.run([sys.executable, "-c", terms], text=True, capture_output=True, check=True, cwd=ROOT).stdout
    assert python(wheel, "-c", terms) == here


def test_every_make_target_is_listed_with_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    assert sorted(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)) == sorted(phony[1].split())


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("\nmake test")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
