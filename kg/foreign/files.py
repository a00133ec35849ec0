"""A file as quads, under the name that people know it by.

No two files share a blank node: the names of each begin with the file's number. Addresses without a scheme are held
against the file's name as it was given.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import InputError
from kg.foreign.guard import guard
from kg.foreign.opening import content, every_file, named, suffix_of
from kg.foreign.syntaxes import OTHERS, SUFFIXES, SYNTAXES, by_content, by_name
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.quads import Quad

__all__ = ["SYNTAXES", "File", "read", "read_all"]
LABEL = "_:f{number}n"
TEXTS = {"ttl", "trig", "nt", "nq"}  # syntaxes in which a node without a name shows


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: `quads` in its own order, blank nodes called by `label` and a number in that order."""

    name: str
    syntax: str
    base: str
    label: str
    data: bytes = field(repr=False)
    quads: list[Quad] = field(repr=False)


def read_all(paths: Iterable[Path], syntax: str = "", first: int = 0) -> list[File]:
    """The files in order, folders as the files in them; blank nodes are numbered by file from `first`."""
    return [read(path, syntax, number) for number, path in enumerate(every_file(paths), first)]


def read(path: Path, syntax: str = "", number: int = 0) -> File:
    """A file, or standard input for `-`; `syntax` is what it is in where its name does not tell.

    Raises InputError with file:line:column where it cannot be read or is not well-formed.
    """
    name = named(path)
    data = content(path)
    known = by_name(suffix_of(path)) or syntax or _sniffed(path, data)
    base, label = base_of(path), LABEL.format(number=number)
    try:
        if known == "rdf":
            guard(data)
        quads = parse(data, known, base)
    except InputError as error:
        place = f"{name}:{error.where}" if error.where else name
        raise InputError(error.message, remedy=error.remedy, where=place) from error
    return File(name, known, base, label, data, _renamed(quads, label, name) if _nameless(known, data) else quads)


def _nameless(syntax: str, data: bytes) -> bool:
    """Whether there may be a node without a name, or a triple term: what is not in the text is not in the quads."""
    return syntax not in TEXTS or any(mark in data for mark in (b"_:", b"<<", b"[", b"("))


def _sniffed(path: Path, data: bytes) -> str:
    """The syntax that the content tells; InputError where it is none of ours."""
    suffix = suffix_of(path)
    if suffix in OTHERS:
        remedy = "convert it; if it is Turtle, give it the suffix .ttl"
        raise InputError(f"{OTHERS[suffix]} is not read", remedy=remedy, where=named(path))
    if syntax := by_content(data):
        return syntax
    known = ", ".join(SUFFIXES)
    remedy = f"say which it is with --syntax ({', '.join(SYNTAXES)}), or give it one of the suffixes {known}"
    raise InputError("not known as RDF by its name or how it begins", remedy=remedy, where=named(path))


def base_of(path: Path) -> str:
    """What relative addresses in a file begin with: its name as it was given, so that it is the same everywhere."""
    return f"file:///{quote(os.fsencode(path.as_posix().lstrip('/')))}"


def _renamed(quads: Iterable[Quad], label: str, name: str) -> list[Quad]:
    """The quads with their blank nodes called by the file's label; InputError for what RDF 1.1 does not have."""

    def term(text: str) -> str:
        if text.startswith("<<"):
            remedy = "state the triple itself, or describe it with rdf:subject, rdf:predicate and rdf:object"
            raise InputError("holds a triple term of RDF 1.2, which no shape can look at", remedy=remedy, where=name)
        return label + text.rpartition("n")[2] if text.startswith("_:") else text

    return [(term(s), p, term(o), term(g)) for s, p, o, g in quads]
