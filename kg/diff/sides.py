"""From what somebody named to one side of a comparison: a build, a case folder, or a git revision of this case.

A build is read as it stands. Files are built in memory with the tool and the ontology at hand, unless the case's own
build is of exactly these files: then that is read, which is quicker.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import canonical, outdated
from kg.build.folder import BUILD, MANIFEST
from kg.build.last import manifest_in, parsed, read_manifest
from kg.diff import kept
from kg.diff.revision import entries_of, files_at
from kg.diff.stored import stored
from kg.errors import BuildError, CaseError, FindingsError, InputError, UsageError
from kg.git import commit, own_folder
from kg.read.files import SETTINGS
from kg.resolve.vault import VARIABLE, spoken_of
from kg.schema import load
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.build.write import Graph
    from kg.diff.stored import Rows
    from kg.quads import Quad


@dataclass(frozen=True)
class Side:
    """A state of a case: its name for people, its quads, the same as canonical N-Quads, and its manifest.

    `folder` is that of the build it was read from, if it was.
    """

    name: str
    quads: list[Quad]
    lines: bytes
    manifest: dict[str, object]
    folder: Path | None = None

    @cached_property
    def store(self) -> Store:
        """The state in memory, to be asked."""
        store = Store.memory()
        store.load(self.lines)
        return store

    @property
    def answers(self) -> Mapping[str, Rows]:
        """The answers that its build has kept, by the digest of their query."""
        return stored(self.folder, hashlib.sha256(self.lines).hexdigest()) if self.folder else {}


def now(root: Path) -> Side:
    """The case as its files stand."""
    return _folder("the files as they are", root)


def side(text: str, root: Path) -> Side:
    """The state that the text names; raises UsageError where it is neither folder nor revision."""
    path = Path(text)
    if text and (path / MANIFEST).is_file():
        return _read(text, path)
    if text and (path / SETTINGS).is_file():
        return _folder(text, path)
    revision, reason = commit(root, text)
    if revision:
        return _revision(f"{text} ({revision[:12]})" if text != revision else revision[:12], revision, root)
    raise UsageError(
        f"`{text}` is no build, no case folder and no git revision of this case" + (f" ({reason})" if reason else ""),
        remedy="name a folder that holds kg.yaml or manifest.json, or a commit, branch or tag",
    )


def _revision(name: str, revision: str, root: Path) -> Side:
    """A commit: its graph as it was kept, if it was, and else built and kept for the next time."""
    entries = entries_of(root, revision)
    shelf = None if os.environ.get(VARIABLE) else own_folder(root)
    place = shelf / kept.key(entries) if shelf else None
    if place and place.is_dir():
        try:
            return _read(name, place)
        except BuildError:
            shutil.rmtree(place, ignore_errors=True)  # damaged
    with files_at(root, entries) as folder:
        graph = _graph(name, folder)
        if place and not spoken_of(folder):
            kept.keep(place, graph, root)
    return Side(name, graph.quads, graph.lines, graph.manifest)


def _folder(name: str, root: Path) -> Side:
    """A case folder: its build, if that is of its files and of this version of the tool."""
    try:
        ontology = read_manifest(root).get("ontology")
        same = isinstance(ontology, dict) and ontology.get("sha256") == load().digest
        if same and not outdated(root, touched=False):
            return _read(name, root / BUILD)
    except (CaseError, BuildError):
        pass  # no build, or a damaged one: the files count
    return _built(name, root)


def _built(name: str, root: Path) -> Side:
    graph = _graph(name, root)
    return Side(name, graph.quads, graph.lines, graph.manifest)


def _graph(name: str, root: Path) -> Graph:
    try:
        return canonical(root)
    except FindingsError as error:
        first = error.findings[0]
        raise InputError(
            f"{name}: its files hold errors under this version of kg; first: {first.message}",
            where=str(first.position),
            remedy="mend them, or build it with the version of that time and name the build's folder",
        ) from error


def _read(name: str, folder: Path) -> Side:
    return Side(name, *parsed(folder), manifest_in(folder), folder)
