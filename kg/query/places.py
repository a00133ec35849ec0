"""Where in a query something stands, and how to show it: line, column, and the line itself with a caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query.tokens import Token

WIDTH = 100  # characters of a line that are shown around the caret


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both counted from 1, in characters.

    >>> line_and_column("SELECT *\\nWHERE", 10)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def offset_of(text: str, line: int, column: int) -> int:
    """The reverse: where in the text the line and column are."""
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


def fault(message: str, text: str, at: int | Token, *, name: str = "", remedy: str = "") -> QueryError:
    """The error to raise for something at that offset (or token) of the query called `name`."""
    offset = at if isinstance(at, int) else at.start
    line, column = line_and_column(text, offset)
    where = f"{name or 'query'}:{line}:{column}"
    return QueryError(f"{message}\n{caret(text, line, column)}", where=where, remedy=remedy)


def caret(text: str, line: int, column: int) -> str:
    """The line, cut to what is near the column, with a caret under it.

    >>> print(caret("SELECT ?s {\\n  ?s ?p }", 2, 9))
        ?s ?p }
              ^
    """
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - WIDTH // 2) if len(shown) > WIDTH else 0
    cut = shown[start : start + WIDTH].expandtabs(1).rstrip("\r")
    return f"  {cut}\n  {' ' * (column - 1 - start)}^"
