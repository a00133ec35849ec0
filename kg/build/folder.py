"""The build folder: one build at a time, and the last good one stays until the next is whole.

A build writes everything into a folder beside the old one and then swaps names. Whoever is interrupted, at whatever
step, leaves the old build or the new one, whole: the old artefacts stay aside until one rename says that the new ones
hold, and only then is anything deleted. What was left lying is cleared by the next build.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUILD, NEW, OLD, GONE, LOCK = "build", ".new", ".old", ".gone", ".lock"
MANIFEST = "manifest.json"  # moved last: until it is there, a first build is none


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Hold the folder's lock; a second build is told at once instead of waiting or mixing its files in."""
    if build.resolve().parent != build.parent.resolve():
        message, remedy = (
            f"{build} is a link that leads out of the case",
            "take the link away: a build deletes what it replaces",
        )
        raise BuildError(message, remedy=remedy)
    with reasons(build):
        build.mkdir(parents=True, exist_ok=True)
        if any((build / name).is_symlink() for name in (LOCK, NEW, OLD, GONE)):
            raise BuildError(f"{build} holds a link where it keeps its own files", remedy="take the link away")
        handle = os.fdopen(os.open(build / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644), "w")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message, remedy = f"another build is at work in {build}", "wait until it ends, then try again"
            raise BuildError(message, remedy=remedy) from None
        yield


@contextmanager
def fresh(build: Path) -> Iterator[Path]:
    """A new folder to write a build into; swapped in when the block ends well, cleared when it does not."""
    new = build / NEW
    with reasons(build):
        recover(build)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        try:
            yield new
            swap(build, new)
        finally:
            recover(build)
            shutil.rmtree(new, ignore_errors=True)


def swap(build: Path, new: Path) -> None:
    """Move every artefact of the new build over the old one; the old ones are kept aside until all have moved."""
    old = build / OLD
    old.mkdir()
    for path in sorted(new.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
        current = build / path.name
        if current.exists():
            current.rename(old / path.name)
        path.rename(current)
    old.rename(build / GONE)
    shutil.rmtree(build / GONE, ignore_errors=True)


def recover(build: Path) -> None:
    """Put back what an interrupted swap had moved aside: the old build is whole, the new one never was."""
    old = build / OLD
    for path in sorted(old.iterdir()) if old.is_dir() else []:
        current = build / path.name
        if current.is_dir():
            shutil.rmtree(current)
        path.rename(current)
    for left in (old, build / GONE):
        shutil.rmtree(left, ignore_errors=True)


def settle(build: Path) -> None:
    """For readers: finish what an interrupted build left, unless a build is at work right now."""
    if not (build / OLD).is_dir():
        return
    try:
        with locked(build):
            recover(build)
    except BuildError:
        return  # a builder holds the folder: it will leave it whole


@contextmanager
def reasons(build: Path) -> Iterator[None]:
    """Say in words what the system says in codes."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC or "No space left" in str(error):
            remedy = "free some space; the last build is untouched"
            raise BuildError(f"no space left for {build}", remedy=remedy) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}:
            remedy = "mend the folder's rights, or use another case folder"
            raise BuildError(f"{build} cannot be written", remedy=remedy) from error
        raise BuildError(f"{build}: {error}", remedy="see the message; the last build is untouched") from error
