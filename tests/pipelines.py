"""Runs the steps of a pipeline file as the service would: the same shell, the same order, the same folder.

Only what the service itself provides is stood in for: expressions, its variables, and the program that writes comments.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
GH = """#!/bin/sh
printf '%s\\n' "$@" > "$COMMENTED.words"
while [ "$1" != --body-file ]; do shift; done
cp "$2" "$COMMENTED"
"""


@dataclass
class Service:
    """A service at a checkout; `ran` has the status of each step that ran, by its name, and `said` what it printed."""

    checkout: Path
    scratch: Path
    variables: Mapping[str, str]
    known: Mapping[str, str]
    ran: dict[str, int] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tools = self.scratch / "tools"
        tools.mkdir(parents=True, exist_ok=True)
        (tools / "gh").write_text(GH, "utf-8")
        (tools / "gh").chmod(0o755)
        for name in ("python", "python3"):
            (tools / name).write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
            (tools / name).chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """What a step sees beside its own variables; packages go to a folder that nothing reads."""
        path = os.pathsep.join([str(self.scratch / "tools"), str(Path(sys.executable).parent), os.environ["PATH"]])
        return {
            "PATH": path, "HOME": str(self.scratch), "LC_ALL": "C.UTF-8", "CI": "true",
            # pip reads its variable for "no build isolation" the other way round: 0 switches isolation off
            "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_TARGET": str(self.scratch / "site"), "COMMENTED": str(self.scratch / "comment.md"),
            "GITHUB_STEP_SUMMARY": str(self.scratch / "summary.md"), "GITHUB_WORKSPACE": str(self.checkout),
            **self.variables,
        }  # fmt: skip

    def steps(self, steps: list[dict[str, Any]], common: Mapping[str, str], folder: str) -> None:
        """Run what GitHub runs: a step that needs success is left out after a failure."""
        failed = False
        for step in steps:
            if "run" not in step or not self.wanted(str(step.get("if", "")), failed=failed):
                continue
            own = {name: self.filled(str(value)) for name, value in {**common, **step.get("env", {})}.items()}
            where = self.checkout / self.filled(str(step.get("working-directory", folder)))
            status = self.run(step["name"], step["run"], own, where)
            failed = failed or (status != 0 and not step.get("continue-on-error"))

    def run(self, name: str, script: str, own: Mapping[str, str], folder: Path) -> int:
        """One script; nothing in it is filled in, so that no text of a branch can become a command."""
        assert not EXPRESSION.search(script), f"{name}: an expression stands in a script"
        done = subprocess.run(
            [*SHELL, script], cwd=folder, env={**self.environment, **own}, capture_output=True, text=True, check=False
        )
        self.ran[name], self.said[name] = done.returncode, done.stdout + done.stderr
        return done.returncode

    def wanted(self, condition: str, *, failed: bool) -> bool:
        """Whether a step runs, by its `if`: this service knows of pull requests only."""
        said = [part.strip() for part in condition.split("&&") if part.strip()]
        assert set(said) <= KNOWN, condition
        return "always()" in said or not failed

    def filled(self, text: str) -> str:
        """The text with the service's expressions filled in; an expression that it does not know fails the test."""
        return EXPRESSION.sub(lambda match: self.known[match[1]], text)


KNOWN = {"always()", "github.event_name == 'pull_request'", "inputs.base != ''", "inputs.comment == 'true'"}
