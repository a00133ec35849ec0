"""Data from files of any syntax; how these are read is told in `kg.foreign`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.foreign import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.foreign import File
    from kg.quads import Quad


def read_rdf(paths: Iterable[Path], syntax: str = "") -> list[Quad]:
    """The quads of files, and of folders the files in them; no two files share a blank node.

    Raises InputError with file:line:column where one cannot be read or is not well-formed.
    """
    return quads_of(read_all(paths, syntax))


def quads_of(files: Iterable[File]) -> list[Quad]:
    """What the files say together."""
    return [quad for file in files for quad in file.quads]
