"""Git, asked so that nothing of a repository can steer the asking: no shell, no other host, no other repository.

Only commands that read objects are run; the repository's own settings cannot make these start a program.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIMIT = 120  # seconds that git may take
BLOCK = 1 << 20  # bytes that are copied at a time
ELSEWHERE = {
    *(
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
    ),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_TRACE"),
}
"""Variables that lead git, as in its own hooks, to another repository than the one around the case."""
OURS = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def commit(root: Path, name: str) -> tuple[str, str]:
    """The commit that a revision's name stands for, or an empty text and git's reason where it gives one."""
    try:
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        return "", f"git does not answer: {error}"
    told = found.stdout.decode().strip()
    return (told, "") if found.returncode == 0 and _COMMIT.fullmatch(told) else ("", reason(found))


def git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git on words that are never options but those written here."""
    command, environment = _command(root, *words), _environment()
    return subprocess.run(command, capture_output=True, check=False, timeout=LIMIT, env=environment)  # noqa: S603


def own_folder(root: Path) -> Path | None:
    """A folder for what the tool keeps of the repository around the case, in git's own; None where git says of none."""
    try:
        found = git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = os.fsdecode(found.stdout).rstrip("\n")
    return Path(told) / "kg" if found.returncode == 0 and told and Path(told).is_dir() else None


@contextmanager
def objects(root: Path, names: Iterable[str]) -> Iterator[IO[bytes]]:
    """The objects of these names, one after the other, to be read by `content`."""
    command, environment = _command(root, "cat-file", "--batch"), _environment()
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as given:
        asked.write("".join(f"{name}\n" for name in names).encode())
        asked.seek(0)
        done = subprocess.run(  # noqa: S603
            command, stdin=asked, stdout=given, stderr=subprocess.PIPE, check=False, timeout=LIMIT, env=environment
        )
        if done.returncode != 0:
            raise InputError(f"git cannot read the revision: {reason(done)}", remedy="run `git fsck`, or name another")
        given.seek(0)
        yield given


def content(stream: IO[bytes], path: str) -> Iterator[bytes]:
    """The bytes of the next object, in blocks; raises InputError, naming its path, where git does not have it."""
    about = stream.readline().split()
    if len(about) != 3:
        remedy = "fetch it first (a shallow or partial clone lacks it), or name another revision"
        raise InputError(f"git does not have {path} of that revision", remedy=remedy)
    left = int(about[2])
    while left and (block := stream.read(min(left, BLOCK))):
        left -= len(block)
        yield block
    stream.readline()


def reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says on stderr, on one line."""
    return " ".join(done.stderr.decode("utf-8", "replace").split()).removeprefix("fatal: ")


def _command(root: Path, *words: str) -> list[str]:
    return ["git", "-C", str(root), "--no-pager", *words]


def _environment() -> dict[str, str]:
    """Git looks for the repository around the case alone, and reaches out to no other host."""
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    return {**kept, **OURS}
