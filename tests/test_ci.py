"""The pipelines that `kg init --ci` writes, and the action: each step really run in a scratch git repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.init import start
from kg.init.services import FILES, PACKAGE, SERVICES
from tests.console import kg
from tests.pipelines import Service
from tests.reported import of_sarif

ROOT = Path(__file__).parents[1]
CLAIMS = "data/claims/example.yaml"
KNOWN = {
    "github.base_ref": "main", "github.token": "t0ken", "github.repository": "team/case",
    "github.event.pull_request.number": "7", "github.action_path": str(ROOT),
}  # fmt: skip


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a wheel: what the pipelines install."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(params=["", "cases/one"], ids=["at-the-top", "in-a-folder"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A case in a git repository: on main, and pushed."""
    top = tmp_path / "repository"
    folder = top / str(request.param)
    top.mkdir()
    git(top, "init", "-q")
    start(folder, "A case")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "a case")
    git(top, "update-ref", "refs/remotes/origin/main", "HEAD")
    return folder


def top_of(case: Path) -> Path:
    return next(above for above in (case, *case.parents) if (above / ".git").exists())


def enlisted(case: Path, service: str) -> dict[str, Any]:
    """The pipeline that `kg init --ci` writes, as the service reads it."""
    done = kg("init", str(case), "--ci", service)
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(path.relative_to(top_of(case)).as_posix() for path in written) == sorted(FILES[service])
    pipeline = next(path for path in written if path.suffix == ".yml")
    found = yaml.safe_load(pipeline.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def break_one(case: Path) -> int:
    """One stance that is none, and the line that it stands on."""
    path = case / CLAIMS
    text = path.read_text("utf-8")
    at = text.index("stance: asserted")
    path.write_text(text.replace("stance: asserted", "stance: asertd", 1), "utf-8")
    return text.count("\n", 0, at) + 1


def github(case: Path, scratch: Path, wheel: Path) -> Service:
    """The workflow's steps, run."""
    workflow = enlisted(case, "github")
    job = workflow["jobs"]["kg"]
    service = Service(top_of(case), scratch, {}, KNOWN)
    common = {**workflow["env"], "KG_PACKAGE": str(wheel)}
    service.steps(job["steps"], common, workflow["defaults"]["run"]["working-directory"])
    return service


STEPS = [
    "Install kg", "Form of the files", "Check", "Lint", "Build twice", "Validate the build", "What changed", "Summary",
    "Comment",
]  # fmt: skip


def test_githubs_workflow_passes_on_a_sound_case(case: Path, tmp_path: Path, wheel: Path) -> None:
    service = github(case, tmp_path / "scratch", wheel)
    assert service.ran == dict.fromkeys(STEPS, 0), service.said
    assert of_sarif((case / "kg-found.sarif").read_text("utf-8")) == []
    for page in ("kg-found.html", "kg-validated.html", "kg-found.xml"):
        assert (case / page).is_file()
    assert "✅ `kg check`: no findings" in (tmp_path / "scratch/comment.md").read_text("utf-8")
    assert "✅ `kg check`: no findings" in (tmp_path / "scratch/summary.md").read_text("utf-8")
    words = (tmp_path / "scratch/comment.md.words").read_text("utf-8").split()
    assert words[:3] == ["pr", "comment", "7"]
    assert any((tmp_path / "scratch/site").glob("child_transfer_kg-*"))


def test_githubs_workflow_shows_a_fault_where_it_stands(case: Path, tmp_path: Path, wheel: Path) -> None:
    line = break_one(case)
    service = github(case, tmp_path / "scratch", wheel)
    assert service.ran["Check"] == 1
    assert "Build twice" not in service.ran
    file = (case / CLAIMS).relative_to(top_of(case)).as_posix()
    assert f"::error file={file},line={line}," in service.said["Check"]
    assert [place[:2] for place in of_sarif((case / "kg-found.sarif").read_text("utf-8"))] == [(file, line)]
    assert "❌ `kg check`: 1 violation" in (tmp_path / "scratch/comment.md").read_text("utf-8")


def test_what_changed_is_told_in_the_comment(case: Path, tmp_path: Path, wheel: Path) -> None:
    path = case / CLAIMS
    path.write_text(path.read_text("utf-8").replace("stance: asserted", "stance: alleged", 1), "utf-8")
    service = github(case, tmp_path / "scratch", wheel)
    assert service.ran["What changed"] == 0
    assert "alleged" in (tmp_path / "scratch/comment.md").read_text("utf-8")


@pytest.mark.parametrize("sound", [True, False], ids=["sound", "broken"])
def test_gitlabs_pipeline(case: Path, tmp_path: Path, wheel: Path, *, sound: bool) -> None:
    line = 0 if sound else break_one(case)
    job = enlisted(case, "gitlab")["kg"]
    service = Service(top_of(case), tmp_path / "scratch", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main"}, {})
    script = "\n".join([*job["before_script"], *job["script"]])
    status = service.run("script", script, {**job["variables"], "KG_PACKAGE": str(wheel)}, top_of(case))
    assert status == (0 if sound else 1), service.said
    reports = job["artifacts"]["reports"]
    quality = json.loads((top_of(case) / reports["codequality"]).read_text("utf-8"))
    places = [(each["location"]["path"], each["location"]["lines"]["begin"]) for each in quality]
    file = (case / CLAIMS).relative_to(top_of(case)).as_posix()
    assert ((file, line) in places) is not sound
    assert (top_of(case) / reports["junit"]).is_file()
    kept = [(top_of(case) / path).is_file() for path in job["artifacts"]["paths"]]
    assert kept == ([True] * 3 if sound else [True, False, False])


def test_the_action(case: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    line = break_one(case)
    folder = case.relative_to(top_of(case)).as_posix()
    given = {"case": folder, "fail-on": "none", "base": "origin/main", "comment": "true", "token": "t0ken"}
    assert given.keys() == action["inputs"].keys()
    known = {**KNOWN, **{f"inputs.{name}": value for name, value in given.items()}}
    service = Service(top_of(case), tmp_path / "scratch", {}, known)
    service.steps(action["runs"]["steps"], {}, ".")
    assert service.ran["Check"] == 0
    assert f",line={line}," in service.said["Check"]
    assert service.ran["Build twice"] == 1, "what is broken is never built, whatever fails a job"
    assert service.ran["Comment"] == service.ran["Summary"] == 0
    for output in action["outputs"].values():
        assert (top_of(case) / service.filled(output["value"])).is_file()
    assert all(step.get("shell") == "bash" for step in action["runs"]["steps"] if "run" in step)


def test_the_problem_matcher_reads_the_table(case: Path) -> None:
    line = break_one(case)
    matchers = json.loads((ROOT / "kg/init/ci/problem-matcher.json").read_text("utf-8"))["problemMatcher"]
    assert [each["severity"] for each in matchers] == ["error", "warning", "notice"]
    pattern = matchers[0]["pattern"][0]
    said = kg("-C", str(case), "check").stdout.splitlines()
    found = [match for text in said if (match := re.fullmatch(pattern["regexp"], text))]
    assert [(int(match[pattern["line"]]), match[pattern["file"]].endswith(CLAIMS)) for match in found] == [(line, True)]


def test_the_hooks_run_and_are_for_a_cases_files(case: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["kg-fmt", "kg-check", "kg-lint"]
    for hook in hooks:
        assert re.search(hook["files"], f"cases/one/{CLAIMS}")
        assert re.search(hook["files"], "kg.yaml")
        assert not re.search(hook["files"], "README.md")
        program, *words = hook["entry"].split()
        assert program == "kg"
        assert kg("-C", str(case), *words).returncode == 0


def test_a_pipeline_that_is_there_is_left_alone(case: Path) -> None:
    for service in SERVICES:
        enlisted(case, service)
        assert PACKAGE in next(top_of(case).rglob("*kg.yml" if service == "github" else ".gitlab-ci.yml")).read_text(
            "utf-8"
        )
        again = kg("init", str(case), "--ci", service)
        assert again.returncode == 2
        assert "is there already" in again.stderr


def test_a_new_case_and_its_pipeline_in_one_go(tmp_path: Path) -> None:
    done = kg("init", str(tmp_path / "new"), "--ci", "gitlab", "--package", "./kg.whl")
    assert done.returncode == 0
    assert (tmp_path / "new/kg.yaml").is_file()
    assert '"./kg.whl"' in (tmp_path / "new/.gitlab-ci.yml").read_text("utf-8")


def test_a_folder_that_a_pipeline_cannot_name_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    start(tmp_path / "a case")
    done = kg("init", str(tmp_path / "a case"), "--ci", "github")
    assert done.returncode == 2
    assert "rename the folder" in done.stderr
    assert not (tmp_path / ".github").exists()


def test_without_a_folder_and_a_service_nothing_can_be_meant() -> None:
    assert kg("init").returncode == 2
