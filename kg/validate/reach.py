"""What a focus node's result can depend on, read off the shapes: an automaton that walks the data from the node.

A state stands for a place in the shapes, a step for triples that are read there: from a node along a property, against
it, or along all. Whatever is read from a node that no walk reaches cannot change a result, which is why an edit need be
followed backwards only. It may read more than an engine would, never less: a word of SHACL that is not known here means
that nothing is known (`UnknownReach`), and whoever asks looks at everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.engines.results import SH
from kg.quads import RDF_TYPE, text_of
from kg.validate.automaton import ANY, Automaton, Draft, UnknownReach
from kg.validate.focus import SUBCLASS
from kg.validate.paths import SILENT, STARRED, is_plain, members, nodes_of
from kg.validate.shapes import TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.validate.shapes import Shapes, Target

    Nodes = Mapping[str, Mapping[str, Sequence[str]]]

OWL = "http://www.w3.org/2002/07/owl#"
DASH = "<http://datashapes.org/dash#"
LOCAL = SILENT | {
    "flags",
    *("minCount", "maxCount", "datatype", "nodeKind", "pattern", "minLength", "maxLength", "uniqueLang", "languageIn"),
    *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "in", "hasValue"),
    *("qualifiedMinCount", "qualifiedMaxCount"),
}
"""What reads no triple beyond the path and the target: it looks at the value nodes as terms."""
COMPARED = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
SHAPES = ("node", "property", "not", "qualifiedValueShape")
LISTS = ("and", "or", "xone")

_TARGET, _TARGETS = f"<{SH}target", {f"<{SH}{kind}>" for kind in TARGETS}


class Reach(NamedTuple):
    """The automaton, and for each shape with a target the state in which its focus nodes begin."""

    automaton: Automaton
    starts: Mapping[str, int]


def reach(shapes: Shapes) -> Reach:
    """What the focus nodes of the shapes reach; raises UnknownReach where that cannot be told."""
    nodes = nodes_of(shapes.ntriples)
    _refuse(nodes)
    drawing = _Drawing(nodes)
    starts = {shape: drawing.start(f"<{shape}>", targets) for shape, targets in shapes.targets.items()}
    automaton, new = drawing.draft.reduced(starts.values())
    return Reach(automaton, {shape: new[start] for shape, start in starts.items()})


def _refuse(nodes: Nodes) -> None:
    """Refuse what gives words a meaning, or shapes their nodes, in ways that only an engine knows."""
    for node in nodes.values():
        if f"<{SH}parameter>" in node or f"<{SH}ConstraintComponent>" in node.get(RDF_TYPE, ()):
            raise UnknownReach("a constraint component of their own")
        for predicate in node:
            if predicate.startswith(_TARGET) and predicate not in _TARGETS:
                raise UnknownReach(f"sh:{predicate[len(SH) + 1 : -1]}")


class _Drawing:
    """Draws the automaton, shape by shape; a shape that leads back to itself meets the state it already has."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.draft = Draft()
        self.end = self.draft.state()
        self.types = self.draft.state()
        self.draft.step(self.types, SUBCLASS, self.types)
        self._shapes: dict[str, int] = {}

    def start(self, shape: str, targets: Sequence[Target]) -> int:
        """The state of the shape's focus nodes: there, what makes them focus nodes is read too."""
        state = self.draft.state()
        self.draft.skip(state, self.shape(shape))
        for target in targets:
            if target.kind == "targetClass":
                self.draft.step(state, RDF_TYPE, self.types)
            elif target.kind != "targetNode":
                self.draft.step(state, target.term, self.end, inverse=target.kind == "targetObjectsOf")
        return state

    def shape(self, term: str) -> int:
        """The state of a node that is held against a shape."""
        if term not in self._shapes:
            self._shapes[term] = state = self.draft.state()
            node = self.nodes.get(term, {})
            path = node.get(f"<{SH}path>")
            values = self.path(path[0], state, inverse=False) if path else state
            for predicate, objects in node.items():
                self.constraint(predicate, objects, state, values)
            if path and f"<{SH}property>" in node:
                raise UnknownReach(f"sh:property inside the property shape {term}")
        return self._shapes[term]

    def constraint(self, predicate: str, objects: Sequence[str], state: int, values: int) -> None:
        """What one property of a shape reads, at its focus nodes (`state`) and at its value nodes."""
        local = predicate[1:-1].removeprefix(SH)
        if local in SHAPES or local in LISTS:
            listed = objects if local in SHAPES else [each for head in objects for each in members(head, self.nodes)]
            for inner in listed:
                self.draft.skip(values, self.shape(inner))
        elif local in COMPARED:
            for each in objects:
                self.draft.step(state, each, self.end)
        elif local == "class":
            self.draft.step(values, RDF_TYPE, self.types)
        elif local == "closed":
            self.draft.step(values, ANY, self.end)
        elif local == "sparql":
            for each in objects:
                self.query(self.nodes.get(each, {}), state)
        elif local not in LOCAL and predicate.startswith((f"<{SH}", DASH)):
            raise UnknownReach(f"sh:{local}" if predicate.startswith(f"<{SH}") else predicate)

    def query(self, node: Mapping[str, Sequence[str]], state: int) -> None:
        """A SPARQL constraint, whose `$this` is the focus node."""
        from kg.validate.queries import read_by

        named = [self.nodes.get(each, {}) for each in node.get(f"<{SH}prefixes>", ())]
        if len(node.get(f"<{SH}select>", ())) != 1 or any(f"<{OWL}imports>" in each for each in named):
            raise UnknownReach("sh:sparql without a query of its own")
        declared = [self.nodes.get(each, {}) for one in named for each in one.get(f"<{SH}declare>", ())]
        pairs = [(each.get(f"<{SH}prefix>"), each.get(f"<{SH}namespace>")) for each in declared]
        heads = [f"PREFIX {text_of(prefix[0])}: <{text_of(space[0])}>\n" for prefix, space in pairs if prefix and space]
        read_by(text_of(node[f"<{SH}select>"][0]), "".join(heads), self.draft, state)

    def path(self, path: str, state: int, *, inverse: bool) -> int:
        """The state that a path leads to from a state; turned round, its parts are walked from last to first."""
        node = self.nodes.get(path, {})
        if not is_plain(path, self.nodes):
            raise UnknownReach(f"the path {path}")
        if path.startswith("<"):
            return self.one(path, state, inverse=inverse)
        if inner := node.get(f"<{SH}inversePath>"):
            return self.path(inner[0], state, inverse=not inverse)
        if choice := node.get(f"<{SH}alternativePath>"):
            ways = members(choice[0], self.nodes)
            return self.draft.choice(self.path(way, state, inverse=inverse) for way in ways)
        for local, (none, more) in STARRED.items():
            if inner := node.get(f"<{SH}{local}>"):
                before = self.draft.choice([state])
                after = self.path(inner[0], before, inverse=inverse)
                return self.draft.starred(before, after, none=none, more=more)
        steps = members(path, self.nodes)
        for step in reversed(steps) if inverse else steps:
            state = self.path(step, state, inverse=inverse)
        return state

    def one(self, predicate: str, state: int, *, inverse: bool) -> int:
        """Along one property, or against it."""
        to = self.draft.state()
        self.draft.step(state, predicate, to, inverse=inverse)
        return to
