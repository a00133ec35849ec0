"""The files of a case as a git revision has them, in a folder that lasts as long as somebody needs it.

Only git's own archive is read: no checkout, no hook, no filter of the working tree, and nothing of it is changed.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 120  # seconds that git may take


def commit(root: Path, name: str) -> str:
    """The commit that a revision's name stands for, or an empty text where it is none (or there is no git)."""
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.decode().strip() if found.returncode == 0 else ""


@contextmanager
def files_at(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the case as the commit has it; raises UsageError where there was no case there then."""
    with tempfile.TemporaryDirectory(prefix="kg-revision-") as folder:
        found = _git(root, "archive", "--format=tar", revision, ".")
        if found.returncode != 0:
            reason = found.stderr.decode("utf-8", "replace").strip()
            raise UsageError(f"git has no files of this case at {revision[:12]}: {reason}", remedy="name a later one")
        _unpack(found.stdout, folder)
        yield Path(folder)


def _unpack(packed: bytes, folder: str) -> None:
    """Into the folder; a link that leads out of it is refused."""
    try:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.FilterError as error:
        raise InputError(f"the revision holds a file that leads elsewhere: {error}", remedy="name another") from error


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git on words that are never options but those written here: no shell reads them."""
    command = ["git", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, check=False, timeout=LIMIT)  # noqa: S603
