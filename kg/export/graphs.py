"""The quads of the last build that go into an export.

They come from the build's canonical file, not from its store: an engine keeps numbers as values and gives
`"05"^^xsd:nonNegativeInteger` back as an `xsd:integer` 5. The manifest proves that the file is the build's.

A format with named graphs gets all of them. A format of bare triples gets the union of the case's own: what was stated,
with the columns and views computed from it. The ontology and what follows from it stay out there unless asked for,
since a reader could no longer tell them from what somebody said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build import read_manifest
from kg.build.last import part, quads
from kg.errors import UsageError
from kg.schema import DATA, did_you_mean, expand, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.quads import Quad

GRAPHS = DATA + "graph/"
DERIVED = ("ontology", "inferred")


def built(root: Path, names: Sequence[str] = (), *, dataset: bool = True) -> list[Quad]:
    """The quads of the named graphs (see `choose`) of the last build, in canonical order.

    Raises UsageError for an unknown graph, CaseError where nothing is built, and BuildError where the canonical file
    is not the one of the manifest.
    """
    manifest = read_manifest(root)
    wanted = {f"<{name}>" for name in choose(sorted(part(manifest, "graphs")), names, dataset=dataset)}
    return [quad for quad in quads(root) if quad[3] in wanted]


def choose(known: Sequence[str], wanted: Sequence[str], *, dataset: bool) -> list[str]:
    """The graphs to export, as bare IRIs, sorted.

    A graph goes by its IRI or by the end of it (`register`, `source/seed-article`); `source` and `view` mean all of
    that kind. Nothing wanted means all of them, without DERIVED where the format has no graphs.
    """
    tails = {graph.removeprefix(GRAPHS): graph for graph in known}
    if not wanted:
        return sorted(graph for tail, graph in tails.items() if dataset or tail not in DERIVED)
    chosen: set[str] = set()
    for name in wanted:
        tail = expand(name).removeprefix(GRAPHS)
        found = {graph for other, graph in tails.items() if other == tail or other.startswith(f"{tail}/")}
        if not found:
            raise UsageError(f"no graph is called `{name}`", remedy=did_you_mean(name, tails) or f"use {one_of(tails)}")
        chosen |= found
    return sorted(chosen)
