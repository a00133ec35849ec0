"""Quads by hand, in a few words: what compiling would have made of a case, for tests of what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.compile import name
from kg.derive import derive
from kg.quads import RDF_TYPE, Quad, iri, literal
from kg.resolve.dates import span
from kg.schema import data, expand, load
from kg.schema.load import CT as BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.derive import Derived

Value = str | int | bool | tuple[str, ...]
SCHEMA = load()


def term(prop: str, value: str | int | bool) -> str:
    """The value as a term: typed by the property's range; a concept by its local name, else a thing by its id."""
    declared = SCHEMA.properties[prop]
    if isinstance(value, str) and value.startswith("<"):
        return value
    if declared.object:
        concept = SCHEMA.concepts.get(BASE + str(value))
        return iri(concept.iri if concept and concept.list_class in declared.ranges else data(str(value)))
    text = str(value).lower() if isinstance(value, bool) else str(value)
    (kind,) = declared.ranges
    return literal(text, language="en") if kind.endswith("langString") else literal(text, kind)


def local(key: str) -> str:
    """The IRI of a property: one of ours by its local name, another by its prefixed name."""
    return expand(key) if ":" in key else BASE + key


class Notes:
    """Collects quads; every method returns the term it is about."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def say(self, subject: str, prop: str, *values: str | int | bool, graph: str = "register") -> str:
        """State values of a property, with the bounds of a date."""
        home = iri(data(f"graph/{graph}"))
        subject = subject if subject.startswith("<") else iri(data(subject))
        declared = SCHEMA.properties[local(prop)]
        for value in values:
            self.quads.append((subject, iri(declared.iri), term(declared.iri, value), home))
            if declared.lower and declared.upper:
                bounds = span(str(value))
                for bound, day in ((declared.lower, bounds.earliest), (declared.upper, bounds.latest)):
                    self.quads += [(subject, iri(bound), term(bound, day), home)] if day else []
        return subject

    def thing(self, cls: str, ident: str, graph: str = "register", **roles: Value) -> str:
        """A thing of the register, or any other record, with its properties."""
        subject = iri(data(ident))
        self.quads.append((subject, RDF_TYPE, iri(BASE + cls), iri(data(f"graph/{graph}"))))
        for prop, value in roles.items():
            self.say(subject, prop, *_many(value), graph=graph)
        return subject

    def label(self, ident: str, text: str, language: str = "en") -> str:
        """Name a thing."""
        graph = iri(data("graph/register"))
        self.quads.append((iri(data(ident)), iri(expand("rdfs:label")), literal(text, language=language), graph))
        return iri(data(ident))

    def proposition(self, cls: str, /, **roles: Value) -> str:
        """A proposition, named by its content as compiling does."""
        pairs = [(iri(local(p)), term(local(p), value)) for p, values in roles.items() for value in _many(values)]
        subject = iri(name(iri(BASE + cls), pairs))
        self.quads.append((subject, RDF_TYPE, iri(BASE + cls), iri(data("graph/propositions"))))
        for prop, values in roles.items():
            self.say(subject, prop, *_many(values), graph="propositions")
        return subject

    def claim(
        self, ident: str, claimant: str, *states: str, stance: str = "asserted", source: Value = "paper", **more: Value
    ) -> str:
        """A claim in a source; further keys are local names of properties."""
        graph = f"source/{_many(source)[0]}"
        claim = self.thing("Claim", f"claim/{ident}", graph, stance=stance, source=source, **more)
        self.say(claim, "prov:wasAttributedTo", *([claimant] if claimant else []), graph=graph)
        return self.say(claim, "states", *states, graph=graph)

    def judge(self, ident: str, left: str, right: str, independence: str, **more: Value) -> str:
        """A judgement on the independence of two roots."""
        roles: dict[str, Value] = {"rootA": left, "rootB": right, "judgedIndependence": independence, **more}
        return self.thing("IndependenceJudgement", f"judgement/{ident}", "judgements", **roles)

    def identify(self, ident: str, left: str, right: str, outcome: str = "same", **more: Value) -> str:
        """A judgement on whether two ids stand for one thing."""
        roles: dict[str, Value] = {"subjectA": left, "subjectB": right, "outcome": outcome, **more}
        return self.thing("IdentityJudgement", f"judgement/{ident}", "judgements", **roles)

    def derived(self) -> Derived:
        """What follows."""
        return derive(self.quads, SCHEMA)


def _many(value: Value) -> tuple[str | int | bool, ...]:
    return value if isinstance(value, tuple) else (value,)


def ids(terms: Iterable[str]) -> list[str]:
    """Terms of data without what they all begin with, sorted."""
    return sorted(each[1:-1].removeprefix(data("")).removeprefix("claim/") for each in terms)
