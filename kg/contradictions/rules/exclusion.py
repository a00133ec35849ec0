"""Two things are said to have held of one matter, of which each rules out the other: free choice, and force.

Which concepts exclude each other, the ontology says (`ct:excludes`), and only where their definitions leave no room. A
war crime may be a crime against humanity too, so two legal characterisations as such are no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.contradictions.model import Conflict, Side
from kg.contradictions.times import overlap, span
from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.contradictions.grounds import Grounds
    from kg.contradictions.times import Span
    from kg.derive.facts import Proposition, Values

NAME = "exclusion"
KINDS = ("characterisationConflict",)
Held = tuple[str, "Span | None"]  # a proposition, and its date


def find(grounds: Grounds) -> Iterator[Conflict]:
    """One conflict for each matter and pair of concepts that exclude each other."""
    excluded = {
        (iri(concept.iri), iri(other)) for concept in grounds.schema.concepts.values() for other in concept.excludes
    }
    for key, by_concept in sorted(_held(grounds, {one for pair in excluded for one in pair}).items()):
        for one, other in sorted(excluded):
            if one in by_concept and other in by_concept:
                yield from _conflict(grounds, key, by_concept, one, other)


def _held(grounds: Grounds, concepts: set[str]) -> dict[Values, dict[str, list[Held]]]:
    """Class and all other roles → concept → the propositions in which it is put forward."""
    date = grounds.schema.properties[CT.date]
    dates = (iri(date.lower or ""), iri(date.upper or ""))
    apart = {iri(CT.date), *dates}
    found: dict[Values, dict[str, list[Held]]] = defaultdict(lambda: defaultdict(list))
    known = grounds.facts.propositions
    for proposition in (known[name] for name in sorted(grounds.derived.standing.supporting) if name in known):
        roles = proposition.roles
        for role, value in _concepts(proposition, concepts):
            rest = [f"{each} {other}" for each in sorted(roles.keys() - apart - {role}) for other in roles[each]]
            when = span(roles.get(dates[0]), roles.get(dates[1]))
            found[proposition.cls, role, *rest][value].append((proposition.iri, when))
    return found


def _concepts(proposition: Proposition, concepts: set[str]) -> list[tuple[str, str]]:
    return [(role, value) for role, values in proposition.roles.items() for value in values if value in concepts]


def _conflict(
    grounds: Grounds, key: Values, by_concept: dict[str, list[Held]], one: str, other: str
) -> Iterator[Conflict]:
    """At times that share a day; what has no date may have held at any."""
    left = [h for h in by_concept[one] if any(overlap(h[1], o[1]) for o in by_concept[other])]
    right = [h for h in by_concept[other] if any(overlap(h[1], o[1]) for o in left)]
    if left and right:
        words = [grounds.label(each) for each in (one, other)]
        because = (
            f"It is put forward {grounds.label(left[0][0])}, and {grounds.label(right[0][0])}. "
            f"By their definitions “{words[0]}” and “{words[1]}” cannot both hold of one matter."
        )
        sides = tuple(_side(grounds, word, held) for word, held in zip(words, (left, right), strict=True))
        about = f"“{words[0]}” or “{words[1]}”: {grounds.label(left[0][0])}"
        yield Conflict(NAME, CT.characterisationConflict, (*key, one, other), about, because, sides)


def _side(grounds: Grounds, word: str, held: list[Held]) -> Side:
    names = tuple(sorted({name for name, _ in held}))
    claims = {claim.iri for name in names for claim in grounds.derived.standing.supporting[name]}
    return Side(word, names, tuple(sorted(claims)))
