"""The RDF formats by name: whether each can hold named graphs, how its files end, and who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.export.jsonld import jsonld
from kg.export.rdfxml import rdfxml
from kg.export.turtle import trig, turtle
from kg.quads import line
from kg.schema import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.quads import Quad


class Format(NamedTuple):
    """An RDF format: whether it holds named graphs, the endings of its files, and its writer."""

    dataset: bool
    endings: tuple[str, ...]
    write: Callable[[Iterable[Quad]], Iterator[str]]


def nquads(quads: Iterable[Quad]) -> Iterator[str]:
    """Sorted, unique N-Quads: the same bytes as `build/graph.nq`."""
    return (f"{text}\n" for text in sorted(set(map(line, quads))))


def ntriples(quads: Iterable[Quad]) -> Iterator[str]:
    """Sorted, unique N-Triples."""
    return (f"{s} {p} {o} .\n" for s, p, o in sorted({quad[:3] for quad in quads}))


FORMATS = {
    "ttl": Format(False, (".ttl",), turtle),
    "trig": Format(True, (".trig",), trig),
    "nt": Format(False, (".nt",), ntriples),
    "nq": Format(True, (".nq",), nquads),
    "jsonld": Format(True, (".jsonld", ".json"), jsonld),
    "rdfxml": Format(False, (".rdf", ".xml", ".owl", ".rdfxml"), rdfxml),
}


def export(quads: Iterable[Quad], form: str) -> Iterator[str]:
    """The quads in a format, in pieces of text.

    Raises UsageError for an unknown format, and InputError where the format cannot hold something (RDF/XML).
    """
    return format_named(form).write(quads)


def format_named(name: str) -> Format:
    """The format of that name; raises UsageError with the nearest names."""
    if name not in FORMATS:
        raise UsageError(
            f"no RDF format is called `{name}`", remedy=did_you_mean(name, FORMATS) or f"use {one_of(FORMATS)}"
        )
    return FORMATS[name]


def format_of(file: str) -> str:
    """The format that a file's ending asks for, or an empty text.

    >>> format_of("case.ttl")
    'ttl'
    """
    return next((name for name, form in FORMATS.items() if file.endswith(form.endings)), "")
