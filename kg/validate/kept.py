"""The last run's triples and results, kept so that the next need look only at what an edit can have affected.

Decision: one file in git's own folder, beside what `kg diff` keeps there: the graph in N-Triples, since only triples
tell exactly what changed, and above it one line of JSON; never pickle, as a file must not be able to run code. Its key
holds everything but the data that results depend on. Rejected: a folder of the case, where a stranger's commit could
plant "no findings"; `build/`, which people hand on; a cache of the user, which outlives the case and leaves its disk.
Consequence: a case outside git is looked at in full each time. A file that is damaged counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg import __version__
from kg.engines import LIBRARIES
from kg.findings import Severity, ShaclResult
from kg.git import own_folder
from kg.resolve.vault import spoken_of

if TYPE_CHECKING:
    from collections.abc import Collection, Set

    from kg.validate.shapes import Shapes
    from kg.validate.walk import Triple

MOST = 4  # runs that are kept: of so many work trees of a repository, or cases in it
PREFIX = "check-"


class Run(NamedTuple):
    """A run over a whole graph: its triples, and every result."""

    triples: Set[Triple]
    results: tuple[ShaclResult, ...]


class Keeper(Protocol):
    """Who keeps the last run."""

    def recall(self, key: str, /) -> Run | None:
        """The run that was kept under this key, or None."""

    def keep(self, key: str, run: Run, /) -> None:
        """Keep a run in the place of the last."""


class Memory:
    """Keeps the last run in memory, and the first on the shelf too, if there is one: for a process that goes on."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self._kept: tuple[str, Run] | None = None

    def recall(self, key: str, /) -> Run | None:
        """The run that was kept under this key, here or on the shelf."""
        if self._kept and self._kept[0] == key:
            return self._kept[1]
        return self._shelf.recall(key) if self._shelf else None

    def keep(self, key: str, run: Run, /) -> None:
        """Keep a run in the place of the last."""
        if self._shelf and not self._kept:
            self._shelf.keep(key, run)
        self._kept = key, run


class Shelf(NamedTuple):
    """Where the last run over one case is kept."""

    file: Path

    def recall(self, key: str, /) -> Run | None:
        """The run that was kept under this key, or None."""
        try:
            head, _, body = self.file.read_bytes().partition(b"\n")
            kept = json.loads(head)
            if kept["key"] != key:
                return None
            results = tuple(_result(row) for row in kept["results"])
            return Run({_triple(row) for row in body.decode().split("\n") if row}, results)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, key: str, run: Run, /) -> None:
        """Keep a run in the place of the last; where nothing can be written, none is kept."""
        beside = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        try:
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            head = json.dumps({"key": key, "results": [list(result) for result in run.results]})
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(f"{head}\n".encode())
                stream.write("\n".join(map(" ".join, run.triples)).encode())
            beside.replace(self.file)
            _forget(self.file.parent)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def shelf_of(root: Path) -> Shelf | None:
    """The shelf of the case; None outside git, and for a case with a vault, since nothing from there may lie in git."""
    folder = None if spoken_of(root) else own_folder(root)
    name = PREFIX + hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return Shelf(folder / name) if folder else None


def key(shapes: Shapes, engine: str) -> str:
    """What results depend on beside the data: the tool, its engine, and the shapes."""
    return hashlib.sha256("\n".join((_code(), *_library(engine))).encode() + shapes.ntriples).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "engines").glob("*.py")])
    return __version__ + hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _library(engine: str) -> Collection[str]:
    """The engine's library, by the size and time of its files: to ask for its version takes longer."""
    found = [find_spec(LIBRARIES[name]) for name in engine.split("+")]
    places = [Path(place) for each in found if each for place in each.submodule_search_locations or ()]
    files = sorted(path for place in places for path in place.iterdir() if path.is_file())
    return [engine, *(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)]


def _triple(row: str) -> Triple:
    subject, predicate, value = row.split(" ", 2)
    return subject, predicate, value


def _result(row: list[object]) -> ShaclResult:
    focus, shape, path, value, severity, message, component = row
    texts = (focus, shape, path, value, message, component)
    if not (isinstance(severity, int) and all(isinstance(text, str) for text in texts)):
        raise TypeError(row)
    return ShaclResult(str(focus), str(shape), str(path), str(value), Severity(severity), str(message), str(component))


def _forget(folder: Path) -> None:
    by_age = sorted(folder.glob(f"{PREFIX}*"), key=lambda path: path.stat().st_mtime_ns)
    for path in by_age[:-MOST]:
        path.unlink(missing_ok=True)
