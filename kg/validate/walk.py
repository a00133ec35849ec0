"""Walks of a reach over the data: forwards to all that nodes depend on, backwards to the nodes that depend on an edit.

Both are exact for the automaton and work off pairs of node and state, each once. The data are indexed by property, and
only as far as steps need it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.validate.automaton import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.validate.automaton import Automaton, Step

Triple = tuple[str, str, str]
Pair = tuple[str, int]
Ends = dict[str, dict[str, list[str]]]


class Data:
    """Triples by property: subject → objects and object → subjects. None may be given twice."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.objects: Ends = defaultdict(lambda: defaultdict(list))
        self._subjects: Ends = {}
        for subject, predicate, value in triples:
            self.objects[predicate][subject].append(value)

    def add(self, triple: Triple) -> None:
        """One more triple."""
        subject, predicate, value = triple
        self.objects[predicate][subject].append(value)
        if predicate in self._subjects:
            self._subjects[predicate].setdefault(value, []).append(subject)

    def remove(self, triple: Triple) -> None:
        """One triple less, which there must be; nothing is left of a node or a property without any."""
        subject, predicate, value = triple
        _drop(self.objects, predicate, subject, value)
        if predicate in self._subjects:
            _drop(self._subjects, predicate, value, subject)

    def triples(self, predicates: Iterable[str] | None = None) -> Iterator[Triple]:
        """The triples of these properties, or all, those of a property together."""
        for predicate in self.objects if predicates is None else self.objects.keys() & predicates:
            for subject, values in self.objects[predicate].items():
                for value in values:
                    yield subject, predicate, value

    def __len__(self) -> int:
        return sum(sum(map(len, ends.values())) for ends in self.objects.values())

    @property
    def nameless(self) -> bool:
        """Whether a node has no name that another process would know."""
        return any(
            node.startswith("_:") or any(value.startswith("_:") for value in values)
            for ends in self.objects.values()
            for node, values in ends.items()
        )

    def subjects(self, predicate: str) -> Mapping[str, list[str]]:
        """Object → subjects of a property, worked out when it is first asked for."""
        if predicate not in self._subjects:
            turned: dict[str, list[str]] = defaultdict(list)
            for subject, values in self.objects.get(predicate, {}).items():
                for value in values:
                    turned[value].append(subject)
            self._subjects[predicate] = turned
        return self._subjects[predicate]

    def ends(self, node: str, predicate: str, *, inverse: bool) -> Iterable[str]:
        """Where a step from the node ends."""
        if inverse:
            return self.subjects(predicate).get(node, ())
        return self.objects[predicate].get(node, ()) if predicate in self.objects else ()


def _drop(ends: Ends, predicate: str, start: str, end: str) -> None:
    left = ends[predicate][start]
    left.remove(end)
    if not left:
        del ends[predicate][start]
    if not ends[predicate]:
        del ends[predicate]


def needed(automaton: Automaton, data: Data, begin: Iterable[Pair]) -> set[Triple]:
    """The triples that are read from these nodes in these states, and from all that they lead to."""
    used = automaton.narrowed(data.objects)
    found: set[Triple] = set()
    seen = set(begin)
    todo = list(seen)
    while todo:
        node, state = todo.pop()
        for predicate, inverse, to in used.steps[state]:
            if predicate == ANY:
                found.update((node, each, end) for each in data.objects for end in data.ends(node, each, inverse=False))
                continue
            ends = data.ends(node, predicate, inverse=inverse)
            found.update((end, predicate, node) if inverse else (node, predicate, end) for end in ends)
            if used.steps[to]:
                ahead = {(end, to) for end in ends} - seen
                seen |= ahead
                todo += ahead
    return found


def affected(automaton: Automaton, data: Data, changed: Iterable[Triple]) -> set[Pair]:
    """The nodes, each with the states, in which a walk from there can read one of the changed triples.

    `data` is the graph after the change. Where a triple that is gone led, nothing has to be asked of the graph before:
    the node that it led from is itself affected.
    """
    edit = list(changed)
    used = automaton.narrowed({*data.objects, *(predicate for _, predicate, _ in edit)})
    into: dict[int, list[tuple[int, Step]]] = defaultdict(list)
    reading: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for state, steps in enumerate(used.steps):
        for step in steps:
            into[step.to].append((state, step))
            reading[step.predicate].append((state, step.inverse))
    seen = {
        (value if inverse else subject, state)
        for subject, predicate, value in edit
        for state, inverse in (*reading[predicate], *reading[ANY])
    }
    todo = list(seen)
    while todo:
        node, state = todo.pop()
        for before, (predicate, inverse, _) in into[state]:
            ahead = {(end, before) for end in data.ends(node, predicate, inverse=not inverse)} - seen
            seen |= ahead
            todo += ahead
    return seen
