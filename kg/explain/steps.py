"""By which steps one thing said supports a broader one, each in words.

A leg to a camp supports a transfer to the country because the camp lies within a district within the country: whoever
is shown the support is shown the way. The steps are read off the two propositions and the hierarchies of the case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import text_of
from kg.schema import CT, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema import PropertyTerm
    from kg.tell import Reader

Roles = dict[str, tuple[str, ...]]
FIGURES = (CT.statedCount, CT.share, CT.minCount, CT.maxCount, CT.qualifier)


def steps(reader: Reader, narrow: str, broad: str) -> tuple[str, ...]:
    """What makes the first proposition (IRI) narrower than the second, or the same; empty where nothing differs."""
    ours, theirs = _roles(reader, narrow), _roles(reader, broad)
    schema = load()
    found: list[str] = []
    for prop, values in sorted(theirs.items()):
        term = schema.properties[prop]
        if term.lower and ours.get(prop) != values:
            found.append(f"{', '.join(ours.get(prop, ()))} lies within {', '.join(values)}")
        elif prop not in FIGURES and not term.lower:
            found += _reached(reader, term, ours.get(prop, ()), values)
    figures = [_figure(reader, roles) for roles in (ours, theirs)]
    if figures[1] and figures[0] != figures[1]:
        found.append(f"{figures[0]} bears out {figures[1]}")
    silent = sorted(schema.properties[prop].label for prop in ours.keys() - theirs.keys() - set(FIGURES))
    return (*found, *([f"the broader one leaves open: {', '.join(silent)}"] if silent else []))


def _roles(reader: Reader, iri: str) -> Roles:
    """The values of each role as texts, computed bounds left out."""
    schema, found = load(), dict[str, list[str]]()
    for _, prop, value, graph in reader.store.quads(s=f"<{iri}>"):
        term = schema.properties.get(text_of(prop))
        if graph.endswith("graph/propositions>") and term and not term.computed:
            found.setdefault(term.iri, []).append(text_of(value))
    return {prop: tuple(sorted(values)) for prop, values in found.items()}


def _reached(reader: Reader, term: PropertyTerm, ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[str]:
    """For each broader value that is not one of ours, the way that leads there from one of ours."""
    for value in theirs:
        if value not in ours:
            ways = (way for start in ours if (way := _way(reader, term.coarsens, start, value)))
            yield min(ways, key=len, default=f"{reader.label(value)} takes in {', '.join(map(reader.label, ours))}")


def _way(reader: Reader, hierarchy: str | None, start: str, end: str) -> str:
    """The shortest way up a hierarchy, and from one id of a thing to another, in words; empty where there is none."""
    ways, ahead = {start: reader.label(start)}, [start]
    while ahead and end not in ways:
        here = ahead.pop(0)
        for onward, words in _onward(reader, hierarchy, here):
            if onward not in ways:
                ways[onward] = f"{ways[here]}{',' if here != start else ':'} {words} {reader.label(onward)}"
                ahead.append(onward)
    return ways.get(end, "")


def _onward(reader: Reader, hierarchy: str | None, here: str) -> Iterator[tuple[str, str]]:
    for judged in reader.values(here, "ct:judgedSameAs"):
        yield judged, "judged the same as"
    terms = load().properties
    for prop in [each for each in terms if hierarchy and (each == hierarchy or hierarchy in terms[each].supers)]:
        for _, _, value, graph in sorted(reader.store.quads(s=f"<{here}>", p=f"<{prop}>")):
            if not graph.endswith("graph/inferred>"):
                yield text_of(value), terms[prop].label


def _figure(reader: Reader, roles: Roles) -> str:
    """A figure with the word that goes with it, as "at least 2,000"."""
    numbers = roles.get(CT.statedCount) or roles.get(CT.share) or ()
    sides = (("from", CT.minCount), ("to", CT.maxCount))
    bounds = [f"{word} {value}" for word, prop in sides for value in roles.get(prop, ())]
    words = [reader.label(word) for word in roles.get(CT.qualifier, ()) if word != CT.unqualified]
    shown = [f"{int(number):,}" if number.isdigit() else number for number in numbers]
    return " ".join([*words, *shown]) or " ".join(bounds)
