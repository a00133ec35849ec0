r"""Markdown as GitHub and most others read it: what data holds is text, never a link, a picture, a heading or a style.

A picture in a label would be loaded from its address by whoever opens the pull request, and a struck-out "not" would
turn a quotation round.

>>> escaped("a | b <script>")
'a \\| b &lt;script>'
>>> escaped("![x](http://x.example/y.png) ~~not~~")
'!\\[x\\](http\\://x.example/y.png) \\~\\~not\\~\\~'

Nobody is written to, and no thread linked, because a text names them: where a service would look for a name or a number
after `@` or `#`, a space without width stands in between.

>>> escaped("@police #12")
'@&#8203;police #&#8203;12'
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ESCAPES = str.maketrans(
    {"|": "\\|", "\\": "\\\\", "<": "&lt;", "\n": "<br>", "\r": None, "`": "\\`", "*": "\\*", "~": "\\~"}
)
_LINK = re.compile(r"[\[\]]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_CALL = re.compile(r"@(?=\w)|#(?=\d)")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK = re.compile(
    r"(\d*)(?=[.)](?:\s|\Z)|[-+=](?:[-+=\s]|\Z)|#+(?:\s|\Z)|>)"
)  # of a line: a list, a heading, a quote


def escaped(text: str) -> str:
    """The text for a cell or a line: it starts no tag and no block, ends no cell, and its line ends are breaks."""
    plain = _ENTITY.sub("&amp;", text.lstrip().rstrip(" \t")).translate(_ESCAPES)
    inline = _LINK.sub(r"\\\g<0>", plain)
    inline = _ADDRESS.sub(r"\\\g<0>", _CALL.sub(r"\g<0>&#8203;", inline))
    start = _BLOCK.match(inline)
    return visible(f"{inline[: start.end()]}\\{inline[start.end() :]}" if start else inline)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, each with its line end; cells are escaped here."""
    yield _line(map(escaped, header))
    yield _line(["---"] * len(header))
    for row in rows:
        yield _line(map(escaped, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
