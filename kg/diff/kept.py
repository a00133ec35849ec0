"""Revisions that were built once, kept in git's own folder: a commit never changes, so neither does its graph.

Decision: the graph and answers of a revision lie in the folder `kg/` of the repository's git folder, under a digest of
its files, of the ontology and of the tool; the last few are kept, and any may be deleted. Rejected: `build/`, which
people hand on, when a revision may hold what today's audience must not see; and a cache folder of the user, which
outlives the case. Consequence: a second comparison with a release takes no longer than one of two builds. A case with a
vault is built anew each time, since what is found there is no part of the commit.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING

from kg import __version__
from kg.build.folder import MANIFEST
from kg.build.last import GRAPH
from kg.diff.stored import FILE as ANSWERS
from kg.diff.stored import written
from kg.schema import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.build.write import Graph

MOST = 4  # revisions that are kept


def key(entries: Iterable[tuple[str, ...]]) -> str:
    """What a revision's graph depends on: its files by mode, object and path, the ontology, and the tool."""
    about = [__version__, load().digest, *("\t".join(entry) for entry in sorted(entries))]
    return hashlib.sha256("\n".join(about).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def keep(folder: Path, graph: Graph, case: Path) -> None:
    """Keep a graph there and forget the oldest others; where nothing can be written, nothing is kept."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        beside.mkdir(parents=True, mode=0o700)
        (beside / GRAPH).write_bytes(graph.lines)
        (beside / ANSWERS).write_text("".join(written(graph.lines, case)), "utf-8")
        (beside / MANIFEST).write_text(json.dumps(graph.manifest), "utf-8")
        beside.rename(folder)
        _forget(folder.parent)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)


def _forget(shelf: Path) -> None:
    by_age = sorted((path for path in shelf.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for path in by_age[:-MOST]:
        shutil.rmtree(path, ignore_errors=True)
