"""Which focus nodes evidently conform, worked out for many nodes at once, so that an engine need not look at them.

Most nodes of most graphs break no rule, and an engine takes as long for them as for those that do. Here each constraint
divides its nodes in three: those that evidently conform, those that evidently do not, and those in doubt; `sh:not` is
why the second are told from the third. Nothing here is a result: whatever does not evidently conform goes to an engine
(see `kg.validate.screened`), and so does every constraint that is not known here (`UnknownReach`).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from kg.engines.results import SH
from kg.quads import XSD
from kg.validate.automaton import UnknownReach
from kg.validate.evident import exact, in_order, number, one_language_each, test
from kg.validate.focus import instances
from kg.validate.paths import SILENT, members
from kg.validate.ways import ways

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kg.validate.paths import Nodes
    from kg.validate.walk import Data
    from kg.validate.ways import Ways

PATH, TRUE, FALSE = f"<{SH}path>", f'"true"^^<{XSD}boolean>', f'"false"^^<{XSD}boolean>'
PAIRS = {"equals", "disjoint"}
OF_PATH = {*PAIRS, "minCount", "maxCount", "uniqueLang", "hasValue", "lessThan", "lessThanOrEquals"}
CERTAIN = {"nodeKind", "datatype", "in", "languageIn"}  # no node with a name fits that does not evidently fit


class Doubt(NamedTuple):
    """Of some nodes those that do not evidently conform, and of these the ones that evidently do not."""

    nodes: AbstractSet[str]
    bad: AbstractSet[str]


NONE = Doubt(frozenset(), frozenset())


class Screen:
    """A graph, and the shapes it is held against, both laid out as tables."""

    def __init__(self, data: Data, shapes: Nodes) -> None:
        self._data, self._shapes = data, shapes
        self._instances: dict[str, set[str]] = {}

    def shape(self, term: str, nodes: AbstractSet[str]) -> Doubt:
        """A shape, held against nodes."""
        said = self._shapes.get(term, {})
        return self.constraints(said, [(p, o) for p, values in said.items() for o in values], nodes)

    def constraints(
        self, said: Mapping[str, Sequence[str]], chosen: Iterable[tuple[str, str]], nodes: AbstractSet[str]
    ) -> Doubt:
        """Some of the constraints of a shape, of which `said` is all; raises UnknownReach for one not known here."""
        if not nodes:
            return NONE
        if _deactivated(said.get(f"<{SH}deactivated>", ())):
            return NONE
        given = [(local_of(p), o) for p, o in chosen]
        wanted = [(local, o) for local, o in given if local and local not in SILENT]
        path = said.get(PATH)
        if not path:
            itself = {node: (node,) for node in nodes} if PAIRS.intersection(local for local, _ in wanted) else {}
            return _all_of(
                self._of_path(local, o, nodes, itself) if local in PAIRS else self._each(local, o, said, nodes)
                for local, o in wanted
            )
        found = ways(path[0], nodes, self._data, self._shapes)
        of_path = [self._of_path(local, o, nodes, found) for local, o in wanted if local in OF_PATH]
        values = set(chain.from_iterable(found.values()))
        inner = _all_of(self._each(local, o, said, values) for local, o in wanted if local not in OF_PATH)
        return _all_of([*of_path, Doubt(_meeting(found, inner.nodes), _meeting(found, inner.bad))])

    def _each(self, local: str, value: str, said: Mapping[str, Sequence[str]], nodes: AbstractSet[str]) -> Doubt:
        """A constraint that looks at each value node for itself."""
        if local in ("node", "property"):
            return self.shape(value, nodes)
        if local == "and":
            return _all_of(self.shape(each, nodes) for each in members(value, self._shapes))
        if local == "or":
            return _any_of([self.shape(each, nodes) for each in members(value, self._shapes)], nodes)
        if local == "xone":
            return _one_of([self.shape(each, nodes) for each in members(value, self._shapes)], nodes)
        if local == "not":
            inner = self.shape(value, nodes)
            return Doubt(nodes - inner.bad, nodes - inner.nodes)
        if local == "class":
            others = nodes - self._of_class(value)
            return Doubt(others, others)
        if local == "hasValue":
            return _missing(nodes - {value}, value)
        if local == "closed":
            return self._closed(value, said, nodes)
        fits = None if "flags" in map(local_of, said) else test(local, value, self._shapes)
        if fits is None:
            raise UnknownReach(f"sh:{local}")
        doubtful = {node for node in nodes if not fits(node)}
        return Doubt(doubtful, {node for node in doubtful if local in CERTAIN and not node.startswith('"')})

    def _of_path(self, local: str, value: str, nodes: AbstractSet[str], found: Ways) -> Doubt:
        """A constraint on all values of a path together."""
        if local == "minCount":
            return _few(nodes, found, number(value))
        if local == "maxCount":
            return _many(found, number(value))
        if local == "hasValue":
            return _missing({node for node in nodes if value not in found.get(node, ())}, value)
        if local == "uniqueLang":
            return _unsure({node for node, values in found.items() if _on(value) and not one_language_each(values)})
        others = ways(value, nodes, self._data, self._shapes)
        if local == "equals":
            either = {*found, *others}
            return _unsure({node for node in either if not _same(found.get(node, ()), others.get(node, ()))})
        both = found.keys() & others.keys()
        if local == "disjoint":
            met = {node for node in both if not set(found[node]).isdisjoint(others[node])}
            return Doubt(met | {node for node in both if not _exact(found[node], others[node])}, met)
        or_equal = local == "lessThanOrEquals"
        return _unsure(
            {
                node
                for node in both
                if not all(in_order(a, b, or_equal=or_equal) for a in found[node] for b in others[node])
            }
        )

    def _closed(self, value: str, said: Mapping[str, Sequence[str]], nodes: AbstractSet[str]) -> Doubt:
        """No other properties than those of its property shapes and those that are to be ignored."""
        if not _on(value):
            return NONE
        paths = {path for each in said.get(f"<{SH}property>", ()) for path in self._shapes.get(each, {}).get(PATH, ())}
        allowed = paths.union(*(members(head, self._shapes) for head in said.get(f"<{SH}ignoredProperties>", ())))
        others = {node for p, ends in self._data.objects.items() if p not in allowed for node in ends.keys() & nodes}
        return _unsure(others)

    def _of_class(self, cls: str) -> set[str]:
        """The nodes of a class and of all below it in the data."""
        if cls not in self._instances:
            self._instances[cls] = instances(self._data, cls)
        return self._instances[cls]


def local_of(predicate: str) -> str:
    """What a property of SHACL's is called there; nothing for others."""
    return predicate[1:-1].removeprefix(SH) if predicate.startswith(f"<{SH}") else ""


