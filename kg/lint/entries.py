"""What the register and the sources hold: whether anything uses it, whether it is labelled, and whether it is one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.lint.pages import found
from kg.resolve.records import Literal, Record, Ref
from kg.schema import CT, DATA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.findings import Finding, Position
    from kg.schema import Schema

UNUSED, UNQUOTED, LANGUAGE, CLASH = (
    "lint-entry-unused",
    "lint-source-unquoted",
    "lint-label-language",
    "lint-label-clash",
)
LABEL, ALT_LABEL = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"
ENGLISH = "en"


def unused(records: Sequence[Record], schema: Schema) -> Iterator[Finding]:
    """Entries that nothing refers to, and sources from which nothing is quoted."""
    used = {iri for record in records for iri in _named(record) if iri != record.iri}
    for record in records:
        if record.iri in used or not record.iri:
            continue
        if schema.is_a(record.cls, CT.Source):
            yield _about(UNQUOTED, record, "nothing is quoted from this source")
        elif schema.is_a(record.cls, CT.Entity) or schema.is_a(record.cls, CT.Work):
            yield _about(UNUSED, record, f"no claim, judgement or other entry speaks of this {_called(record, schema)}")


def labels(records: Iterable[Record]) -> Iterator[Finding]:
    """Entries with labels, none of them English."""
    for record in records:
        tags = {s.value.language.partition("-")[0] for s in record.all(LABEL) if isinstance(s.value, Literal)}
        if tags and ENGLISH not in tags:
            yield _about(LANGUAGE, record, "there is no label in English")


def clashes(records: Sequence[Record], schema: Schema) -> Iterator[Finding]:
    """A label or further name that is the label of a kindred entry, unless a judgement names both."""
    mine: dict[str, list[tuple[Record, Position]]] = defaultdict(list)
    entries = [record for record in records if schema.is_a(record.cls, CT.Entity)]
    judged = [set(_named(record)) for record in records if schema.is_a(record.cls, CT.Judgement)]
    for record in entries:
        for text, place in _texts(record, LABEL):
            mine[text].append((record, place))
    for record in entries:
        told = set()
        for text, place in (*_texts(record, LABEL), *_texts(record, ALT_LABEL)):
            for other, there in mine[text]:
                if (
                    other.iri == record.iri
                    or place <= there
                    or other.iri in told
                    or not _kindred(record, other, schema)
                ):
                    continue
                if not any({record.iri, other.iri} <= both for both in judged):
                    told.add(other.iri)
                    message = f"this is also what `{other.iri.removeprefix(DATA)}` is called"
                    yield found(CLASH, place, message, focus=record.iri)._replace(also=(there,))


def _kindred(record: Record, other: Record, schema: Schema) -> bool:
    return schema.is_a(record.cls, other.cls) or schema.is_a(other.cls, record.cls)


def _texts(record: Record, prop: str) -> Iterator[tuple[str, Position]]:
    for statement in record.all(prop):
        if isinstance(statement.value, Literal):
            yield " ".join(statement.value.text.split()).casefold(), statement.place


def _named(record: Record) -> Iterator[str]:
    """The IRIs that people wrote in a record."""
    for statement in record.statements:
        if isinstance(statement.value, Record):
            yield from _named(statement.value)
        elif isinstance(statement.value, Ref) and not statement.computed:
            yield statement.value.iri


def _called(record: Record, schema: Schema) -> str:
    return schema.classes[record.cls].label


def _about(rule: str, record: Record, message: str) -> Finding:
    return found(rule, record.place, message, text=record.iri.removeprefix(DATA), focus=record.iri)
