"""Files that appear whole or not at all, and never over others.

Everything is written beside its place, read back and compared, and only then put there: new files by a link, which
fails where a name is taken; changed ones by a rename. Whatever goes wrong half-way, Ctrl-C too, is undone in reverse.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Step = Callable[[], object]

KEPT = 0o444  # a held copy is read, never written
SECRET = 0o400


class Staged(NamedTuple):
    """A file that lies ready beside its place, with its hash, its size and its first bytes."""

    path: Path
    sha256: str
    size: int
    start: bytes


class Shelf:
    """A set of changes to files that are made together; `with` it, and nothing of it is left where it fails."""

    def __init__(self) -> None:
        self._ready: list[Path] = []
        self._steps: list[tuple[Step, Step]] = []

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *failure: object) -> None:
        for path in self._ready:
            path.unlink(missing_ok=True)

    def beside(self, path: Path) -> Path:
        """The name a file has until it is put in its place; cleared in any case."""
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
        made.unlink(missing_ok=True)
        self._ready.append(made)
        return made

    def add(self, path: Path, content: bytes, mode: int = KEPT) -> None:
        """A new file."""
        made = self.beside(path)
        with made.open("xb") as handle:
            handle.write(content)
            _settled(handle.fileno())
        self.place(made, path, hashlib.sha256(content).hexdigest(), mode)

    def place(self, made: Path, path: Path, sha256: str, mode: int = KEPT) -> None:
        """A new file whose bytes lie ready; they are read again, and must have this hash."""
        with made.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != sha256:
                raise KgError(f"{path.name} was not written as it was read", remedy="check the disk, and try again")
        made.chmod(mode)
        self._steps.append((lambda: _linked(made, path), lambda: _unlinked(made, path)))

    def change(self, path: Path, before: bytes | None, after: bytes) -> None:
        """Another content for a file, which must still have the one that was read; None for one that was not there."""
        if before is None:
            self.add(path, after, 0o644)
            return
        made = self.beside(path)
        made.write_bytes(after)
        made.chmod(path.stat().st_mode & 0o777)
        self._steps.append((lambda: _swapped(made, path, before), lambda: _restored(path, before, after)))

    def remove(self, path: Path) -> None:
        """No such file any more; its bytes are kept aside until all else is done."""
        aside = self.beside(path)
        self._steps.append((lambda: path.rename(aside), lambda: _returned(aside, path)))

    def commit(self, approve: Step = bool) -> None:
        """Make all changes, let `approve` look at them, and undo them all where it, or any of them, raises."""
        done: list[Step] = []
        try:
            for make, undo in self._steps:
                done.append(undo)
                make()
            approve()
        except BaseException:
            for undo in reversed(done):
                with suppress(OSError):
                    undo()
            raise


def staged(shelf: Shelf, source: Path, beside: Path, most: int) -> Staged:
    """A copy of a file, hashed as it is written; InputError where it is over `most` bytes, or no file."""
    if not source.is_file():
        what = "a folder" if source.is_dir() else "no file"
        raise InputError(f"{source} is {what}", remedy="name one file")
    size = source.stat().st_size
    if size > most:
        remedy = "raise --max-size, or hold the part that is quoted"
        raise InputError(f"{source} has {size / 2**20:.0f} MB; {most // 2**20} MB may be held", remedy=remedy)
    made = shelf.beside(beside)
    with source.open("rb") as read, made.open("xb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        _settled(written.fileno())
    ready = looked_at(made)
    if looked_at(source).sha256 != ready.sha256:
        raise InputError(f"{source} changed while it was copied", remedy="wait until it is whole, and try again")
    return ready


def looked_at(made: Path) -> Staged:
    """What a file that lies ready is, by its own bytes."""
    with made.open("rb") as handle:
        start = handle.read(4096)
        handle.seek(0)
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return Staged(made, digest, made.stat().st_size, start)


def _settled(handle: int) -> None:
    os.fsync(handle)


def _linked(made: Path, path: Path) -> None:
    taken = InputError(f"{path} is there already", remedy="nothing was written over it: choose another id")
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise taken from None
    except OSError:  # a disk without links
        if path.exists() or path.is_symlink():
            raise taken from None
        made.rename(path)


def _swapped(made: Path, path: Path, before: bytes) -> None:
    if path.read_bytes() != before:
        raise InputError(f"{path} was changed while this command worked", remedy="run it again; nothing was changed")
    made.replace(path)


def _unlinked(made: Path, path: Path) -> None:
    """Take a new file away, unless it is another that was there before."""
    if not made.exists() or path.samefile(made):
        path.unlink()


def _restored(path: Path, before: bytes, after: bytes) -> None:
    """Put the old content back, unless somebody else has written since."""
    if path.read_bytes() == after:
        path.write_bytes(before)


def _returned(aside: Path, path: Path) -> None:
    if not path.exists():
        aside.rename(path)
