"""What can be the same as what: an event is no person, whoever signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import RDF_TYPE, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from kg.quads import Quad
    from kg.schema import Schema

Kinds = dict[str, frozenset[str]]


def kinds(quads: Set[Quad], terms: Iterable[str]) -> Kinds:
    """Term → IRIs of the classes it is stated to have."""
    found: dict[str, set[str]] = {term: set() for term in terms}
    for subject, prop, value, _ in quads:
        if prop == RDF_TYPE and subject in found:
            found[subject].add(text_of(value))
    return {term: frozenset(classes) for term, classes in found.items()}


def may_be_one(ones: Iterable[str], others: Iterable[str], schema: Schema) -> bool:
    """Whether some class of the one is, or lies above or below, some class of the other."""
    others = list(others)
    return any(one in schema.supers(other) or other in schema.supers(one) for one in ones for other in others)


def called(classes: Iterable[str], schema: Schema) -> str:
    """Classes as people call them, with an article."""
    labels = " and ".join(sorted(schema.classes[cls].label for cls in classes if cls in schema.classes)) or "thing"
    return f"{'an' if labels[0] in 'aeiou' else 'a'} {labels}"
