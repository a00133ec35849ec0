"""Every command that a page shows is run, and what the page shows is what it prints.

A ```console block holds commands after `$ ` and, below each, its output as a terminal shows it (stdout and stderr).
`...` on a line of its own stands for any lines, and within a line for any text. Commands of a page run in order in one
copy of the case, so a page may build on what it did before.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "kg/init/ci/README.md"]
WRITTEN = [
    *(path for folder in ("", "data", "ontology", "shapes", "tests") for path in (ROOT / folder).glob("*.md")),
    *(ROOT / "kg").rglob("*.md"),
    *(ROOT / "tests").glob("*/*.md"),
]
CASE = ("kg.yaml", "data")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# Commands that cannot run inside a test, by their first words: why, and where they are run instead.
ELSEWHERE = {
    "make demo": "makes .venv; its commands are those of the Makefile, each tested in its own right",
    "make test": "is this very suite",
    "source .venv/bin/activate": "the test has the same kg on its path",
}

CRASHED = (70, 126, 127)  # a bug in kg, or no such command


class Step(NamedTuple):
    """A command of a page, the line it stands on, and the output shown below it."""

    line: int
    command: str
    shown: list[str]


def steps(text: str) -> list[Step]:
    """The commands of all console blocks of a page, in order."""
    found: list[Step] = []
    for block in BLOCK.finditer(text):
        first = text[: block.start(1)].count("\n") + 1
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                found.append(Step(number, line[2:], []))
            elif not found or number == first:
                raise ValueError(f"line {number}: a console block starts with `$ `, found {line!r}")
            elif found[-1].command.endswith("\\"):
                found[-1] = found[-1]._replace(command=f"{found[-1].command}\n{line}")
            else:
                found[-1].shown.append(line)
    return found


def elsewhere(command: str) -> bool:
    return any(command == words or command.startswith(f"{words} ") for words in ELSEWHERE)


def matches(shown: list[str], printed: str) -> bool:
    """Whether the page's lines stand for what was printed; a command shown without output may print anything."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else _line(line) for line in shown)
    lines = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return not shown or re.fullmatch(pattern, lines) is not None


def _line(line: str) -> str:
    return ".*".join(map(re.escape, line.rstrip().split("..."))) + r"\n"


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a shell, as wide as a page, with this checkout's kg first on the path."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the repository's case: what its pages talk about, without its build."""
    for name in CASE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy2(source, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_shows_what_its_commands_print(page: Path, case: Path) -> None:
    wrong = []
    for step in steps(page.read_text(encoding="utf-8")):
        if elsewhere(step.command):
            continue
        done = run(step.command, case)
        if done.returncode in CRASHED or not matches(step.shown, done.stdout) or (done.returncode and not step.shown):
            shown = "\n".join(step.shown)
            wrong.append(f"{page.name}:{step.line}: $ {step.command}\nSHOWN\n{shown}\nPRINTED\n{done.stdout}")
    assert not wrong, "\n\n".join(wrong)


def test_the_readme_has_commands_and_no_reason_is_left_over() -> None:
    commands = [step.command for page in PAGES for step in steps(page.read_text(encoding="utf-8"))]
    assert any(not elsewhere(command) for command in commands), "no command of any page is run"
    idle = [words for words in ELSEWHERE if not any(command.startswith(words) for command in commands)]
    assert not idle, f"no page has these commands any more: {idle}"


# The harness itself


def test_steps_of_a_page() -> None:
    text = "Text\n\n```console\n$ kg a \\\n    b\none\n$ kg c\n```\n\n```sh\n$ not this\n```\n"
    assert steps(text) == [Step(4, "kg a \\\n    b", ["one"]), Step(7, "kg c", [])]


def test_a_block_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2: a console block starts with"):
        steps("```console\nkg a\n```\n")


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ([], "anything\n", True),
        (["a", "b"], "a  \nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", "..."], "a\nb\nc\n", True),
        (["a", "...", "c"], "a\nc\n", True),
        (["a", "...", "c"], "a\nb\nd\n", False),
        (["took ... s"], "took 0.2 s\n", True),
        (["1+1"], "111\n", False),
    ],
)
def test_what_a_page_shows_stands_for_what_is_printed(shown: list[str], printed: str, same: bool) -> None:
    assert matches(shown, printed) is same


def test_a_command_is_known_to_run_elsewhere_by_whole_words() -> None:
    assert elsewhere("make test")
    assert not elsewhere("make tests-of-mine")


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_of_a_page_leads_to_a_file(page: Path) -> None:
    places = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [place for place in places if not (page.parent / place).exists()] == []
