"""Counts of the last build, from its manifest and store."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kg.build.last import open_store, part, read_manifest
from kg.quads import text_of
from kg.schema import shorten

if TYPE_CHECKING:
    from pathlib import Path

BY_VALUE = """
PREFIX ct: <https://w3id.org/child-transfer/ns#>
SELECT ?value (COUNT(?thing) AS ?count) WHERE {{ ?thing a {of} ; {path} ?value }}
GROUP BY ?value ORDER BY DESC(?count) ?value
"""
COUNTED = {
    "claims by stance": ("ct:Claim", "ct:stance"),
    "passages": ("<http://www.w3.org/ns/oa#SpecificResource>", "ct:passageState"),
    "propositions by number of roots": ("ct:Proposition", "ct:rootCount"),
}


def statistics(root: Path) -> dict[str, dict[str, int]]:
    """Heading → name → count, each sorted."""
    manifest = read_manifest(root)
    store = open_store(root)
    counted = cast("dict[str, dict[str, int]]", {name: part(manifest, name) for name in ("classes", "graphs")})
    tables = {"things by class": _named(counted["classes"]), "quads by graph": _named(counted["graphs"])}
    for heading, (of, path) in COUNTED.items():
        rows = store.select(BY_VALUE.format(of=of, path=path))
        tables[heading] = {shorten(text_of(row["value"])): int(text_of(row["count"])) for row in rows}
    return tables


def _named(counts: dict[str, int]) -> dict[str, int]:
    named = {shorten(iri): count for iri, count in counts.items()}
    return dict(sorted(named.items(), key=lambda pair: (-pair[1], pair[0])))
