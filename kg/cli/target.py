"""Where a result goes: stdout, or files that appear whole or not at all.

Each file is written beside its place and renamed when all of them are done, so that a full disk, an error half-way or
Ctrl-C leaves the old files as they were.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.cli.output import note
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.cli.options import Options

    Pieces = Iterable[str] | Iterable[bytes]

STDOUT = "-"
BLOCK = 1 << 16  # bytes that are gathered before they are written
output_option = click.option(
    "-o", "--output", default=STDOUT, metavar="FILE", help="Write to FILE; - is stdout [default]."
)


def deliver(options: Options, output: str, pieces: Pieces) -> None:
    """Write the pieces to what -o names, and say so where that is a file."""
    if output == STDOUT:
        show(pieces)
    else:
        save({Path(output): pieces})
        note(options, f"wrote {output}")


def show(pieces: Pieces) -> None:
    """Write the pieces to stdout, text as UTF-8."""
    sys.stdout.flush()
    _pour(pieces, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def save(files: Mapping[Path, Pieces]) -> None:
    """Write all of the files, text as UTF-8, or none; raises KgError where a place cannot be written."""
    beside = {path: _beside(path) for path in files}
    try:
        for path, pieces in files.items():
            _fill(path, beside[path], pieces)
        for path, new in beside.items():
            if new != path:
                new.replace(path)
    finally:
        for path, new in beside.items():
            if new != path:
                new.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """The name a file has while it is written; a device or a pipe has no beside."""
    if path.is_dir():
        raise KgError(f"{path} is a folder", remedy="name a file with -o")
    special = path.exists() and not path.is_file()
    return path if special else path.with_name(f".{path.name}.{os.getpid()}.part")


def _fill(path: Path, new: Path, pieces: Pieces) -> None:
    try:
        with new.open("wb") as stream:
            _pour(pieces, stream)
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror}", remedy="name another place with -o") from error


def _pour(pieces: Pieces, stream: IO[bytes]) -> None:
    block = bytearray()
    for piece in pieces:
        block += piece.encode() if isinstance(piece, str) else piece
        if len(block) >= BLOCK:
            stream.write(block)
            block.clear()
    stream.write(block)
