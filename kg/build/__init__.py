"""From the files of a case to `build/`, and from there to whoever asks.

    assembly   read, resolve, compile and derive in memory
    write      the files of a build, and the comparison with one
    views      the edges of every policy
    folder     one build at a time, old or new, never half
    last       the last build: its manifest and its store
    places     positions beside the graph
    stats      counts of the last build

Names are imported when first used: a query opens the last build, and must not wait for what makes one.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build.assembly import Assembly, assemble
    from kg.build.last import open_store, outdated, read_manifest
    from kg.build.write import build, canonical, check_build

__all__ = ["Assembly", "assemble", "build", "canonical", "check_build", "open_store", "outdated", "read_manifest"]

_HOMES = {
    "Assembly": "assembly",
    "assemble": "assembly",
    "build": "write",
    "canonical": "write",
    "check_build": "write",
    "open_store": "last",
    "outdated": "last",
    "read_manifest": "last",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
