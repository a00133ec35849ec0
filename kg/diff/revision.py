"""The files of a case as a git revision has them, in a folder that lasts as long as somebody needs it.

Decision: the very bytes that the commit holds are taken, by its tree and its objects. Rejected: `git archive` and a
checkout, for which attributes leave files out or rewrite them, and for which the repository's own settings may start
programs. Consequence: what git keeps elsewhere (a submodule, a large file) is not there, and a tree made by an enemy
writes nothing outside of the folder.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, UsageError
from kg.git import content, git, objects, reason
from kg.read.files import DATA, SETTINGS, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

POINTER = b"version https://git-lfs.github.com/spec/"
LINK, SUBMODULE = "120000", "160000"  # modes of members of a tree


class Entry(NamedTuple):
    """A member of a tree: git's mode, the object, and the path relative to the case."""

    mode: str
    object: str
    path: str


@contextmanager
def files_at(root: Path, entries: Sequence[Entry]) -> Iterator[Path]:
    """A folder with the case as the entries of a commit have it."""
    with tempfile.TemporaryDirectory(prefix="kg-revision-") as folder:
        _write(root, [entry for entry in entries if entry.mode != LINK], Path(folder))
        _link(root, [entry for entry in entries if entry.mode == LINK], Path(folder))
        yield Path(folder)


def entries_of(root: Path, revision: str) -> list[Entry]:
    """What the commit has of the case, its settings and its data; UsageError where there was no case there then."""
    found = git(root, "ls-tree", "-r", "-z", revision, "--", SETTINGS, DATA)
    if found.returncode != 0 or not found.stdout:
        why = reason(found) or f"neither {SETTINGS} nor {DATA}/ is in it"
        raise UsageError(f"git has no files of this case at {revision[:12]}: {why}", remedy="name a later one")
    lines = [os.fsdecode(line).partition("\t") for line in found.stdout.split(b"\0") if line]
    entries = [Entry(about.split(" ")[0], about.split(" ")[2], path) for about, _, path in lines]
    for entry in entries:
        if entry.mode == SUBMODULE:
            remedy = "name builds or folders instead"
            raise InputError(f"{entry.path} is a submodule: git keeps its files elsewhere", remedy=remedy)
        if {"", ".", ".."}.intersection(entry.path.split("/")):
            raise _leads_elsewhere(entry.path)
    return entries


def _write(root: Path, entries: list[Entry], folder: Path) -> None:
    with objects(root, (entry.object for entry in entries)) as stream:
        for entry in entries:
            path = folder / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as handle:
                for number, block in enumerate(content(stream, entry.path)):
                    if not number and block.startswith(POINTER):
                        raise _kept_elsewhere(entry.path)
                    handle.write(block)


def _link(root: Path, entries: list[Entry], folder: Path) -> None:
    """Links last, so that no file is written through one; a link that leads out of the folder is refused."""
    with objects(root, (entry.object for entry in entries)) as stream:
        for entry in entries:
            target = os.fsdecode(b"".join(content(stream, entry.path)))
            if not target or "\0" in target or PurePosixPath(target).is_absolute():
                raise _leads_elsewhere(entry.path)
            (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / entry.path).symlink_to(target)
    for entry in entries:
        if not inside(folder, folder / entry.path):
            raise _leads_elsewhere(entry.path)


def _kept_elsewhere(path: str) -> InputError:
    remedy = "check that revision out (`git worktree add … && git lfs pull`), and name the folder"
    return InputError(f"{path} is only a Git LFS pointer in that revision", remedy=remedy)


def _leads_elsewhere(path: str) -> InputError:
    return InputError(f"the revision holds a file that leads elsewhere: {path}", remedy="name another")
