"""The rules, in the order in which people read their findings; each module is one, and its docstring explains it.

A rule has a NAME, the KINDS of conflict that it finds (codes of the ontology by local name; none where it finds what
is worth a note and no conflict), and `find`, which looks at a derived case and yields comparisons.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions.grounds import Grounds
from kg.contradictions.rules import (
    ballot,
    counts,
    denial,
    exclusion,
    fall,
    identity,
    partition,
    share,
    single,
    transmission,
    update,
)
from kg.derive.memory import collector_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.contradictions.model import Conflict
    from kg.derive import Derived
    from kg.schema import Schema


class Rule(NamedTuple):
    """A rule: its name, the kinds of conflict it finds, how it finds them, and what it looks for, in words."""

    name: str
    kinds: tuple[str, ...]
    find: Callable[[Grounds], Iterator[Conflict]]
    text: str

    @property
    def summary(self) -> str:
        """What it looks for, in one sentence."""
        return " ".join(self.text.split("\n\n")[0].split())


MODULES = (denial, counts, transmission, partition, share, ballot, single, exclusion, identity, fall, update)
RULES = tuple(Rule(each.NAME, each.KINDS, each.find, sys.modules[each.__name__].__doc__ or "") for each in MODULES)


@collector_paused()
def compare(derived: Derived, schema: Schema, rules: tuple[Rule, ...] = RULES) -> list[Conflict]:
    """What the rules find in a derived case, by rule and matter; the same for any order of quads."""
    grounds = Grounds(derived, schema)
    found = (each for rule in rules for each in sorted(rule.find(grounds), key=lambda each: each.matter))
    return [each._replace(assumed=(*each.assumed, *grounds.joined(each))) for each in found]
