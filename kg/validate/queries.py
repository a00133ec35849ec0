"""What a SPARQL constraint can read: the walks from `$this` along the patterns of its query.

Understood are basic patterns, property paths, OPTIONAL, UNION, BIND, FILTER and (NOT) EXISTS, as long as each pattern
hangs together with `$this` through variables that are bound wherever it is looked for. A solution, or the lack of one,
then rests only on triples that such a walk meets, in either direction of each pattern. All else is unknown: what hangs
on nothing, subqueries, MINUS, VALUES, GRAPH, aggregates, variables for properties, and `$PATH`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.validate.automaton import UnknownReach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.validate.automaton import Draft

Pattern = tuple[Any, Any, Any]
THROUGH = {"Project", "Distinct", "Reduced", "OrderBy", "Filter", "Extend"}
EXISTS = {"Builtin_EXISTS", "Builtin_NOTEXISTS"}


def read_by(query: str, prefixes: str, draft: Draft, this: int) -> None:
    """Add to the draft what the query reads; raises UnknownReach where that cannot be told."""
    if "$PATH" in query or "?PATH" in query:
        raise UnknownReach("sh:sparql with $PATH")
    algebra = _algebra(prefixes + query)
    if algebra.name != "SelectQuery" or algebra.datasetClause:
        raise UnknownReach("sh:sparql that is no plain SELECT")
    reading = _Reading(draft, this)
    reading.group(algebra.p, {reading.this})


@lru_cache(maxsize=64)
def _algebra(query: str) -> Any:
    """A query as rdflib has it, which takes long to load and to read one."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return translateQuery(parseQuery(query)).algebra
    except Exception as error:
        raise UnknownReach("sh:sparql that cannot be read") from error


class _Reading:
    """Puts the patterns of one query into the draft: a state for each variable."""

    def __init__(self, draft: Draft, this: int) -> None:
        from rdflib import Variable

        self.draft, self.this = draft, Variable("this")
        self._states: dict[Any, int] = {self.this: draft.state()}
        draft.skip(this, self._states[self.this])

    def group(self, part: Any, bound: set[Any]) -> None:
        """A group whose solutions all hold the variables in `bound`, which walks from `$this` have reached."""
        patterns = list(_mandatory(part))
        reached, before = set(bound), -1
        while before != len(reached):
            before = len(reached)
            reached |= {end for s, _, o in patterns for end in (s, o) if _free(end) and not {s, o}.isdisjoint(reached)}
        for pattern in patterns:
            if {pattern[0], pattern[2]}.isdisjoint(reached):
                raise UnknownReach("sh:sparql with a pattern that hangs on nothing")
            self.pattern(pattern)
        self.inside(part, reached)

    def inside(self, part: Any, reached: set[Any]) -> None:
        """What a group holds beside its mandatory patterns."""
        if part.name == "Union":
            self.group(part.p1, reached)
            self.group(part.p2, reached)
        elif part.name == "LeftJoin":
            self.inside(part.p1, reached)
            own = self.variables(part.p1)
            self.group(part.p2, own)
            self.exists(part.expr, own | self.variables(part.p2))
        elif part.name == "Join":
            self.inside(part.p1, reached)
            self.inside(part.p2, reached)
        elif part.name in THROUGH:
            if part.name in ("Filter", "Extend"):
                self.exists(part.expr, self.variables(part.p))
            self.inside(part.p, reached)

    def variables(self, part: Any) -> set[Any]:
        """`$this`, and the variables that every solution of a group binds."""
        return {self.this, *(end for s, _, o in _mandatory(part) for end in (s, o) if _free(end))}

    def exists(self, expression: Any, bound: set[Any]) -> None:
        """The groups that an expression asks for."""
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
        from rdflib.plugins.sparql.parserutils import CompValue

        if isinstance(expression, CompValue):
            if expression.name in EXISTS:
                raw = expression.graph
                self.group(translateGroupGraphPattern(raw) if raw.name == "GroupGraphPatternSub" else raw, bound)
            elif expression.name.startswith("Aggregate_"):
                raise UnknownReach("sh:sparql with an aggregate")
            else:
                self.exists([value for key, value in expression.items() if key != "_vars"], bound)
        elif isinstance(expression, (list, tuple)):
            for each in expression:
                self.exists(each, bound)

    def pattern(self, pattern: Pattern) -> None:
        """A pattern, walked from either end."""
        subject, path, value = pattern
        start, end = self.state(subject), self.state(value)
        self.draft.skip(self.path(path, start, inverse=False), end)
        self.draft.skip(self.path(path, end, inverse=True), start)

    def state(self, term: Any) -> int:
        """The state of a term: of a variable always the same."""
        if not _free(term) or term not in self._states:
            self._states[term] = self.draft.state()
        return self._states[term]

    def path(self, path: Any, state: int, *, inverse: bool) -> int:
        """The state that a path leads to."""
        from rdflib import URIRef
        from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

        if isinstance(path, URIRef):
            to = self.draft.state()
            self.draft.step(state, f"<{path}>", to, inverse=inverse)
            return to
        if isinstance(path, InvPath):
            return self.path(path.arg, state, inverse=not inverse)
        if isinstance(path, SequencePath):
            for step in reversed(path.args) if inverse else path.args:
                state = self.path(step, state, inverse=inverse)
            return state
        if isinstance(path, AlternativePath):
            return self.draft.choice(self.path(each, state, inverse=inverse) for each in path.args)
        if isinstance(path, MulPath) and path.mod == "+":
            before = self.draft.choice([state])
            after = self.path(path.path, before, inverse=inverse)
            return self.draft.starred(before, after, none=False, more=True)
        if isinstance(
            path, MulPath
        ):  # of no length, it leads from each node that the graph has, whatever holds it there
            raise UnknownReach("sh:sparql with a path that may have no length")
        raise UnknownReach("sh:sparql with a property that is not named")


def _free(term: Any) -> bool:
    """Whether the term stands for any node: a variable, or a blank node of the query."""
    from rdflib import Literal, URIRef

    return not isinstance(term, (URIRef, Literal))


def _mandatory(part: Any) -> Iterator[Pattern]:
    """The patterns that every solution of a group meets."""
    if part.name == "BGP":
        yield from part.triples
    elif part.name == "Join":
        yield from _mandatory(part.p1)
        yield from _mandatory(part.p2)
    elif part.name == "LeftJoin":
        yield from _mandatory(part.p1)
    elif part.name in THROUGH:
        yield from _mandatory(part.p)
    elif part.name != "Union":
        raise UnknownReach(f"sh:sparql with {part.name}")
