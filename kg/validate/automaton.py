"""A finite automaton over triples: states, and steps along a property or against it.

It is drawn with skips (steps that read nothing), then reduced: skips are taken in, and states from which the same is
read become one. Of some two thousand states of our shapes, fewer than two hundred are left, and a walk visits a node
that much less often.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ANY = ""
"""In the place of a predicate: all triples of the node."""


class UnknownReach(Exception):
    """A word of the shapes whose reads are not known; its text says which."""


class Step(NamedTuple):
    """The triples read from a node with this predicate, as their subject or (`inverse`) object, and the state after."""

    predicate: str
    inverse: bool
    to: int


class Automaton(NamedTuple):
    """The steps of each state; a state is its place in the tuple."""

    steps: tuple[frozenset[Step], ...]

    def narrowed(self, predicates: Iterable[str]) -> Automaton:
        """Without the steps along predicates that no triple has: they read nothing."""
        known = {*predicates, ANY}
        return Automaton(tuple(frozenset(step for step in steps if step.predicate in known) for steps in self.steps))


class Draft:
    """An automaton in the making."""

    def __init__(self) -> None:
        self._steps: list[set[Step]] = []
        self._skips: list[set[int]] = []

    def state(self) -> int:
        """A new state."""
        self._steps.append(set())
        self._skips.append(set())
        return len(self._steps) - 1

    def step(self, state: int, predicate: str, to: int, *, inverse: bool = False) -> None:
        """In this state, triples are read."""
        self._steps[state].add(Step(predicate, inverse, to))

    def skip(self, state: int, to: int) -> None:
        """What is read in the other state is read in this one too."""
        self._skips[state].add(to)

    def choice(self, ends: Iterable[int]) -> int:
        """A state that stands for any of several ends."""
        to = self.state()
        for end in ends:
            self.skip(end, to)
        return to

    def starred(self, before: int, after: int, *, none: bool, more: bool) -> int:
        """The end of what led from `before` to `after`, if it may be left out (`none`) or come again (`more`)."""
        to = self.choice([after, before] if none else [after])
        if more:
            self.skip(after, before)
        return to

    def reduced(self, starts: Iterable[int]) -> tuple[Automaton, dict[int, int]]:
        """The automaton with as few states as read differently, and the new state of each start."""
        full = {state: frozenset(self._all(state)) for state in self._reached(starts)}
        block = dict.fromkeys(full, 0)
        while True:
            alike: dict[frozenset[Step], int] = {}
            signs = {state: _sign(steps, block) for state, steps in full.items()}
            finer = {state: alike.setdefault(sign, len(alike)) for state, sign in signs.items()}
            if len(alike) == len(set(block.values())):
                return Automaton(_numbered(signs, block)), {start: block[start] for start in starts}
            block = finer

    def _all(self, state: int) -> Iterator[Step]:
        found, todo = {state}, [state]
        for each in todo:
            yield from self._steps[each]
            todo += self._skips[each] - found
            found |= self._skips[each]

    def _reached(self, starts: Iterable[int]) -> list[int]:
        todo = list(dict.fromkeys(starts))
        found = set(todo)
        for state in todo:
            ahead = {step.to for step in self._all(state)} - found
            found |= ahead
            todo += sorted(ahead)
        return todo


def _sign(steps: frozenset[Step], block: dict[int, int]) -> frozenset[Step]:
    return frozenset(Step(step.predicate, step.inverse, block[step.to]) for step in steps)


def _numbered(signs: dict[int, frozenset[Step]], block: dict[int, int]) -> tuple[frozenset[Step], ...]:
    found: dict[int, frozenset[Step]] = defaultdict(frozenset)
    for state, sign in signs.items():
        found[block[state]] = sign
    return tuple(found[number] for number in range(len(found)))
