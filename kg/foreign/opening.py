"""Files, folders, standard input and what is compressed, as plain bytes in UTF-8."""

from __future__ import annotations

import gzip
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.foreign.syntaxes import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = Path("-")
CALLED = "(stdin)"
GZIP, MARK = b"\x1f\x8b", b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
MOST = 1 << 32  # what a compressed file may come to: a few kilobytes can hold terabytes of nothing
PIECE = 1 << 20


def named(path: Path) -> str:
    """What people call the file."""
    return CALLED if path == STDIN else str(path)


def every_file(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant, none twice: a folder stands for all RDF files in it, in order of their names."""
    seen: set[Path] = set()
    for path in paths:
        for file in _within(path) if path != STDIN and path.is_dir() else (path,):
            where = file if file == STDIN else file.resolve()
            if where not in seen:
                seen.add(where)
                yield file


def suffix_of(path: Path) -> str:
    """The suffix that tells the syntax: that before `.gz`."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def content(path: Path) -> bytes:
    """What the file says, decompressed and without a byte order mark; InputError where it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", remedy="check the name", where=named(path)) from error
    if data.startswith(GZIP):
        data = _inflated(path, data)
    if data.startswith(WIDE):
        raise InputError("not in UTF-8 but in UTF-16", remedy="save it as UTF-8", where=named(path))
    return data.removeprefix(MARK)


def _within(folder: Path) -> list[Path]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if suffix_of(path) in SUFFIXES and path.is_file() and not _concealed(path.relative_to(folder))
    ]
    if not found:
        raise InputError("the folder holds no RDF", remedy=f"name files with {', '.join(SUFFIXES)}", where=str(folder))
    return found


def _concealed(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _inflated(path: Path, data: bytes) -> bytes:
    """The content of a gzip file, up to a limit."""
    import io

    pieces, size = [], 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as opened:
            while piece := opened.read(PIECE):
                pieces.append(piece)
                size += len(piece)
                if size > MOST:
                    remedy = "split it, or decompress it yourself"
                    raise InputError(f"comes to more than {MOST:,} bytes", remedy=remedy, where=named(path))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"not a whole gzip file: {error}", remedy="get it anew", where=named(path)) from error
    return b"".join(pieces)
