"""Do something again whenever a file of the case has changed, until somebody has seen enough (Ctrl-C).

The files are asked for their time and size a few times a second: that needs no library, works on every file system, and
costs a fiftieth of a second for four thousand files.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import click

from kg.errors import KgError
from kg.read.files import SETTINGS
from kg.reports.baseline import FILE as BASELINE
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAUSE = 0.3  # seconds between two looks
Stamps = frozenset[tuple[str, int, int, int]]


def watch(root: Path, work: Callable[[], object]) -> NoReturn:
    """Do the work now and after every change, for ever; what stops it is told, and waits for the next change."""
    seen: Stamps | None = None
    while True:
        if (now := _settled(root)) != seen:
            seen = now
            try:
                work()
            except KgError as error:
                click.echo(visible(f"kg: {error}"), err=True)
            sys.stdout.flush()  # whoever reads along in a pipe waits for it
        time.sleep(PAUSE)


def _settled(root: Path) -> Stamps:
    """How the files stand, once nobody has written for a moment: an editor may write one in several steps."""
    before, now = None, stamps(root)
    while before != now:
        time.sleep(PAUSE / 10)
        before, now = now, stamps(root)
    return now


def stamps(root: Path) -> Stamps:
    """Every file of the case with its time, size and number: those below `data/`, its settings and its baseline."""
    return frozenset(_stamps(root))


def _stamps(root: Path) -> Iterator[tuple[str, int, int, int]]:
    folders = [os.fspath(root / "data")]
    for entry in _entries(os.fspath(root)):
        if entry.name in (SETTINGS, BASELINE) and not entry.is_dir(follow_symlinks=False):
            yield from _stamp(entry)
    while folders:
        for entry in _entries(folders.pop()):
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield from _stamp(entry)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:  # gone, or closed to us: the work will say so
        return []


def _stamp(entry: os.DirEntry[str]) -> Iterator[tuple[str, int, int, int]]:
    try:
        about = entry.stat()
    except OSError:
        return
    yield entry.path, about.st_mtime_ns, about.st_size, about.st_ino
