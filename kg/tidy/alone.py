"""One writer at a time: whoever changes the data files of a case waits until nobody else does."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.read.files import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the lock on the data files of the case at `root`; it is let go however the block ends, or the process."""
    folder = root / DATA
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
