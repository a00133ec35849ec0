"""Every judgement of a case, told whole: what it is about, what it concludes, who signed it, and whether it holds.

What kinds of judgement there are, and what each speaks of, is read off the ontology: the records among its values are
what it is about, the codes are what it concludes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.standing import undone
from kg.findings import Position
from kg.judge.records import described, digest
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.schema import CT, DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.build import Assembly
    from kg.schema import Schema

Said = dict[str, dict[str, list[str]]]  # judgement → property IRI → values
NOWHERE = Position("", 1, 1)
COMMANDED = tuple(cls.rpartition("#")[2] for cls in (CT.IdentityJudgement, CT.IndependenceJudgement))


@dataclass(frozen=True, slots=True)
class Signed:
    """A judgement of a section of a data file; `about` and `undone_by` are terms.

    It holds unless it was undone or is blocked by another. `fresh` is the digest of its records as they are now, other
    judgements left out (`covers` where any are left); a judgement without a digest cannot become stale.
    """

    term: str
    kind: str
    section: str
    about: tuple[str, ...]
    outcome: str
    by: str
    date: str
    why: str
    digest: str
    fresh: str
    covers: bool
    undone_by: tuple[str, ...]
    blocked: bool
    place: Position

    @property
    def id(self) -> str:
        """The id as people write it."""
        return text_of(self.term).removeprefix(DATA)

    @property
    def stale(self) -> bool:
        """Whether the records it is about have changed since; what is about none, such as an answer, cannot tell."""
        return bool(self.digest and self.about) and self.digest != self.fresh

    @property
    def by_command(self) -> bool:
        """Whether `kg judge` writes judgements of this class; all others are entered by hand."""
        return self.section in COMMANDED

    @property
    def state(self) -> str:
        """Whether it counts, in words."""
        if self.undone_by:
            return "undone"
        return "blocked" if self.blocked else "stale" if self.stale else "holds"


def signed(assembly: Assembly) -> dict[str, Signed]:
    """Term → judgement, in order of term."""
    facts, identity = assembly.derivation.facts, assembly.derivation.identity
    said = _said(assembly)
    about = {term: tuple(_records(roles, assembly)) for term, roles in said.items()}
    lines = described(assembly.stated, {record for records in about.values() for record in records} - said.keys())
    gone, undoing = undone(facts), _undoing(said)
    return {
        term: Signed(
            term=term,
            kind=_kind(roles, assembly.schema),
            section=_kind(roles, assembly.schema, key=True),
            about=about[term],
            outcome=", ".join(_codes(roles, assembly.schema)),
            by=_text(roles, CT.judgedBy) or _text(roles, CT.rule),
            date=_text(roles, CT.date),
            why=_text(roles, CT.because),
            digest=_text(roles, CT.digest),
            covers=not said.keys() >= set(about[term]),
            fresh=digest((record for record in about[term] if record not in said), lines),
            undone_by=tuple(other for other in undoing.get(term, ()) if other not in gone) if term in gone else (),
            blocked=term in identity.blocked,
            place=min(assembly.positions.get((text_of(term), ""), [NOWHERE])),
        )
        for term, roles in sorted(said.items())
    }


def _said(assembly: Assembly) -> Said:
    wanted = assembly.derivation.facts.judgements
    found: Said = {term: defaultdict(list) for term in wanted}
    for subject, prop, value, _ in assembly.stated if wanted else ():
        if subject in wanted:
            found[subject][prop].append(value)
    return found


def _records(roles: Mapping[str, list[str]], assembly: Assembly) -> Iterator[str]:
    """The records among the values of a judgement's own properties, the first of a pair first."""
    for prop in sorted(_own(roles, assembly.schema)):
        yield from sorted(value for value in roles[prop] if (text_of(value), "") in assembly.positions)


def _codes(roles: Mapping[str, list[str]], schema: Schema) -> Iterator[str]:
    for prop in sorted(_own(roles, schema)):
        yield from (schema.concepts[text_of(value)].key for value in roles[prop] if text_of(value) in schema.concepts)


def _own(roles: Mapping[str, list[str]], schema: Schema) -> Iterator[str]:
    """The properties that only judgements have, and that lead to other things."""
    kinds = schema.subs(CT.Judgement)
    for prop, values in roles.items():
        term = schema.properties.get(text_of(prop))
        if term and kinds.issuperset(term.domains) and any(map(is_iri, values)):
            yield prop


def _kind(roles: Mapping[str, list[str]], schema: Schema, *, key: bool = False) -> str:
    """What kind of judgement it is, in words or as its section of a data file."""
    stated = [schema.classes[cls] for cls in map(text_of, roles.get(RDF_TYPE, ())) if cls in schema.classes]
    return ", ".join(sorted(cls.key if key else cls.label for cls in stated))


def _undoing(said: Said) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for term, roles in sorted(said.items()):
        for target in roles.get(f"<{CT.undoes}>", ()):
            found[target].append(term)
    return found


def _text(roles: Mapping[str, list[str]], prop: str) -> str:
    return text_of(min(roles.get(f"<{prop}>", ['""'])))
