"""Timelines: intervals stay as wide as their sources leave them, and nothing undated is passed over in silence."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from kg.build import build, open_store
from kg.build.places import table
from kg.quads import text_of
from kg.query.lookup import entity
from kg.tell import Reader
from kg.timeline import FORMATS, Moment, Timeline, gather, write
from kg.timeline.axis import MOST, axis
from tests import cases
from tests.cases import CLAIMS, swap
from tests.console import kg as run
from tests.seedcase import copy

if TYPE_CHECKING:
    from pathlib import Path

DAYS = st.dates().map(date.isoformat)
TEXTS = st.text(max_size=30)


@cache
def _built(folder: Path) -> Path:
    build(folder)
    return folder


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(copy(tmp_path_factory.mktemp("seed")))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case for tests, with a leg in an open span and one that is only planned."""
    claims = swap(CLAIMS, "date: on Tuesday", "date: 2023-05")
    claims += """- id: ca4
  quote: The agency said on Tuesday
  claimant: agency
  stance: announced
  speechAct: announcement
  states: {TransferLeg: {event: transfer, destination: minsk-region, date: 2023-06/..}}
"""
    return _built(cases.make(tmp_path_factory.mktemp("small"), claims=claims))


def timeline(root: Path, thing: str = "", **bounds: str) -> Timeline:
    store = open_store(root)
    iri = text_of(entity(store, thing)) if thing else ""
    return gather(Reader(store, table(root)), iri, **bounds)


def shown(found: Timeline) -> list[tuple[str, str, str, str]]:
    return [(moment.earliest, moment.latest, moment.kind, moment.which) for moment in found.moments]


def test_a_month_stays_a_month_and_an_open_side_stays_open(small: Path) -> None:
    assert shown(timeline(small, "transfer")) == [
        ("2022-01-01", "2022-12-31", "spoken of", "date"),
        ("2023-05-01", "2023-05-31", "said", "date"),
        ("2023-06-01", "", "spoken of", "date"),
    ]


def test_a_denied_date_is_disputed_and_a_planned_one_is_not_put_forward(small: Path) -> None:
    last_year, _, planned = timeline(small, "transfer").moments
    assert last_year.disputed
    assert last_year.put_forward
    assert last_year.stances == ("asserted by the agency", "denied by a minister")
    assert not planned.put_forward
    assert planned.stances == ("announced by the agency",)


def test_words_that_nobody_coded_stand_for_themselves_and_a_mere_condition_is_nobodys(tmp_path: Path) -> None:
    claims = swap(
        CLAIMS,
        "condition: {TransferLeg: {event: transfer, population: children,",
        "condition: {TransferLeg: {event: transfer,",
    )
    claims = swap(claims, "destination: dubrava, date: last year}}\n  states: {Qual", "date: 2021}}\n  states: {Qual")
    claims += """- id: ca4
  quote: The agency said on Tuesday
  claimant: minister
  stance: asserted
  speechAct: statement
  date: 2023-07
  codingStatus: quotedOnly
"""
    root = _built(cases.make(tmp_path, claims=claims))
    (uncoded,) = [moment for moment in timeline(root, "minister").moments if moment.claims == ("ca4",)]
    assert uncoded.what == "words not coded: «The agency said on Tuesday»"
    (condition,) = [moment for moment in timeline(root, "transfer").moments if moment.dated == "2021"]
    assert (condition.claims, condition.stances) == ((), ("said by nobody for itself",))


def test_what_has_no_date_is_counted(small: Path) -> None:
    found = timeline(small)
    assert (
        len(found.moments) + found.undated == 3 + 3 + 2
    )  # three dates; claims ca2 to ca4, a count and a qualification


def test_days_asked_for_keep_what_may_lie_within(small: Path) -> None:
    assert [moment.dated for moment in timeline(small, since="2023-05-20").moments] == ["2023-05", "2023-06/.."]
    found = timeline(small, until="2023-05-01")
    assert [moment.dated for moment in found.moments] == ["2022", "2023-05"]
    assert found.outside == 1


