"""The last build, to be read: its manifest and its store.

Nothing here knows how a build is made, so that opening one is quick.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.build.folder import BUILD, MANIFEST, settle
from kg.errors import BuildError, CaseError
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

STORE, GRAPH = "store", "graph.nq"


def read_manifest(root: Path) -> dict[str, object]:
    """The manifest of the last build."""
    path = root / BUILD / MANIFEST
    if not path.is_file():
        raise CaseError("this case has not been built yet", remedy="run `kg build`")
    damaged = BuildError(f"{path} is damaged", remedy="run `kg build`")
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise damaged from error
    if not isinstance(content, dict):
        raise damaged
    return content


def open_store(root: Path) -> Store:
    """The store of the last build, to be read only."""
    settle(root / BUILD)
    read_manifest(root)
    if not (root / BUILD / STORE).is_dir():
        raise BuildError("the build holds no store", remedy="run `kg build`")
    return Store.open(root / BUILD / STORE)
