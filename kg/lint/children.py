"""What texts could identify a child by: a name beside an age, initials beside a birth, papers, an address.

Nothing of what is found is repeated: no finding here has a text, a label or a node, and reports show no line of it. All
texts are looked at, the editors' own and quoted ones: a child is not safe because somebody else named it first.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.lint.pages import found
from kg.quads import XSD
from kg.resolve.records import Literal, Record
from kg.schema import CT, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.findings import Finding, Position
    from kg.resolve.records import Statement
    from kg.schema import Schema

PERSON, NAMED, INITIALS = "lint-child-person", "lint-child-named", "lint-child-initials"
DOCUMENT, CONTACT, DESCRIBED = "lint-child-document", "lint-contact", "lint-child-described"
OF_AGE = 18
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
        yield quiet(PERSON, named.place, "a person who is entered as under eighteen has a name here")


def _text(text: str, place: Position, holder: Record, year: int) -> Iterator[Finding]:
    if not _TELLING.search(text):
        return  # no age, day, number or address: most texts, at a tenth of the cost
    if _young(patterns()["named"], text, year):
        yield quiet(NAMED, place, "a name may stand here beside the age of a child")
    elif holder.cls == CT.Person and _young(patterns()["age"], text, year):
        yield quiet(PERSON, place, "a person is entered of whom this says that they are under eighteen")
    elif _young(patterns()["age"], text, year) and patterns()["day"][0].search(text):
        yield quiet(DESCRIBED, place, "the age of one child stands here beside a day")
    if _young(patterns()["initials"], text, year):
        yield quiet(INITIALS, place, "initials stand here beside the age or birth of a child")
    if any(each.search(text) for each in patterns()["document"]):
        yield quiet(DOCUMENT, place, "what looks like the number of somebody's papers stands here")
    if any(each.search(text) for each in patterns()["contact"]):
        yield quiet(CONTACT, place, "what looks like a telephone number, an e-mail address or a dwelling stands here")


def _young(expressions: Iterable[re.Pattern[str]], text: str, year: int) -> bool:
    return any(_is_young(match.groupdict(), year) for each in expressions for match in each.finditer(text))


def _is_young(found_: Mapping[str, str | None], year: int) -> bool:
    age = found_.get("age") or found_.get("years")
    if age:
        return int(age) < OF_AGE
    return year - OF_AGE < int(found_.get("year") or 0) <= year


def newest(records: Iterable[Record]) -> int:
    """The year of the newest source; the first year of all where none has a date."""
    years = [
        int(record.text(CT.latest)[:4]) for record in records if record.cls == CT.Source and record.text(CT.latest)
    ]
    return max(years, default=1)


def quiet(rule: str, place: Position, message: str) -> Finding:
    """A finding of which no report repeats what it is about."""
    return found(rule, place, message)._replace(private=True)


def parts(record: Record) -> Iterator[Record]:
    """The record and those inside it."""
    yield record
    for statement in record.statements:
        if isinstance(statement.value, Record):
            yield from parts(statement.value)


def _within(record: Record) -> Iterator[tuple[Record, Statement]]:
    for part in parts(record):
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
