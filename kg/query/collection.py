"""Named queries: those that come with the tool, and the case's own in its folder `queries/`.

The file's stem is the query's name. Where a case has a query of the same name its own is taken: the case team wrote it
knowing theirs, and a later version of the tool must not change what their name means.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.errors import QueryError
from kg.query.header import Header, read
from kg.schema import did_you_mean

SHIPPED = Path(__file__).resolve().parent.parent / "queries"


class Named(NamedTuple):
    """A query of the library: its name, its file, and whether it is the case's own."""

    name: str
    path: Path
    own: bool

    @property
    def text(self) -> str:
        """The query itself."""
        return read_text(self.path)

    @property
    def header(self) -> Header:
        """What its header says; raises QueryError where it cannot be read."""
        return read(self.text, self.path.name)


def library(case: Path | None = None) -> dict[str, Named]:
    """Every named query by its name, in alphabetical order; with a case, its own too."""
    found = {path.stem: Named(path.stem, path, own=False) for path in SHIPPED.glob("*.rq")}
    if case is not None:
        found |= {path.stem: Named(path.stem, path, own=True) for path in (case / "queries").glob("*.rq")}
    return dict(sorted(found.items()))


def named(name: str, case: Path | None = None) -> Named:
    """The query of that name; raises QueryError with the nearest names where there is none."""
    known = library(case)
    if name not in known:
        guess = did_you_mean(name, known)
        raise QueryError(f"no query is called {name!r}", remedy=guess or "see `kg query --list`, or ask with -q TEXT")
    return known[name]


def read_text(path: Path) -> str:
    """The text of a query file; raises QueryError where there is none or it is not UTF-8."""
    try:
        return decoded(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise QueryError(f"no file {path}", remedy="give the path of a query file, or -q TEXT") from None


def decoded(raw: bytes, where: str) -> str:
    """A query's text from its bytes; raises QueryError where they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8 at byte {error.start}", where=where, remedy="save the query as UTF-8") from error
