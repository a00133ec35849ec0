"""Bearings read from a build: those that stand, narrowed to event, person or state, grouped by way and stance."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.matrix.model import AGAINST, FOR, NEITHER, Bearing, Group, Stance
from kg.tell import about, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.matrix.rooted import Rooted
    from kg.tell import Reader, Told
    from kg.tell.fates import Fates

WAYS = (FOR, AGAINST, NEITHER)


class Asked(NamedTuple):
    """What narrows a matrix: IRIs of an event, a person, a mode of liability and a state; empty where it does not."""

    event: str = ""
    person: str = ""
    mode: str = ""
    state: str = ""


NOTHING = Asked()


class Bearings:
    """The standing bearings of one build."""

    def __init__(self, reader: Reader, rooted: Rooted, fates: Fates, gone: frozenset[str], asked: Asked) -> None:
        self._reader, self._rooted, self._fates, self._gone, self._asked = reader, rooted, fates, gone, asked
        self._within = _claims_about(reader, rooted, asked.event) if asked.event else None

    def groups(self, prop: str, condition: str) -> tuple[Group, ...]:
        """What speaks to an element (`ct:element`) or a duty (`ct:obligation`): nobody's first."""
        found: dict[tuple[str, str], list[Bearing]] = defaultdict(list)
        for iri in self._reader.subjects(prop, condition):
            if iri not in self._gone and self._wanted(iri):
                bearing = self._bearing(iri)
                found[bearing.person, bearing.mode].append(bearing)
        return tuple(
            Group(person, mode, {way: stances for way in WAYS if (stances := self.stances(bearings, way))})
            for (person, mode), bearings in sorted(found.items())
        )

    def stances(self, bearings: Sequence[Bearing], way: str) -> tuple[Stance, ...]:
        """The bearings of one way, by stance, each with the roots of those that count."""
        by_stance: dict[str, list[Bearing]] = defaultdict(list)
        for bearing in bearings:
            if bearing.way == way:
                by_stance[stance_of(bearing.told)].append(bearing)
        return tuple(self._stance(stance, by_stance[stance]) for stance in sorted(by_stance))

    def _stance(self, stance: str, bearings: list[Bearing]) -> Stance:
        rest = self._rooted.of(bearing.told.iri for bearing in bearings if not bearing.fates)
        return Stance(stance, tuple(sorted(bearings, key=lambda each: (each.told.id, each.id))), *rest)

    def characterising(self, provision: str) -> tuple[Stance, ...]:
        """Claims that themselves name the provision as one that describes conduct."""
        stated = self._reader.subjects("ct:provision", provision)
        claims = {claim for each in stated for claim in self._reader.subjects("ct:states", each)}
        if self._within is not None:
            claims &= self._within
        return self.stances([self._of_itself(claim) for claim in sorted(claims)], NEITHER)

    def _wanted(self, iri: str) -> bool:
        """Whether the bearing is of the event, person, mode and state that are asked about."""
        reader, asked = self._reader, self._asked
        of_event = self._within is None or not self._within.isdisjoint(reader.values(iri, "ct:ofClaim"))
        return (
            of_event
            and self._fits(iri, "ct:ofPerson", asked.person)
            and self._fits(iri, "ct:modeOfLiability", asked.mode)
            and self._fits(iri, "ct:ofState", asked.state)
        )

    def _fits(self, iri: str, prop: str, wanted: str) -> bool:
        """Whether the value is the one wanted; what is of no person, mode or state is of all."""
        values = {self._canonical(value) for value in self._reader.values(iri, prop)}
        return not wanted or not values or self._canonical(wanted) in values

    def _canonical(self, iri: str) -> str:
        return self._rooted.identity.canonical(f"<{iri}>")[1:-1]

    def _bearing(self, iri: str) -> Bearing:
        reader = self._reader
        claim = reader.value(iri, "ct:ofClaim")
        return Bearing(
            id=iri.rpartition("/")[2],
            way=reader.value(iri, "ct:bearsAs").rpartition("#")[2],
            told=told(reader, claim),
            why=reader.value(iri, "ct:because"),
            by=reader.value(iri, "ct:judgedBy"),
            date=reader.value(iri, "ct:date"),
            means=reader.labels(iri, "ct:meansOfProof"),
            person=", ".join(reader.labels(iri, "ct:ofPerson") or reader.labels(iri, "ct:ofState")),
            mode=", ".join(reader.labels(iri, "ct:modeOfLiability")),
            fates=self._befallen(claim),
            entered=reader.entered(iri),
        )

    def _of_itself(self, claim: str) -> Bearing:
        """A claim that no editor had to relate to the provision: it names it."""
        return Bearing("", NEITHER, told(self._reader, claim), "", "", "", (), "", "", self._befallen(claim), "")

    def _befallen(self, claim: str) -> tuple[str, ...]:
        return tuple(sorted(f"{word} ({by})" for word, by in self._fates.get(claim, ())))


def stance_of(claim: Told) -> str:
    """The stance in one word; a condition is told, since it leaves nothing asserted."""
    return f"{claim.stance}, on a condition" if claim.conditions and claim.stance != "conditional" else claim.stance


def _claims_about(reader: Reader, rooted: Rooted, event: str) -> set[str]:
    """Claims about the event, about what is held to be the same one, or about a part of any of these."""
    events = {event}
    while new := {*_same(rooted, events), *_parts(reader, events)} - events:
        events |= new
    propositions = {each for one in events for each in about(reader, one)}
    props = ("ct:states", "ct:condition")
    return {claim for each in propositions for prop in props for claim in reader.subjects(prop, each)}


def _same(rooted: Rooted, events: Iterable[str]) -> set[str]:
    return {member[1:-1] for event in events for member in rooted.identity.members(f"<{event}>")}


def _parts(reader: Reader, events: Iterable[str]) -> set[str]:
    return {part for event in events for part in reader.subjects("ct:partOf", event)}
