r"""Markdown as GitHub and most others read it.

>>> escaped("a | b <script>")
'a \\| b &lt;script>'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ESCAPES = str.maketrans({"|": "\\|", "\\": "\\\\", "<": "&lt;", "\n": "<br>", "\r": None})


def escaped(text: str) -> str:
    """The text for a cell or a line: it starts no tag, ends no cell, and its line ends are breaks."""
    return visible(text.translate(_ESCAPES))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, each with its line end; cells are escaped here."""
    yield _line(map(escaped, header))
    yield _line(["---"] * len(header))
    for row in rows:
        yield _line(map(escaped, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
