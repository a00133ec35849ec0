"""Small random cases, and what specialising means, said plainly and pair by pair: the fast way is tested against it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from kg.derive.components import reached
from kg.derive.facts import gather
from kg.quads import iri, text_of
from kg.schema import CT
from tests.notes import SCHEMA, Notes, Value

if TYPE_CHECKING:
    from kg.derive.facts import Facts, Proposition

PLACES = {
    "camp": "district",
    "district": "region",
    "region": "country",
    "town": "region",
    "abroad": "abroad-2",
    "abroad-2": "abroad",
}
POPULATIONS = {"orphans": "children", "infants": "orphans"}
EVENTS = {"bus-ride": "transfer", "train-ride": "transfer"}
DATES = (
    "2022",
    "2022-03",
    "2022-03-05",
    "2022-03/2022-05",
    "2022-02-24/..",
    "2022-03~",
    "2022-03-01/2022-03-31",
    "2023",
)
STANCES = tuple(sorted(concept.local for concept in SCHEMA.codes(CT.Stance).values()))


def one_of(known: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({*known, *known.values()}))


ROLES: dict[str, dict[str, st.SearchStrategy[Value]]] = {
    "TransferLeg": {
        "event": one_of(EVENTS),
        "destination": one_of(PLACES),
        "via": st.lists(one_of(PLACES), min_size=1, max_size=2, unique=True).map(tuple),
        "date": st.sampled_from(DATES),
    },
    "Control": {"place": one_of(PLACES), "controller": st.sampled_from(["a", "b"]), "date": st.sampled_from(DATES)},
    "Affiliation": {
        "agent": st.sampled_from(["a", "b"]),
        "date": st.sampled_from(DATES),
        "asOf": st.sampled_from(DATES),
    },
    "Count": {
        "population": one_of(POPULATIONS),
        "place": one_of(PLACES),
        "asOf": st.sampled_from(DATES),
        "statedCount": st.integers(0, 3),
        "qualifier": st.sampled_from(["unqualified", "exactly", "atLeast", "moreThan", "about", "upTo", "fewerThan"]),
    },
    "Share": {
        "population": one_of(POPULATIONS),
        "share": st.sampled_from(["84.5", "85", "85.5"]),
        "qualifier": st.sampled_from(["unqualified", "exactly", "atLeast", "moreThan", "fewerThan"]),
    },
}


class Said(NamedTuple):
    """A claim to be made: claimant, class, roles, stance, and whether it is under a condition."""

    claimant: str
    cls: str
    roles: dict[str, Value]
    stance: str
    conditional: bool


@st.composite
def said(draw: st.DrawFn) -> Said:
    cls = draw(st.sampled_from(sorted(ROLES)))
    roles = draw(st.fixed_dictionaries({}, optional=ROLES[cls]).filter(bool))
    return Said(draw(st.sampled_from("abc")), cls, roles, draw(st.sampled_from(STANCES)), draw(st.integers(0, 9)) == 0)


CASES = st.lists(said(), min_size=1, max_size=14)


def noted(case: list[Said]) -> Notes:
    """The quads of a random case."""
    notes = Notes()
    for known, along in ((PLACES, "within"), (POPULATIONS, "partOf"), (EVENTS, "partOf")):
        for narrow, broad in known.items():
            notes.say(narrow, along, broad)
    condition = notes.proposition("Circumstance", circumstance="forcible")
    for number, (claimant, cls, roles, stance, conditional) in enumerate(case):
        more: dict[str, Value] = {"condition": condition} if conditional else {}
        notes.claim(f"c{number}", claimant, notes.proposition(cls, **roles), stance=stance, **more)
    return notes


class Definition:
    """Whether one proposition specialises another, from their roles alone."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._dates = {
            iri(p.iri): (iri(p.lower or ""), iri(p.upper or "")) for p in SCHEMA.properties.values() if p.lower
        }
        self._bounds = {bound for pair in self._dates.values() for bound in pair}
        self._figures = {iri(p) for p in (CT.statedCount, CT.share, CT.qualifier, CT.minCount, CT.maxCount)}

    def holds(self, narrow: Proposition, broad: Proposition) -> bool:
        """P specialises Q: one class, each role of Q in P, equal or narrower."""
        return (
            narrow.cls == broad.cls
            and all(self._covers(narrow, broad, role) for role in broad.roles.keys() - self._figures - self._bounds)
            and self._figure(narrow, broad)
        )

    def _covers(self, narrow: Proposition, broad: Proposition, role: str) -> bool:
        if role not in narrow.roles:
            return False
        if role in self._dates:
            (low, high), (around_low, around_high) = self._span(narrow, role), self._span(broad, role)
            return around_low <= low and high <= around_high
        wider = {wide for value in narrow.roles[role] for wide in self._widened(narrow.cls, role, value)}
        return wider.issuperset(broad.roles[role])

    def _widened(self, cls: str, role: str, value: str) -> tuple[str, ...]:
        along = SCHEMA.properties[text_of(role)].coarsens
        exact = text_of(role) in SCHEMA.classes[text_of(cls)].exact
        return (value,) if exact or along is None else reached(self._facts.broader[along], value)

    def _span(self, proposition: Proposition, date: str) -> tuple[str, str]:
        low, high = self._dates[date]
        ends = proposition.roles.get(low, ('""',))[0], proposition.roles.get(high, ('"9999-12-31"',))[0]
        return text_of(ends[0]), text_of(ends[1])

    def _figure(self, narrow: Proposition, broad: Proposition) -> bool:
        if self._figures.isdisjoint(broad.roles):
            return True
        if self._figures.isdisjoint(narrow.roles):
            return False
        (number, word, low, high), (other, other_word, around_low, around_high) = _read(narrow), _read(broad)
        if other_word == "unqualified" and other is not None:
            return (word == "unqualified" and number == other) or low == high == (other, 0)
        if around_low is None and around_high is None:
            return (number, word) == (other, other_word)
        if not self._otherwise_same(narrow, broad):
            high = None
        fits_below = around_low is None or (low is not None and around_low <= low)
        return fits_below and (around_high is None or (high is not None and high <= around_high))

    def _otherwise_same(self, narrow: Proposition, broad: Proposition) -> bool:
        kept = [{r: v for r, v in p.roles.items() if r not in {*self._figures, *self._dates}} for p in (narrow, broad)]
        return kept[0] == kept[1] and not (narrow.roles.keys() ^ broad.roles.keys()) & self._dates.keys()


