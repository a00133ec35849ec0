"""Write a case's graph to `build/`: store, canonical N-Quads, positions and a manifest, all from one assembly.

The canonical file is the promise (same input, same bytes); the store is a way to ask it questions, and is swapped
whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.build.assembly import Assembly, assemble, ontology_quads, silent
from kg.build.folder import BUILD, MANIFEST, fresh, locked, settle
from kg.build.last import GRAPH, STORE, read_manifest
from kg.build.places import FILE as POSITIONS
from kg.build.places import write as write_positions
from kg.build.views import view_quads
from kg.compile import SCHEME
from kg.errors import BuildError, FindingsError
from kg.quads import RDF_TYPE, Quad, text_of, write
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.build.assembly import Say


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its manifest, and the assembly it came from."""

    manifest: dict[str, object]
    assembly: Assembly


class Graph(NamedTuple):
    """Everything a build writes down: the quads in no order, their canonical N-Quads, and the manifest."""

    quads: list[Quad]
    lines: bytes
    manifest: dict[str, object]


Writer = Callable[[Graph], Iterable[str]]


def build(
    root: Path,
    also: Mapping[str, Writer] | None = None,
    say: Say = silent,
    approve: Callable[[Assembly], object] = bool,
) -> Built:
    """Build the case at `root`; raises FindingsError, and touches nothing, where its files hold errors.

    `also` names further files of the build and who writes the graph into them: the formats are a higher layer's. `say`
    is told each step before it begins. `approve` looks at the assembly before anything is written, and raises where it
    must not be.
    """
    with locked(root / BUILD):
        assembly = sound(assemble(root, say))
        approve(assembly)
        with fresh(root / BUILD) as new:
            store = Store.create(new / STORE)
            graph = fill(store, assembly, say)
            store.close()
            say("writing the files of the build")
            (new / GRAPH).write_bytes(graph.lines)
            (new / POSITIONS).write_bytes(write_positions(assembly.positions))
            for name, writer in (also or {}).items():
                with (new / name).open("w", encoding="utf-8", newline="\n") as handle:
                    handle.writelines(writer(graph))
            (new / MANIFEST).write_text(json.dumps(graph.manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return Built(graph.manifest, assembly)


def sound(assembly: Assembly) -> Assembly:
    """The assembly, if its files are sound."""
    if assembly.broken:
        raise FindingsError(assembly.findings, assembly.root)
    return assembly


def fill(store: Store, assembly: Assembly, say: Say = silent) -> Graph:
    """Load the assembly and its views into a store."""
    quads: set[Quad] = {*assembly.stated, *assembly.derived, *ontology_quads()}
    say(f"loading {len(quads):,} quads into the store")
    store.load(write(quads))
    say("making the views")
    views = view_quads(store, assembly)
    store.load(write(views))
    everything = [*quads, *views]
    lines = write(everything)
    return Graph(everything, lines, manifest_of(assembly, lines, everything))


def canonical(root: Path) -> Graph:
    """The graph that a build of the case would write, worked out in memory."""
    return fill(Store.memory(), sound(assemble(root)))


def check_build(root: Path) -> list[str]:
    """What differs between `build/` and a rebuild from the same files; empty where they are the same bytes."""
    settle(root / BUILD)
    _, lines, manifest = canonical(root)
    there = read_manifest(root)
    if not (root / BUILD / GRAPH).is_file():
        raise BuildError("the build holds no graph.nq", remedy="run `kg build`")
    keys = sorted(manifest.keys() | there.keys())
    differs = [f"manifest: {key}" for key in keys if manifest.get(key) != there.get(key)]
    return differs + ([GRAPH] if (root / BUILD / GRAPH).read_bytes() != lines else [])


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
