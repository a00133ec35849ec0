"""What several formats spell alike: JSON values, lists of them, the names that Neo4j gives nodes and edges."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.network.values import Kind, as_text
from kg.paper.xml import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.network.flatten import Edge, Node
    from kg.network.values import Value

KEPT = 1 << 15  # spelled values of a column that are remembered
_NO_NAME = re.compile(r"\W+")


def types(lists: str) -> dict[Kind, str]:
    """The types of columns as most formats call them; `lists` is what this one calls a list of text."""
    plain = {Kind.TEXT: "string", Kind.TRUTH: "boolean", Kind.WHOLE: "long", Kind.NUMBER: "double"}
    return plain | {Kind.TEXTS: lists}


def text(value: object) -> str:
    """The value as JSON, in one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def items(values: Iterable[object]) -> Iterator[str]:
    """What stands between the brackets of a JSON list, an item a line.

    >>> "".join(items([1, 2]))
    '\\n1,\\n2'
    """
    for number, value in enumerate(values):
        yield f"{',' if number else ''}\n{text(value)}"


class Cells(dict["Value | tuple[str, ...]", str]):
    """Values of one column → how they stand in a file of XML; those that repeat are spelled once, a list as a tuple."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self._before, self._after = before, after

    def __missing__(self, value: Value | tuple[str, ...]) -> str:
        if type(value) is not str:
            text = escape(as_text([*value] if isinstance(value, tuple) else value))
        else:
            text = escape(value)
        spelled = self._before + text + self._after
        if len(self) < KEPT:
            self[value] = spelled
        return spelled


def row(values: Mapping[str, Value], cells: Mapping[str, Cells]) -> str:
    """The values of a row side by side; `cells` are those of its columns."""
    return "".join([cells[name][tuple(value) if type(value) is list else value] for name, value in values.items()])


def node_label(node: Node) -> str:
    """The type as Neo4j writes labels: a name without colons, Node where there is none."""
    return _NO_NAME.sub("_", str(node.values.get("type", ""))).strip("_") or "Node"


def edge_type(edge: Edge) -> str:
    """The relation as Neo4j names types: TRANSPORTED."""
    return _typed(edge.kind)


@lru_cache(maxsize=KEPT)
def _typed(kind: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind)
    return _NO_NAME.sub("_", spaced).strip("_").upper() or "RELATED"
