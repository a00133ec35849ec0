"""Claims as the text of a data file, in the form that people write: a key a line, propositions on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read.nodes import Mapping, Node, Scalar, Sequence
from kg.tidy.items import flowing
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterator


def text(content: Mapping) -> str:
    """The whole file, but for what points editors to its schema."""
    return "\n".join(_block(content, "")) + "\n"


def _block(block: Mapping, indent: str) -> Iterator[str]:
    for key, value in block.entries.values():
        if isinstance(value, Scalar):
            yield f"{indent}{key.text}: {written(value.text)}"
        elif isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            yield f"{indent}{key.text}: {flowing(value)}"
        elif isinstance(value, Sequence):
            yield f"{indent}{key.text}:"
            yield from (line for item in value.items for line in _item(item, indent))
        else:
            yield f"{indent}{key.text}:"
            yield from _block(value, f"{indent}  ")


def _item(item: Node, indent: str) -> Iterator[str]:
    """A member of a list: a proposition on one line, a claim on several."""
    if isinstance(item, Mapping) and len(item.entries) > 1:
        first, *rest = _block(item, f"{indent}  ")
        yield f"{indent}- {first.lstrip()}"
        yield from rest
    elif isinstance(item, Mapping):
        key, value = next(iter(item.entries.values()))
        yield f"{indent}- {key.text}: {flowing(value)}"
    else:
        yield f"{indent}- {flowing(item)}"
