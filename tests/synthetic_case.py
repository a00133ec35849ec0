"""Files of a case of any size, made up: what `tests.synthetic` makes up as quads, written as people would write it.

`python -m tests.synthetic_case 10000 DIR` writes a case in git whose claims are in a file for each source, twenty to a
file, each source with its text. `python -m tests.bench_check 10000` measures on it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EACH = 20  # claims of a source
ROLES = ("ordered", "organised", "financed", "transported", "hosted", "received", "facilitated")
STANCES = ("asserted", "asserted", "alleged", "denied", "questioned")


class Writer:
    """Writes files in proportion to the claims: a work and a source to twenty, an event to fifty, a place to forty."""

    def __init__(self, root: Path, claims: int, seed: int = 0) -> None:
        self.root, self.claims, self.random = root, claims, Random(seed)  # noqa: S311
        self.sources, self.events = -(-claims // EACH), 1 + claims // 50
        self.places, self.agents = 8 + claims // 40, 3 + claims // 20

    def write(self) -> None:
        """All files of the case; the folder must be empty."""
        self.put("kg.yaml", ['title: "made up"', "language: en", "audience: public"])
        self.put("data/register/made-up.yaml", self.register())
        for number in range(self.sources):
            claims = range(number * EACH, min((number + 1) * EACH, self.claims))
            text = "\n\n".join(f"{self.said(claim)} {self.said(claim)[:-1]} again." for claim in claims) + "\n"
            self.put(f"data/sources/s{number}.yaml", self.source(number, text))
            (self.root / f"data/sources/s{number}.txt").write_text(text, "utf-8")
            self.put(f"data/claims/s{number}.yaml", [f"source: s{number}", "claims:", *self.stated(claims)])

    def put(self, file: str, rows: list[str] | Iterator[str]) -> None:
        """One file, its folders made."""
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text("".join(f"{row}\n" for row in rows), "utf-8")

    def register(self) -> Iterator[str]:
        """Places and events in trees, populations, people."""
        yield "State:\n  otherland: {label: {en: Otherland}}\nPlace:"
        for number in range(self.places):
            within = f", within: place-{number // 8}" if number else ""
            yield f"  place-{number}: {{label: {{en: Place {number}}}, deJureState: otherland{within}}}"
        yield "TransferEvent:"
        for number in range(self.events):
            above = f", partOf: event-{number // 8}" if number else ""
            yield f"  event-{number}: {{label: {{en: Event {number}}}{above}}}"
        yield "Population:"
        yield from (f"  population-{n}: {{label: {{en: Group {n}}}, countsWhom: children}}" for n in range(self.events))
        yield "Person:"
        for number in range(self.agents):
            source = f"s{number % self.sources}"
            yield f"  agent-{number}: {{label: {{en: Agent {number}}}, registeredFrom: {source}}}"

    def source(self, number: int, text: str) -> Iterator[str]:
        """A source that holds its text, and its work; of three works one draws on an earlier one."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield f"Source:\n  s{number}:\n    label: {{en: Source {number}}}\n    sourceKind: newsArticle"
        yield f"    publisher: agent-0\n    date: 2024-03-06\n    language: en\n    work: w{number}"
        yield f"    snapshot: s{number}.txt\n    sha256: {digest}\n    mediaType: text/plain"
        yield f"Work:\n  w{number}:\n    label: {{en: Work {number}}}\n    workKind: article"
        if number and number % 3 == 0:
            yield f"    drawsOn: w{self.random.randrange(number)}"

    def said(self, claim: int) -> str:
        """The words of a claim."""
        return f"Somebody said that {self.figure(claim)} children were taken somewhere."

    def figure(self, claim: int) -> int:
        """The number that a claim speaks of, no other like it."""
        return 11 + 3 * claim

    def stated(self, claims: range) -> Iterator[str]:
        """Claims, each with one proposition."""
        for claim in claims:
            yield f"- id: c{claim}\n  quote: {self.said(claim)}\n  claimant: agent-{self.one(self.agents)}"
            yield f"  work: w{claim // EACH}\n  speechAct: statement\n  stance: {self.random.choice(STANCES)}"
            yield f"  states: {{{self.proposition(self.figure(claim))}}}"

    def one(self, size: int) -> int:
        """One of so many; one in five times a broader one, so that some things are said in general terms."""
        number = self.random.randrange(size)
        return number // 8 if self.random.random() < 1 / 5 else number

    def proposition(self, figure: int) -> str:
        """A leg, a participation or a count."""
        event, kind = self.one(self.events), self.random.randrange(3)
        if kind == 0:
            ends = f"origin: place-{self.one(self.places)}, destination: place-{self.one(self.places)}"
            return f"TransferLeg: {{event: event-{event}, {ends}, date: 2023-0{self.random.randrange(1, 10)}}}"
        if kind == 1:
            agent, role = self.one(self.agents), self.random.choice(ROLES)
            return f"Participation: {{event: event-{event}, agent: agent-{agent}, role: {role}}}"
        return f"Count: {{population: population-{event}, statedCount: {figure}}}"


if __name__ == "__main__":
    Writer(Path(sys.argv[2]), int(sys.argv[1])).write()
