"""Where each part of a YAML text ends: for whoever changes one part of a file and leaves every other byte alone.

A block of keys ends, for the parser, where the next one begins, comments in between and all. Here it ends with its own
last word, so that a comment after it stays after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from kg.read.nodes import Mapping, Node, Place, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK_SCALARS = {"|", ">"}


class Extents:
    """The ends of all nodes of a text that `kg.read.yaml` can read; places count from 1, an end is just behind."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self._ends: dict[tuple[type, Place], Place] = {}
        self._flow: set[tuple[type, Place]] = set()
        events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                self._node(event, events)

    def end(self, node: Node) -> Place:
        """Where a node ends."""
        return self._ends[type(node), node.place]

    def flowing(self, node: Node) -> bool:
        """Whether a list or a block of keys is written in brackets or braces."""
        return (type(node), node.place) in self._flow

    def _node(self, event: Any, events: Iterator[Any]) -> Place:
        start = _place(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            end = self._last_word(event) if event.style in BLOCK_SCALARS else _place(event.end_mark)
            self._ends[Scalar, start] = end
            return end
        kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
        end = start
        while not isinstance(inner := next(events), yaml.CollectionEndEvent):
            end = self._node(inner, events)
        if event.flow_style:
            self._flow.add((kind, start))
            end = _place(inner.end_mark)
        self._ends[kind, start] = end
        return end

    def _last_word(self, event: Any) -> Place:
        """The end of the last line of a text below `|` or `>` that is not blank."""
        number = event.end_mark.line - (not event.end_mark.column)
        while number > event.start_mark.line and not self.lines[number].strip():
            number -= 1
        return Place(number + 1, len(self.lines[number].rstrip("\r")) + 1)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
