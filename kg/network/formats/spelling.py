"""What several formats spell alike: JSON values, lists of them, the names that Neo4j gives nodes and edges."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.network.flatten import Edge, Node

_NO_NAME = re.compile(r"\W+")


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


def node_label(node: Node) -> str:
    """The type as Neo4j writes labels: a name without colons, Node where there is none."""
    return _NO_NAME.sub("_", str(node.values.get("type", ""))).strip("_") or "Node"


def edge_type(edge: Edge) -> str:
    """The relation as Neo4j names types: TRANSPORTED."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", edge.kind)
    return _NO_NAME.sub("_", spaced).strip("_").upper() or "RELATED"
