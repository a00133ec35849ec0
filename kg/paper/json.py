r"""JSON for scripts that is harmless on a screen too: what would steer a terminal is written as an escape.

Nothing is lost: whoever parses the document gets the very text that the data hold.

>>> text({"label": "red \x9b31m Мінск"}, indent=None)
'{"label": "red \\u009b31m Мінск"}'
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ODD = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # the others json escapes by itself


def text(value: object, indent: int | None = 2, separators: tuple[str, str] | None = None) -> str:
    """The document, without a line's end."""
    return _ODD.sub(_escaped, json.dumps(value, indent=indent, ensure_ascii=False, separators=separators))


SLOT = "\N{BLACK FOUR POINTED STAR}here\N{BLACK FOUR POINTED STAR}"
"""What stands in a document for the list that `streamed` fills in."""


def streamed(document: object, items: Iterable[object]) -> Iterator[str]:
    """The document in pieces, with the items as the one list where it has SLOT; only one item is in memory at a time.

    >>> "".join(streamed({"a": SLOT}, [1, 2])).split()
    ['{', '"a":', '[', '1,', '2', ']', '}']
    """
    head, _, tail = text(document).partition(f'"{SLOT}"')
    yield f"{head}["
    mark = "\n"
    for item in items:
        yield f"{mark}{text(item, indent=None)}"
        mark = ",\n"
    yield f"\n]{tail}\n"


def _escaped(char: re.Match[str]) -> str:
    return f"\\u{ord(char[0]):04x}"
