"""The last build, to be read: its manifest and its store.

Nothing here knows how a build is made, so that opening one is quick.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kg.build.folder import BUILD, MANIFEST, settle
from kg.errors import BuildError, CaseError
from kg.quads import split
from kg.read.files import data_files
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.quads import Quad

STORE, GRAPH = "store", "graph.nq"


def read_manifest(root: Path) -> dict[str, object]:
    """The manifest of the last build."""
    path = root / BUILD / MANIFEST
    if not path.is_file():
        raise CaseError("this case has not been built yet", remedy="run `kg build`")
    return manifest_in(root / BUILD)


def digest(root: Path) -> str:
    """The digest of the canonical graph, by which the last build is known; empty in a manifest without one."""
    graph = read_manifest(root).get("graph")
    return str(graph.get("sha256", "")) if isinstance(graph, dict) else ""


def manifest_in(folder: Path) -> dict[str, object]:
    """The manifest of the build in this folder; BuildError where it is damaged."""
    path = folder / MANIFEST
    damaged = BuildError(f"{path} is damaged", remedy="run `kg build`")
    try:
        content = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise damaged from error
    if not isinstance(content, dict):
        raise damaged
    return content


def part(manifest: dict[str, object], name: str) -> dict[str, object]:
    """A block of a manifest; BuildError where it has none of that name."""
    found = manifest.get(name)
    if not isinstance(found, dict):
        raise BuildError(f"the manifest of the build is damaged: it has no `{name}`", remedy="run `kg build`")
    return found


def outdated(root: Path, *, touched: bool = True) -> list[str]:
    """The files of the case that are not as the last build found them: changed, gone, or new since; sorted.

    A file is read again only if it was touched after the build, so that asking costs next to nothing. Where that is not
    good enough, `touched=False` reads every file; one that the manifest does not name then counts as new.
    """
    inputs = read_manifest(root).get("inputs")
    known = inputs if isinstance(inputs, dict) else {}
    built = (root / BUILD / MANIFEST).stat().st_mtime_ns if touched else -1
    files = {path.relative_to(root).as_posix(): path for path in data_files(root)}
    files |= {file: root / file for file in known}
    return sorted(file for file, path in files.items() if _changed(path, known.get(file), built))


def _changed(path: Path, digest: str | None, built: int) -> bool:
    try:
        about = path.stat()
        if max(about.st_mtime_ns, about.st_ctime_ns) <= built:  # the latter too: a copy may keep its old time
            return False
        return digest is None or hashlib.sha256(path.read_bytes()).hexdigest() != digest
    except (OSError, ValueError):  # the latter for a name that no file can have
        return True


def open_store(root: Path) -> Store:
    """The store of the last build, to be read only."""
    settle(root / BUILD)
    read_manifest(root)
    if not (root / BUILD / STORE).is_dir():
        raise BuildError("the build holds no store", remedy="run `kg build`")
    return Store.open(root / BUILD / STORE)


def lines(folder: Path) -> bytes:
    """The canonical N-Quads of the build in this folder; BuildError where they are not what its manifest says."""
    manifest, path = manifest_in(folder), folder / GRAPH
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BuildError(f"{path} cannot be read: {error.strerror}", remedy="run `kg build`") from error
    if hashlib.sha256(content).hexdigest() != part(manifest, "graph").get("sha256"):
        raise BuildError(f"{path} is not the one that the build wrote", remedy="run `kg build`")
    return content


def quads(root: Path) -> list[Quad]:
    """The quads of the last build of the case, in canonical order; raises as `lines` does."""
    read_manifest(root)
    return parsed(root / BUILD)[0]


def parsed(folder: Path) -> tuple[list[Quad], bytes]:
    """The quads of the build in this folder and its lines; BuildError where they are no canonical N-Quads."""
    found = lines(folder)
    try:
        return list(split(found)), found
    except ValueError as error:
        raise BuildError(f"{folder / GRAPH} holds no N-Quads: {error}", remedy="run `kg build`") from error