def test_the_seed_case_in_order(seed: Path) -> None:
    assert [(moment.dated, moment.which, moment.claims) for moment in timeline(seed).moments] == [
        ("2022", "date", ("caqc9j",)),
        ("2022-02-24", "date", ("cyevv7",)),
        ("2022-02-24/..", "period", ("cz5r7j",)),
        ("2023-05-23", "as of", ("cz4kkz",)),
        ("2023-05-23", "as of", ("cntfzk",)),
        ("2023-05-23", "date", ("cwxfn6",)),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_moment(form: str, small: Path) -> None:
    found = timeline(small)
    text = "".join(write(found, form))
    assert len(FORMATS) == 4
    assert all(claim in text for moment in found.moments for claim in moment.claims)
    if form == "json":
        assert len(json.loads(text)["moments"]) == len(found.moments)
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 1 + len(found.moments)


def moment(earliest: str, latest: str, text: str) -> Moment:
    return Moment(earliest, latest, "spoken of", text, text, text, (text,), ("supports",), 1, False, (text,), (), "")


@given(st.lists(st.tuples(DAYS, DAYS, TEXTS), max_size=6))
def test_any_drawing_is_well_formed_and_says_what_it_shows(rows: list[tuple[str, str, str]]) -> None:
    moments = tuple(moment(min(one, other), max(one, other), text) for one, other, text in rows)
    drawn = etree.fromstring("".join(write(Timeline("<b>", moments, 0), "svg")).encode())
    titles = drawn.xpath("//*[local-name()='title']")
    assert titles[0].text == "Timeline: <b>"
    assert len(titles) == 1 + len(moments)
    assert drawn.xpath("//*[local-name()='script']|//@href|//@onload") == []


@given(st.dates(), st.dates())
def test_an_axis_holds_its_days_and_has_few_ticks(one: date, other: date) -> None:
    first, last = sorted((one, other))
    scale = axis((moment(first.isoformat(), last.isoformat(), ""),), 100.0, 500.0)
    assert scale.first <= first
    assert last <= scale.last
    ticks = list(scale.ticks())
    assert 100 <= scale.at(first) <= scale.at(last) <= 500
    assert len(ticks) <= MOST + 1 or last - first > timedelta(days=366 * 1200)
    assert all(100 <= scale.at(day) <= 500 for day, _ in ticks)


def test_a_birth_does_not_press_the_rest_into_a_corner() -> None:
    rows = [
        moment("1954-08-30", "1954-08-30", "born"),
        *(moment(f"2023-0{n}-01", f"2023-0{n}-01", "x") for n in range(1, 9)),
    ]
    scale = axis(tuple(rows), 100.0, 500.0)
    assert scale.first.year == 2022
    assert "◂ 1954-08-30" in "".join(write(Timeline("", tuple(rows), 0), "svg"))


def test_a_name_that_is_unknown_is_guessed_at(small: Path) -> None:
    found = run("-C", str(small), "timeline", "Camp Dubrawa")
    assert found.returncode == 2
    assert "did you mean 'Camp Dubrava' (dubrava)?" in found.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--since", "last week"), "`last week` is no date in EDTF"),
        (("--since", "2024", "--until", "2023"), "--since 2024 is after --until 2023"),
        (("--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_words_that_are_off(words: tuple[str, ...], message: str, small: Path) -> None:
    found = run("-C", str(small), "timeline", *words)
    assert found.returncode == 2
    assert message in found.stderr


def test_nothing_dated_is_an_answer_too(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "none.svg"
    found = run("-C", str(small), "timeline", "lawyer", "--format", "svg", "-o", str(target))
    assert found.returncode == 0
    assert "no dates" in found.stderr
    assert "Nothing that the case says of it has a date." in target.read_text("utf-8")
