"""What every network format is: a name, names it keeps for itself, and a function from a network to its files.

A format yields text or bytes in pieces and touches no file, so that the caller decides where they go and a large
network never stands in memory twice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.network.flatten import Network
    from kg.network.values import Value

    Pieces = Iterator[str] | Iterator[bytes]

SUFFIX = "_attribute"


class Format(ABC):
    """A file format. `own_node` and `own_edge` are names that its readers take for something else than an attribute."""

    name: ClassVar[str]
    suffix: ClassVar[str]
    summary: ClassVar[str]
    own_node: ClassVar[frozenset[str]] = frozenset({"id", "label"})
    own_edge: ClassVar[frozenset[str]] = frozenset({"id", "label", "source", "target"})
    in_folder: ClassVar[bool] = False
    whole: ClassVar[bool] = True  # whether it holds every attribute

    @abstractmethod
    def files(self, network: Network, stem: str) -> Mapping[str, Pieces]:
        """The files of the network, file name → pieces; the first is the main one."""

    def node_names(self, network: Network) -> dict[str, str]:
        """Node attribute → the name it is written under."""
        return self._names(network.node_columns, self.own_node)

    def edge_names(self, network: Network) -> dict[str, str]:
        """Edge attribute → the name it is written under."""
        return self._names(network.edge_columns, self.own_edge)

    def _names(self, columns: Iterable[str], own: frozenset[str]) -> dict[str, str]:
        """None has to be called otherwise where attributes are not written as such."""
        return renamed(columns, own, self.spell) if self.whole else {name: name for name in columns}

    def spell(self, name: str) -> str:
        """The name of an attribute in characters that the format allows."""
        return name

    def about(self, network: Network) -> dict[str, Value]:
        """What the network says of itself, with every renaming and change."""
        told: dict[str, Value] = dict(sorted(network.about.items()))
        if notes := self.notes(network):
            told[_free("notes", set(told))] = list(notes)
        return told

    @staticmethod
    def kinds(network: Network) -> list[str]:
        """The kind of each edge, numbered where it would repeat: Gephi merges edges of one kind between two nodes."""
        taken = {(edge.source, edge.target, edge.kind) for edge in network.edges}
        if len(taken) == len(network.edges):
            return [edge.kind for edge in network.edges]
        seen: Counter[tuple[str, str, str]] = Counter()
        kinds: list[str] = []
        for source, target, _, kind, *_ in network.edges:
            seen[source, target, kind] += 1
            name, number = kind, seen[source, target, kind]
            while number > 1 and (source, target, name) in taken:
                name, number = f"{kind or 'edge'} {number}", number + 1
            taken.add((source, target, name))
            kinds.append(name)
        return kinds

    def notes(self, network: Network) -> list[str]:
        """One line for each thing that is not as it was in the graph."""
        lines = [f"{count} {what}" for what, count in network.changes.items()]
        for scope, names in (("node", self.node_names(network)), ("edge", self.edge_names(network))):
            lines += [f"{scope} attribute `{old}` is called `{new}`" for old, new in names.items() if old != new]
        return lines


def renamed(columns: Iterable[str], own: frozenset[str], spell: Callable[[str], str] = str) -> dict[str, str]:
    """Column → a name that no reader takes for something else, unique without regard to case (Gephi asks for that).

    >>> renamed(["Source", "sources"], frozenset({"source"}))
    {'Source': 'Source_attribute', 'sources': 'sources'}
    """
    taken = {name.casefold() for name in own}
    names: dict[str, str] = {}
    for column in sorted(columns):
        names[column] = _free(spell(column), taken)
        taken.add(names[column].casefold())
    return names


def _free(name: str, taken: set[str]) -> str:
    while name.casefold() in taken:
        name += SUFFIX
    return name
