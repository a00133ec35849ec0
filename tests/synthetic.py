"""A case of any size, made up: as many quads to a claim as real ones have, and as much shared between claims.

`python -m tests.synthetic 100000` prints how long each step of derivation takes on it. Every name is a number; nothing
here speaks of anyone.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

from kg.derive import derive, infer, tabulate
from kg.derive.facts import gather
from kg.derive.memory import collector_paused
from kg.derive.roots import Roots
from kg.derive.specialise import specialise
from kg.derive.standing import standing
from kg.derive.views import edges
from kg.schema import OA, PREFIXES
from tests.notes import SCHEMA, Notes, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.quads import Quad

STANCES = ("asserted", "alleged", "alleged", "denied", "tentative", "questioned", "announced", "unableToVerify")
ROLES = ("ordered", "organised", "financed", "transported", "hosted", "received", "facilitated")
QUALIFIERS = ("unqualified", "unqualified", "exactly", "atLeast", "moreThan", "about", "upTo")
T = TypeVar("T")
FIRST = date(2022, 2, 24)


class Maker:
    """Makes up a case in proportion to its claims: a work to ten claims, an event to fifty, a place to forty."""

    def __init__(self, claims: int, seed: int = 0) -> None:
        self.notes, self.random, self.claims = Notes(), Random(seed), claims  # noqa: S311
        self.works, self.events = 1 + claims // 10, 1 + claims // 50
        self.places, self.agents = 8 + claims // 40, 3 + claims // 20

    def quads(self) -> list[Quad]:
        """The quads of the case, in no order that matters."""
        self.register()
        stated: list[str] = []
        for number in range(self.claims):
            stated.append(self.random.choice(stated) if number % 2 and stated else self.proposition())
            self.claim(number, stated[-1])
        return self.notes.quads

    def register(self) -> None:
        """Places, events and populations in trees; works of which one in three draws on earlier ones."""
        for kind, along, size in (("place", "within", self.places), ("event", "partOf", self.events)):
            for number in range(1, size):
                self.notes.say(f"{kind}-{number}", along, f"{kind}-{number // 8}")
        for number in range(1, self.events):
            self.notes.say(f"population-{number}", "partOf", f"population-{number // 8}")
        for number in range(self.works):
            self.notes.thing("Work", f"work-{number}")
            if number and self.random.random() < 1 / 3:
                self.notes.say(f"work-{number}", "drawsOn", f"work-{self.random.randrange(number)}")

    def pick(self, kind: str, size: int) -> str:
        """One of a kind; of trees, one in five times an ancestor, so that some things are said in general terms."""
        number = self.random.randrange(size)
        while self.random.random() < 1 / 5:
            number //= 8
        return f"{kind}-{number}"

    def day(self) -> str:
        """A day, a month or a year of the period."""
        text = (FIRST + timedelta(days=self.random.randrange(900))).isoformat()
        return text[: self.random.choice((4, 7, 10))]

    def proposition(self) -> str:
        """A leg, a participation, a count or a circumstance, with some of its roles."""
        make: Callable[[], tuple[str, dict[str, Value]]] = self.random.choice(
            (self.leg, self.leg, self.participation, self.count, self.circumstance)
        )
        cls, roles = make()
        kept = {role: value for role, value in roles.items() if self.random.random() < 0.8 or role == next(iter(roles))}
        return self.notes.proposition(cls, **kept)

    def leg(self) -> tuple[str, dict[str, Value]]:
        """A stretch of a journey."""
        return "TransferLeg", {
            "event": self.pick("event", self.events),
            "origin": self.pick("place", self.places),
            "destination": self.pick("place", self.places),
            "date": self.day(),
        }

    def participation(self) -> tuple[str, dict[str, Value]]:
        """A part that someone had."""
        return "Participation", {
            "event": self.pick("event", self.events),
            "agent": self.pick("agent", self.agents),
            "role": self.random.choice(ROLES),
            "date": self.day(),
        }

    def count(self) -> tuple[str, dict[str, Value]]:
        """A figure."""
        return "Count", {
            "population": self.pick("population", self.events),
            "statedCount": self.random.randrange(1, 300) * self.random.choice((1, 10, 100)),
            "qualifier": self.random.choice(QUALIFIERS),
            "asOf": self.day(),
        }

    def circumstance(self) -> tuple[str, dict[str, Value]]:
        """A condition that held."""
        return "Circumstance", {
            "event": self.pick("event", self.events),
            "circumstance": self.random.choice(("forcible", "coerciveEnvironment", "temporary")),
            "place": self.pick("place", self.places),
        }

    def claim(self, number: int, proposition: str) -> None:
        """A claim with the passage and selectors that every real one has."""
        source = f"source-{number // 20}"
        more: dict[str, Value] = {
            "work": self.pick("work", self.works),
            "relayedBy": self.pick("agent", self.agents),
            "speechMode": "indirect",
            "codingStatus": "coded",
            "hedge": "so-called",
        }
        stance, claimant = self.random.choice(STANCES), self.pick("agent", self.agents)
        claim = self.notes.claim(f"c{number}", claimant, proposition, stance=stance, source=source, **more)
        graph, passage, selector = f"source/{source}", f"passage/c{number}", f"passage/c{number}/selector"
        for subject, prop, value in (
            (claim, "passage", passage),
            (passage, OA.hasSource, source),
            (passage, OA.hasSelector, selector),
            (passage, "context", f"The sentence around passage {number}."),
            (passage, "passageState", "passageFound"),
            (selector, OA.exact, f"passage {number}"),
            (selector, OA.prefix, "before it "),
            (selector, OA.suffix, " after it"),
            (selector, OA.start, 100 + number),
            (selector, OA.end, 110 + number),
        ):
            self.notes.say(subject, prop.replace(PREFIXES["oa"], "oa:"), value, graph=graph)


def nested_periods(number: int) -> Notes:
    """Figures of one population for periods within one another, each "at least" one more than the one around it."""
    notes = Notes()
    for day in range(number):
        first, last = FIRST + timedelta(days=day), FIRST + timedelta(days=3 * number - day)
        period = f"{first.isoformat()}/{last.isoformat()}"
        notes.proposition("Count", population="p", statedCount=day + 1, qualifier="atLeast", period=period)
    return notes


def places_within_places(number: int) -> Notes:
    """Legs of one event to places that lie within one another, a leg a place."""
    notes = Notes()
    for place in range(number):
        notes.say(f"place-{place}", "within", f"place-{place + 1}")
        notes.proposition("TransferLeg", event="event", destination=f"place-{place}")
    return notes


CHAINS = (nested_periods, places_within_places)


@collector_paused()
def main(claims: int) -> None:
    """Print the processor seconds of each step, one after another and all together."""
    quads = Maker(claims).quads()
    print(f"{claims:,} claims, {len(quads):,} quads")
    facts = timed("gather", lambda: gather(quads, SCHEMA))
    timed("standing", lambda: standing(facts, SCHEMA))
    timed("specialise", lambda: specialise(facts, SCHEMA))
    timed("roots upstream", lambda: Roots(facts))
    derived = timed("derive, all of it", lambda: derive(quads, SCHEMA))
    print(f"{len(derived.support):,} propositions, {sum(map(len, derived.specialises.values())):,} steps")
    print(f"{len(timed('columns', lambda: tabulate(derived))):,} quads in columns")
    print(f"{len(timed('infer', lambda: infer(quads, SCHEMA))):,} inferred quads")
    print(f"{len(timed('edges', lambda: edges('everything', derived.support, derived, SCHEMA))):,} quads of edges")
    for chain in CHAINS:
        links = gather(chain(claims // 30).quads, SCHEMA)
        steps = timed(chain.__name__.replace("_", " "), lambda links=links: specialise(links, SCHEMA))  # type: ignore[misc]
        print(f"{len(links.propositions):,} propositions, {sum(map(len, steps.values())):,} steps")


def timed(step: str, work: Callable[[], T]) -> T:
    """Do it, print how long it took, and hand on what came of it."""
    begin = time.process_time()
    made = work()
    print(f"{step:<20} {time.process_time() - begin:6.2f} s")
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
