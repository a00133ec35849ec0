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

from kg.diff.git import content, git, objects, reason
from kg.errors import InputError, UsageError
from kg.read.files import DATA, SETTINGS, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK, SUBMODULE = "120000", "160000"  # modes of members of a tree


class _Entry(NamedTuple):
    """A member of a tree: git's mode, the object, and the path relative to the case."""

    mode: str
    object: str
    path: str


@contextmanager
def files_at(root: Path, revision: str) -> Iterator[Path]:
    """A folder with the case as the commit has it; raises UsageError where there was no case there then."""
    entries = _entries(root, revision)
    with tempfile.TemporaryDirectory(prefix="kg-revision-") as folder:
        _write(root, [entry for entry in entries if entry.mode != LINK], Path(folder))
        _link(root, [entry for entry in entries if entry.mode == LINK], Path(folder))
        yield Path(folder)


def _entries(root: Path, revision: str) -> list[_Entry]:
    """What the commit has of the case: its settings and its data."""
    found = git(root, "ls-tree", "-r", "-z", revision, "--", SETTINGS, DATA)
    if found.returncode != 0 or not found.stdout:
        why = reason(found) or f"neither {SETTINGS} nor {DATA}/ is in it"
        raise UsageError(f"git has no files of this case at {revision[:12]}: {why}", remedy="name a later one")
    lines = [os.fsdecode(line).partition("\t") for line in found.stdout.split(b"\0") if line]
    entries = [_Entry(about.split(" ")[0], about.split(" ")[2], path) for about, _, path in lines]
    for entry in entries:
        if entry.mode == SUBMODULE:
            remedy = "name builds or folders instead"
            raise InputError(f"{entry.path} is a submodule: git keeps its files elsewhere", remedy=remedy)
        if {"", ".", ".."}.intersection(entry.path.split("/")):
            raise _leads_elsewhere(entry.path)
    return entries


def _write(root: Path, entries: list[_Entry], folder: Path) -> None:
    with objects(root, (entry.object for entry in entries)) as stream:
        for entry in entries:
            path = folder / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as handle:
                handle.writelines(content(stream, entry.path))


def _link(root: Path, entries: list[_Entry], folder: Path) -> None:
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


def _leads_elsewhere(path: str) -> InputError:
    return InputError(f"the revision holds a file that leads elsewhere: {path}", remedy="name another")
