"""RDF files of any syntax, told by their suffix, with the file's name in every complaint."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import InputError
from kg.store import parse

if TYPE_CHECKING:
    from pathlib import Path

    from kg.quads import Quad

SUFFIXES = {
    ".ttl": "ttl", ".trig": "trig", ".nt": "nt", ".nq": "nq", ".rdf": "rdf", ".owl": "rdf", ".xml": "rdf",
    ".jsonld": "jsonld",
}  # fmt: skip


def base_of(path: Path) -> str:
    """What relative addresses in a file begin with: its name as it was given, so that it is the same everywhere."""
    return f"file:///{quote(os.fsencode(path.as_posix().lstrip('/')))}"


def read_rdf(path: Path) -> list[Quad]:
    """The quads of a file; InputError with file:line:column where it cannot be read or is not well-formed."""
    if path.suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise InputError("not known as RDF by its name", remedy=f"give it one of the suffixes {known}", where=str(path))
    try:
        return parse(path.read_bytes(), SUFFIXES[path.suffix], base=base_of(path))
    except InputError as error:
        place = f"{path}:{error.where}" if error.where else str(path)
        raise InputError(error.message, remedy=error.remedy, where=place) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", remedy="check the name", where=str(path)) from error