def _on(value: str) -> bool:
    """Whether a constraint that is switched on is; raises UnknownReach for a value that engines may differ on."""
    if value not in (TRUE, FALSE):
        raise UnknownReach(f"the switch {value}")
    return value == TRUE


def _deactivated(values: Sequence[str]) -> bool:
    return any(_on(value) for value in values)


def _all_of(each: Iterable[Doubt]) -> Doubt:
    nodes: set[str] = set()
    bad: set[str] = set()
    for one in each:
        nodes |= one.nodes
        bad |= one.bad
    return Doubt(nodes, bad)


def _any_of(each: Sequence[Doubt], nodes: AbstractSet[str]) -> Doubt:
    every = set(nodes)
    return Doubt(every.intersection(*(one.nodes for one in each)), every.intersection(*(one.bad for one in each)))


def _one_of(each: Sequence[Doubt], nodes: AbstractSet[str]) -> Doubt:
    """Evident are nodes of which all that is known is evident: exactly one holds, or another number."""
    known = set(nodes).difference(*(one.nodes - one.bad for one in each))
    held = Counter(node for one in each for node in known - one.nodes)
    good = {node for node, count in held.items() if count == 1}
    return Doubt(nodes - good, known - good)


def _unsure(nodes: AbstractSet[str]) -> Doubt:
    return Doubt(nodes, frozenset())


def _missing(nodes: AbstractSet[str], value: str) -> Doubt:
    """The nodes at which a value was not found: it is evidently missing unless it may be written otherwise."""
    return Doubt(nodes, nodes if value.startswith("<") else frozenset())


def _meeting(found: Ways, values: AbstractSet[str]) -> set[str]:
    """The nodes from which a way leads to one of the values."""
    return {node for node, ends in found.items() if not values.isdisjoint(ends)} if values else set()


def _few(nodes: AbstractSet[str], found: Ways, least: int | None) -> Doubt:
    if least is None:
        raise UnknownReach("sh:minCount")
    if least < 2:
        bad = nodes - found.keys() if least else set()
        return Doubt(bad, bad)
    bad = {node for node in nodes if len(found.get(node, ())) < least}
    return Doubt(bad | {node for node, values in found.items() if not all(map(exact, values))}, bad)


def _many(found: Ways, most: int | None) -> Doubt:
    if most is None:
        raise UnknownReach("sh:maxCount")
    over = {node for node, values in found.items() if len(values) > most}
    return Doubt(over, {node for node in over if all(map(exact, found[node]))})


def _same(one: Collection[str], other: Collection[str]) -> bool:
    return len(one) == len(other) and set(one) == set(other)


def _exact(one: Collection[str], other: Collection[str]) -> bool:
    return all(map(exact, one)) and all(map(exact, other))
