"""What finding roots and conflicts costs, and how it grows: `python -m tests.bench_conflicts [claims …]`.

The cases are made up (`tests.synthetic`); each has figures of one root in several papers, figures without a root, and
denials. Printed are processor seconds, the number of conflicts, and how many times dearer a case is than the one
before it: with a third of the claims, 3 is linear.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions import RULES, compare, contradictions
from kg.derive import derive
from kg.derive.memory import collector_paused
from kg.derive.roots import Roots
from tests.notes import SCHEMA
from tests.synthetic import Maker

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.derive import Derived

SIZES = (10_000, 30_000, 100_000)
HEADER = (
    f"{'claims':>8} {'quads':>10} {'derive s':>9} {'roots s':>8} {'conflicts s':>12} {'as quads s':>11} {'found':>8}"
)


class Cost(NamedTuple):
    """Seconds of each step."""

    derive: float
    roots: float
    conflicts: float
    quads: float


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def roots(derived: Derived) -> None:
    """The roots of every proposition, from nothing."""
    finder, facts = Roots(derived.joined.facts), derived.joined.facts
    for found in derived.support.values():
        finder.of([facts.claims[claim] for claim in found.supporting])


@collector_paused()
def main(sizes: tuple[int, ...]) -> None:
    """Print a line a size, then what each rule took of the last."""
    print(HEADER)
    last: Cost | None = None
    derived: Derived | None = None
    for size in sizes:
        quads = Maker(size).quads()
        begin = time.process_time()
        derived = derive(quads, SCHEMA)
        took = time.process_time() - begin
        number = len(compare(derived, SCHEMA))
        cost = Cost(took, *(seconds(step) for step in _steps(derived)))
        print(
            f"{size:>8,} {len(quads):>10,} {cost.derive:>9.2f} {cost.roots:>8.2f} {cost.conflicts:>12.2f} "
            f"{cost.quads:>11.2f} {number:>8,}"
        )
        if last:
            growth = " ".join(
                f"{name} {now / then:.1f}×" for name, now, then in zip(Cost._fields, cost, last, strict=True)
            )
            print(f"{'':>8} growth: {growth}")
        last = cost
    for rule in RULES:
        assert derived
        print(f"{rule.name:>14} {seconds(partial(compare, derived, SCHEMA, (rule,))):>7.2f} s")


def _steps(derived: Derived) -> tuple[Callable[[], object], ...]:
    return (
        lambda: roots(derived),
        lambda: compare(derived, SCHEMA),
        lambda: contradictions(derived, SCHEMA),
    )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
