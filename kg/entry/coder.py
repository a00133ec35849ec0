"""Who works on a case, if nobody says so: the name that git signs commits with."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 5  # seconds


def of_git(root: Path) -> str:
    """The name that git knows in the case, or nothing where there is none, or no git."""
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  # fixed words
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(done.stdout.decode("utf-8", "replace").split()) if done.returncode == 0 else ""
