"""Write a case's graph to `build/`: store, canonical N-Quads, positions and a manifest, all from one assembly.

The canonical file is the promise (same input, same bytes); the store is a way to ask it questions, and is swapped
whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import __version__
from kg.build.assemble import Assembly, assemble, ontology_quads
from kg.build.folder import BUILD, MANIFEST, fresh, locked, settle
from kg.build.places import FILE as POSITIONS
from kg.build.places import write as write_positions
from kg.build.views import view_quads
from kg.compile import SCHEME
from kg.errors import BuildError, CaseError, FindingsError
from kg.quads import RDF_TYPE, text_of, write
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.quads import Quad

STORE, GRAPH = "store", "graph.nq"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its manifest, and the assembly it came from."""

    manifest: dict[str, object]
    assembly: Assembly


def build(root: Path) -> Built:
    """Build the case at `root`; raises FindingsError, and touches nothing, where its files hold errors."""
    with locked(root / BUILD):
        assembly = sound(assemble(root))
        with fresh(root / BUILD) as new:
            store = Store.create(new / STORE)
            lines, manifest = fill(store, assembly)
            store.close()
            (new / GRAPH).write_bytes(lines)
            (new / POSITIONS).write_bytes(write_positions(assembly.positions))
            (new / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return Built(manifest, assembly)


def sound(assembly: Assembly) -> Assembly:
    """The assembly, if its files are sound."""
    if assembly.broken:
        raise FindingsError(assembly.findings)
    return assembly


def fill(store: Store, assembly: Assembly) -> tuple[bytes, dict[str, object]]:
    """Load the assembly and its views into a store; the canonical N-Quads and the manifest."""
    quads: set[Quad] = {*assembly.stated, *assembly.derived, *ontology_quads()}
    store.load(write(quads))
    views = view_quads(store, assembly)
    store.load(write(views))
    lines = write([*quads, *views])
    return lines, manifest_of(assembly, lines, [*quads, *views])


def canonical(root: Path) -> tuple[bytes, dict[str, object]]:
    """The canonical N-Quads and manifest that a build of the case would write, worked out in memory."""
    return fill(Store.memory(), sound(assemble(root)))


def check_build(root: Path) -> list[str]:
    """What differs between `build/` and a rebuild from the same files; empty where they are the same bytes."""
    settle(root / BUILD)
    lines, manifest = canonical(root)
    there = read_manifest(root)
    if not (root / BUILD / GRAPH).is_file():
        raise BuildError("the build holds no graph.nq", remedy="run `kg build`")
    differs = [
        f"manifest: {key}" for key in sorted(manifest.keys() | there.keys()) if manifest.get(key) != there.get(key)
    ]
    return differs + ([GRAPH] if (root / BUILD / GRAPH).read_bytes() != lines else [])


def read_manifest(root: Path) -> dict[str, object]:
    """The manifest of the last build."""
    path = root / BUILD / MANIFEST
    if not path.is_file():
        raise CaseError("this case has not been built yet", remedy="run `kg build`")
    try:
        content: dict[str, object] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise BuildError(f"{path} is damaged", remedy="run `kg build`") from error
    return content


def open_store(root: Path) -> Store:
    """The store of the last build, to be read only."""
    settle(root / BUILD)
    read_manifest(root)
    if not (root / BUILD / STORE).is_dir():
        raise BuildError("the build holds no store", remedy="run `kg build`")
    return Store.open(root / BUILD / STORE)


def manifest_of(assembly: Assembly, lines: bytes, quads: Iterable[Quad]) -> dict[str, object]:
    """What the build was made from and what it holds; no time and no machine, so that it is the same everywhere."""
    graphs: dict[str, int] = {}
    classes: dict[str, int] = {}
    for _, predicate, value, graph in quads:
        graphs[text_of(graph)] = graphs.get(text_of(graph), 0) + 1
        if predicate == RDF_TYPE and graph not in SCHEMA_GRAPHS:
            classes[text_of(value)] = classes.get(text_of(value), 0) + 1
    return {
        "tool": __version__,
        "ontology": {"version": assembly.schema.version, "sha256": assembly.schema.digest},
        "propositionScheme": SCHEME,
        "audience": assembly.audience,
        "complete": not assembly.withheld,
        "graph": {"file": GRAPH, "quads": lines.count(b"\n"), "sha256": hashlib.sha256(lines).hexdigest()},
        "graphs": dict(sorted(graphs.items())),
        "classes": dict(sorted(classes.items())),
        "inputs": assembly.inputs,
    }


SCHEMA_GRAPHS = {f"<https://w3id.org/child-transfer/id/graph/{name}>" for name in ("ontology", "inferred")}
