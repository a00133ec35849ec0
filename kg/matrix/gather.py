"""Gather a matrix: instrument, provision, its conditions or duties, and what an editor says speaks to each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.derive.standing import undone
from kg.matrix.bearings import NOTHING, Asked, Bearings
from kg.matrix.gaps import gaps
from kg.matrix.law import ages, span, statuses
from kg.matrix.model import Appraisal, Matrix, Row
from kg.matrix.rooted import Rooted
from kg.quads import text_of
from kg.tell.fates import fates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.matrix.model import Status
    from kg.quads import Quad
    from kg.tell import Reader

CONDITIONS = (("ct:element", "ct:elementOf"), ("ct:obligation", "ct:obligationOf"))
_DIGITS = re.compile(r"(\d+)")


def gather(reader: Reader, quads: Sequence[Quad], provision: str, asked: Asked = NOTHING) -> Matrix:
    """The matrix of the provision with this IRI; `quads` are those of the build that the reader reads."""
    rooted = Rooted(quads, reader)
    gone = frozenset(map(text_of, undone(rooted.facts)))
    bearings = Bearings(reader, rooted, fates(rooted.facts), gone, asked)
    rows = tuple(_rows(reader, provision, bearings, gone))
    days = span(reader, (bearing.told for row in rows for bearing in row.bearings))
    instrument = reader.value(provision, "ct:instrument")
    return Matrix(
        id=provision.rpartition("/")[2],
        label=reader.label(provision),
        instrument=reader.label(instrument),
        summary=" ".join(reader.values(provision, "ct:summary")),
        editions=_editions(reader, provision),
        unverified=reader.values(provision, "ct:unverified"),
        asked=tuple(reader.label(each) for each in asked if each),
        span=days,
        rows=rows,
        characterised=bearings.characterising(provision),
        statuses=tuple(sorted(statuses(reader, rooted, instrument, asked.state, days), key=_by_state)),
        silent=tuple(row.label for row in rows if not row.bearings),
    )


def _editions(reader: Reader, provision: str) -> tuple[str, ...]:
    """The editions that the conditions follow: more than one is a mixture, and is said."""
    conditions = [iri for _, home in CONDITIONS for iri in reader.subjects(home, provision)]
    return tuple(sorted({edition for iri in conditions for edition in reader.values(iri, "ct:edition")}))


def _rows(reader: Reader, provision: str, bearings: Bearings, gone: frozenset[str]) -> Iterator[Row]:
    for prop, home in CONDITIONS:
        found = reader.subjects(home, provision)
        for iri in sorted(found, key=lambda each: (_natural(reader.value(each, "skos:notation")), each)):
            yield _row(reader, prop, iri, bearings, gone)


def _row(reader: Reader, prop: str, iri: str, bearings: Bearings, gone: frozenset[str]) -> Row:
    groups = bearings.groups(prop, iri)
    threshold = reader.value(iri, "ct:ageThreshold")
    row = Row(
        id=iri.rpartition("/")[2],
        is_duty=prop == "ct:obligation",
        number=reader.value(iri, "skos:notation"),
        label=reader.label(iri),
        summary=" ".join(reader.values(iri, "ct:summary")),
        kind=", ".join(reader.labels(iri, "ct:elementKind")),
        bearers=reader.labels(iri, "ct:dutyBearer"),
        threshold=int(threshold) if threshold else None,
        unverified=reader.values(iri, "ct:unverified"),
        groups=groups,
        appraisals=tuple(_appraisals(reader, iri, gone)),
        ages=(),
        gaps=gaps(groups),
    )
    told = [bearing.told for bearing in row.bearings]
    return replace(row, ages=tuple(ages(reader, told, row.threshold)) if row.threshold else ())


def _appraisals(reader: Reader, iri: str, gone: frozenset[str]) -> Iterator[Appraisal]:
    for judgement in reader.subjects("ct:assesses", iri):
        if judgement not in gone:
            yield Appraisal(
                conclusion=reader.value(judgement, "ct:conclusion"),
                standard=", ".join(reader.labels(judgement, "ct:assessedAgainst")),
                by=reader.value(judgement, "ct:judgedBy"),
                date=reader.value(judgement, "ct:date"),
                why=reader.value(judgement, "ct:because"),
                person=", ".join(reader.labels(judgement, "ct:ofPerson")),
                mode=", ".join(reader.labels(judgement, "ct:modeOfLiability")),
                entered=reader.entered(judgement),
            )


def _by_state(status: Status) -> tuple[str, str, str]:
    return status.state, status.earliest, status.label


def _natural(number: str) -> tuple[tuple[int, str], ...]:
    """A key by which 2 comes before 10, and 49(2) before 49(10)."""
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in _DIGITS.split(number) if piece)
