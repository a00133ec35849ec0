"""What could identify a child: a name beside an age, a birth, papers, an address, a group of one to three.

Nothing of what is found is repeated: no finding here has a text, a label or a node, and reports show no line of it. All
texts are looked at, the editors' own and quoted ones: a child is not safe because somebody else named it first.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.lint.pages import found
from kg.quads import XSD
from kg.resolve.records import Literal, Record, Ref
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.findings import Finding, Position
    from kg.resolve.records import Statement
    from kg.schema import Schema

PERSON, NAMED, BIRTH, INITIALS = "lint-child-person", "lint-child-named", "lint-child-birth", "lint-child-initials"
DOCUMENT, CONTACT, GROUP, DESCRIBED = "lint-child-document", "lint-contact", "lint-child-group", "lint-child-described"
OF_AGE = 18
FEW = 3  # people of whom each knows the others
TEXTS = {XSD + "string", PREFIXES["rdf"] + "langString"}
_TELLING = re.compile(r"[\d@]")
LABEL = PREFIXES["rdfs"] + "label"


def in_texts(records: Iterable[Record], schema: Schema, year: int) -> Iterator[Finding]:
    """What texts give away; `year` is that of the newest source, by which a birth is a child's."""
    for record in records:
        for holder, statement in _within(record):
            if isinstance(statement.value, Literal) and not statement.computed and _is_text(statement.property, schema):
                yield from _text(statement.value.text, statement.place, holder, year)
        if record.cls == CT.Person:
            yield from _minor(record)


def _is_text(prop: str, schema: Schema) -> bool:
    return not TEXTS.isdisjoint(schema.properties[prop].ranges)


def _minor(record: Record) -> Iterator[Finding]:
    """A person entered as under eighteen, and with a name: the shapes refuse the entry, this is about the name."""
    named = record.first(LABEL)
    if record.text(CT.minor) == "true" and named:
        yield _quiet(PERSON, named.place, "a person who is entered as under eighteen has a name here")


def _text(text: str, place: Position, holder: Record, year: int) -> Iterator[Finding]:
    if not _TELLING.search(text):
        return  # no age, day, number or address: most texts, at a tenth of the cost
    if _young(patterns()["named"], text, year):
        yield _quiet(NAMED, place, "a name may stand here beside the age of a child")
    elif holder.cls == CT.Person and _young(patterns()["age"], text, year):
        yield _quiet(PERSON, place, "a person is entered of whom this says that they are under eighteen")
    elif _young(patterns()["age"], text, year) and patterns()["day"][0].search(text):
        yield _quiet(DESCRIBED, place, "the age of one child stands here beside a day")
    if _young(patterns()["initials"], text, year):
        yield _quiet(INITIALS, place, "initials stand here beside the age or birth of a child")
    if any(each.search(text) for each in patterns()["document"]):
        yield _quiet(DOCUMENT, place, "what looks like the number of somebody's papers stands here")
    if any(each.search(text) for each in patterns()["contact"]):
        yield _quiet(CONTACT, place, "what looks like a telephone number, an e-mail address or a dwelling stands here")


def _young(expressions: Iterable[re.Pattern[str]], text: str, year: int) -> bool:
    return any(_is_young(match.groupdict(), year) for each in expressions for match in each.finditer(text))


def _is_young(found_: Mapping[str, str | None], year: int) -> bool:
    age = found_.get("age") or found_.get("years")
    if age:
        return int(age) < OF_AGE
    return year - OF_AGE < int(found_.get("year") or 0) <= year


def births(records: Iterable[Record], year: int) -> Iterator[Finding]:
    """Births of people who were under eighteen when the newest source was published."""
    for record in records:
        for part in _parts(record):
            born = part.text(CT.latest) if part.cls == CT.Birth else ""
            if born and date.fromisoformat(born).year > year - OF_AGE:
                said = part.first(CT.date)
                yield _quiet(
                    BIRTH, said.place if said else part.place, "the birth of somebody who may be under eighteen"
                )


def groups(records: Iterable[Record], schema: Schema) -> Iterator[Finding]:
    """Groups of one to three people with a day and a place that a walk would find."""
    every = list(records)
    parts = [part for record in every for part in _parts(record)]
    few = {_population(part) for part in parts if part.cls == CT.Count and _small(part.text(CT.statedCount))}
    children = {record.iri for record in every if record.cls == CT.Population and _may_be_children(record, schema)}
    fine = {record.iri for record in every if schema.is_a(record.cls, CT.Place) and _is_fine(record, schema)}
    for part in parts:
        if (
            _population(part) in few & children
            and part.text(CT.earliest)
            and part.text(CT.earliest) == part.text(CT.latest)
        ):
            near = next((s for s in part.statements if isinstance(s.value, Ref) and s.value.iri in fine), None)
            if near:
                yield _quiet(GROUP, near.place, f"a group of one to {FEW} children has a day and a place here")


def _small(text: str) -> bool:
    return text.isdigit() and 0 < int(text) <= FEW


def _population(part: Record) -> str:
    return part.text(CT.population)


def _may_be_children(record: Record, schema: Schema) -> bool:
    unit = schema.concepts.get(record.text(CT.countsWhom))
    return unit is None or unit.marks.get("mayBeChildren") == "true"


def _is_fine(place: Record, schema: Schema) -> bool:
    """Whether the place is a settlement, or finer; one without a point counts, unless it is the land of a state."""
    geometry = place.first(CT.geometry)
    if geometry is None or not isinstance(geometry.value, Record):
        return place.first(CT.territoryOf) is None
    precision = schema.concepts.get(geometry.value.text(CT.precision))
    limit = int(schema.concepts[CT.settlementLevel].marks["rank"])
    return precision is None or int(precision.marks["rank"]) <= limit


def newest(records: Iterable[Record]) -> int:
    """The year of the newest source; the first year of all where none has a date."""
    years = [
        int(record.text(CT.latest)[:4]) for record in records if record.cls == CT.Source and record.text(CT.latest)
    ]
    return max(years, default=1)


def _quiet(rule: str, place: Position, message: str) -> Finding:
    return found(rule, place, message)._replace(private=True)


def _parts(record: Record) -> Iterator[Record]:
    """The record and those inside it."""
    yield record
    for statement in record.statements:
        if isinstance(statement.value, Record):
            yield from _parts(statement.value)


def _within(record: Record) -> Iterator[tuple[Record, Statement]]:
    for part in _parts(record):
        yield from ((part, statement) for statement in part.statements)


@lru_cache(maxsize=1)
def patterns() -> dict[str, list[re.Pattern[str]]]:
    """The expressions of `identifying.toml`, made ready."""
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("identifying.toml").read_text("utf-8"))
    parts = {"{name}": raw.pop("name"), "{number}": r"\d{1,2}"}
    made = {"day": [re.compile(rf"(?<!\d)(?:{raw.pop('day')})(?!\d)")]}
    for kind, texts in raw.items():
        made[kind] = [re.compile(_filled(text, parts)) for text in texts]
    return made


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, pattern in parts.items():
        text = text.replace(name, pattern)
    return text
