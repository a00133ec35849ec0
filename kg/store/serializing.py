"""Quads → RDF of any syntax: sorted first, so that the same quads give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store.parsing import format_named
from kg.store.terms import quad_of, triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.quads import Quad


def serialize(quads: Iterable[Quad], format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002
    """The quads in the given format, with those of the prefixes that are used; formats without graphs drop them.

    >>> serialize([("<http://e/a>", "<http://e/p>", '"1"', "")], "ttl", {"e": "http://e/", "f": "http://f/"})
    b'@prefix e: <http://e/> .\\ne:a e:p "1" .\\n'
    """
    kind = format_named(format)
    unique = sorted(set(quads))
    used = _used(unique, prefixes or {})
    if kind.supports_datasets:
        return ox.serialize(map(quad_of, unique), format=kind, prefixes=used) or b""
    return (
        ox.serialize(map(triple, sorted({(s, p, o, "") for s, p, o, _ in unique})), format=kind, prefixes=used) or b""
    )


def _used(quads: list[Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    terms = {term for quad in quads for term in quad if term.startswith("<")}
    terms |= {"<" + quad[2].rpartition("^^<")[2] for quad in quads if quad[2].endswith(">") and quad[2][0] == '"'}
    return {name: base for name, base in sorted(prefixes.items()) if any(term.startswith(f"<{base}") for term in terms)}