Bound = tuple[Decimal, int] | None


def _read(proposition: Proposition) -> tuple[Decimal | None, str, Bound, Bound]:
    """Number, word, and the bounds that the word sets, each with a step beyond the number."""
    (qualifier,) = proposition.roles.get(iri(CT.qualifier), (iri(CT.unqualified),))
    word = text_of(qualifier).rpartition("#")[2]
    figure = proposition.roles.get(iri(CT.statedCount)) or proposition.roles.get(iri(CT.share))
    if figure is None:
        return None, word, None, None
    number = Decimal(text_of(figure[0]))
    below = {"exactly": 0, "atLeast": 0, "moreThan": 1, "unqualified": 0}
    above = {"exactly": 0, "upTo": 0, "fewerThan": -1}
    whole = iri(CT.statedCount) in proposition.roles
    low, high = (_step(number, steps.get(word), whole=whole) for steps in (below, above))
    return number, word, low or (_step(Decimal(0), 0, whole=True) if high else None), high


def _step(number: Decimal, step: int | None, *, whole: bool) -> Bound:
    if step is None:
        return None
    return (number + step, 0) if whole else (number, step)


def relation(notes: Notes) -> set[tuple[str, str]]:
    """All pairs of different propositions of which the first specialises the second, by definition."""
    facts = gather(notes.quads, SCHEMA)
    definition, known = Definition(facts), facts.propositions.values()
    return {
        (one.iri, other.iri) for one in known for other in known if one is not other and definition.holds(one, other)
    }
