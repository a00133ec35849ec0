"""EDTF dates, their bounds, and relative wordings."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.resolve.dates import DateError, Span, relative, span

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def read(text: str) -> Span | DateError:
    """The span, or why there is none."""
    try:
        return span(text)
    except DateError as error:
        return error


def bounds(text: str) -> tuple[str | None, str | None]:
    """First and last day."""
    whole = span(text)
    return whole.earliest, whole.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-05-23", "2023-05-23", "2023-05-23"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2022-02/2023", "2022-02-01", "2023-12-31"),
        ("2023/2023-05", "2023-01-01", "2023-05-31"),
        ("2022-02-24/..", "2022-02-24", None),
        ("../2023", None, "2023-12-31"),
        ("2022/", "2022-01-01", None),
        ("/2022-05", None, "2022-05-31"),
        # doubt keeps the bounds
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2023-05?", "2023-05-01", "2023-05-31"),
        ("2023-05-23%", "2023-05-23", "2023-05-23"),
        ("?2022-05", "2022-05-01", "2022-05-31"),
        ("2022-~05-23", "2022-05-23", "2022-05-23"),
        ("~2022/2023?", "2022-01-01", "2023-12-31"),
        # digits left open
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("2022-02-XX", "2022-02-01", "2022-02-28"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2021-XX-31", "2021-01-31", "2021-12-31"),
        ("2022-XX/2023-05", "2022-01-01", "2023-05-31"),
        # seasons; winter has no agreed year
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-23~", "2022-09-01", "2022-11-30"),
        ("2022-24", "2022-01-01", "2023-02-28"),
        ("2023-28", "2023-01-01", "2024-02-29"),
        ("2022-33", "2022-01-01", "2022-03-31"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        ("2022-21/2022-23", "2022-03-01", "2022-11-30"),
        # sets
        ("[2021, 2022-05]", "2021-01-01", "2022-05-31"),
        ("{2022-03-01,2022-03-08}", "2022-03-01", "2022-03-08"),
        ("[2022-03-01..2022-03-08]", "2022-03-01", "2022-03-08"),
        ("[..2021]", None, "2021-12-31"),
        ("{..2021,2023}", None, "2023-12-31"),
        ("[2021,2022..]", "2021-01-01", None),
        # with a time of day
        ("2022-05-23T12:00:00Z", "2022-05-23", "2022-05-23"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    assert bounds(text) == (earliest, latest)


def test_the_form_of_the_source_is_kept_but_for_white_space() -> None:
    assert span(" 2023-05~\n") == Span("2023-05~", "2023-05-01", "2023-05-31")
    assert span("[2021, 2022]").edtf == "[2021,2022]"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("2023-02-30", "not in the calendar", "2023-02 has the days 01 to 28"),
        ("2023-02-29/2023-03", "not in the calendar", "01 to 28"),
        ("2023-04-00", "not in the calendar", "01 to 30"),
        ("2023-13", "not in the calendar", "months are 01 to 12"),
        ("2023-00", "not in the calendar", "months are 01 to 12"),
        ("0000", "not in the calendar", "0001"),
        ("soon", "no date", "YYYY-MM-DD"),
        ("May 2023", "no date", "YYYY-MM-DD"),
        ("Yesterday", "no date", "YYYY-MM-DD"),
        ("23.05.2023", "no date", "write 2023-05-23"),
        ("23/05/2023", "no date", "write 2023-05-23"),
        ("05/06/2023", "no date", "write 2023-06-05 or 2023-05-06"),
        ("31.02.2023", "no date", "YYYY-MM-DD"),
        ("2023/05/23", "no date", "write 2023-05-23"),
        ("20230523", "no date", "write 2023-05-23"),
        ("2023-5-3", "no date", "write 2023-05-03"),
        ("2023–05–23", "no date", "write 2023-05-23"),
        ("05.2023", "no date", "write 2023-05"),
        ("05/2023", "no date", "write 2023-05"),
        ("2023.05", "no date", "write 2023-05"),
        ("2022-2023", "no date", "write 2022/2023"),
        ("2022..2023", "no date", "write 2022/2023"),
        ("1990s", "no date", "write 199X"),
        ("1990-х", "no date", "write 199X"),
        ("ca. 2023", "no date", "write 2023~"),
        ("2022-uu", "no date", "write 2022-XX"),
        ("199u", "no date", "write 199X"),
        ("2022/open", "no date", "write 2022/.."),
        ("unknown/2022", "no date", "write /2022"),
        ("2023/2022", "ends before it begins", "write 2022/2023"),
        ("[2023..2022]", "ends before it begins", "earlier"),
        ("../..", "says nothing", "leave the date out"),
        ("/", "says nothing", "leave the date out"),
        ("2021/2022/2023", "no date", "YYYY-MM-DD"),
        ("[2022", "no date", "YYYY-MM-DD"),
        ("[]", "no date", "YYYY-MM-DD"),
        ("[..]", "no date", "YYYY-MM-DD"),
        ("[2021..2022..2023]", "no date", "YYYY-MM-DD"),
        ("12023", "four digits", "19XX"),
        ("Y12023", "four digits", "19XX"),
        ("Y-17E7", "four digits", "19XX"),
        ("1950S2", "four digits", "19XX"),
        ("-0044", "four digits", "19XX"),
        ("2022-05-3X", "no first and last day", "[2022-05-01..2022-05-09]"),
        ("2023-02-29T12:00:00", "no first and last day", "write the days"),
        ("٢٠٢٣", "no date", "YYYY-MM-DD"),
        ("2023😀", "no date", "YYYY-MM-DD"),
        ("", "characters", "YYYY-MM-DD"),
        ("[" + "2022," * 300 + "2023]", "characters", "YYYY-MM-DD"),
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str, message: str, remedy: str) -> None:
    with pytest.raises(DateError, match=message) as caught:
        span(text)
    assert remedy in caught.value.remedy
    assert isinstance(caught.value, InputError)


def test_the_library_writes_nothing_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DateError):
        span("2021-1X")
    assert capsys.readouterr().out == ""


@settings(deadline=None)
@given(DAYS)
def test_a_less_precise_date_holds_a_more_precise_one(day: date) -> None:
    whole = day.isoformat()
    year, month, single = span(whole[:4]), span(whole[:7]), span(whole)
    assert str(year.earliest) <= str(month.earliest) <= str(single.earliest) == whole
    assert whole == str(single.latest) <= str(month.latest) <= str(year.latest)


PARTS = st.builds(
    lambda day, size, mark: day.isoformat()[:size] + mark,
    DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)
SEASONS = st.builds(lambda year, season: f"{year:04}-{season}", st.integers(1, 9998), st.integers(21, 41))
OPEN = st.builds(
    lambda day, size: day.isoformat()[:size] + "X" * (4 - size),
    DAYS.filter(lambda day: day.year > 999),
    st.integers(1, 3),
)
SIDES = PARTS | SEASONS | OPEN
SETS = st.builds(
    lambda members, kind: kind[0] + ",".join(members) + kind[1],
    st.lists(SIDES, min_size=1, max_size=3),
    st.sampled_from(["[]", "{}"]),
)


@settings(deadline=None)
@given(SIDES | SETS | st.builds("{}/{}".format, SIDES | st.sampled_from(["", ".."]), SIDES))
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    whole = read(text)
    if isinstance(whole, DateError):
        assert "before it begins" in whole.message
        return
    for day in filter(None, (whole.earliest, whole.latest)):
        assert date.fromisoformat(day).isoformat() == day
    assert whole.earliest is None or whole.latest is None or whole.earliest <= whole.latest


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789-/.X~?%[]{},YES: T"), max_size=14) | st.text(max_size=8))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    whole = read(text)
    if isinstance(whole, DateError):
        assert whole.remedy
    else:
        assert whole.earliest or whole.latest


@pytest.mark.parametrize(
    ("rule", "base", "expected"),
    [
        ("year -1", "2023-05-23", "2022"),
        ("year 0", "2023", "2023"),
        ("year -1", "2023~", "2022~"),
        ("month 0", "2023-05-23", "2023-05"),
        ("month -5", "2023-05", "2022-12"),
        ("month 8", "2023-05", "2024-01"),
        ("month 0", "2023-05-01/2023-05-09", "2023-05"),
        ("day 0", "2023-05-23", "2023-05-23"),
        ("day -1", "2024-03-01", "2024-02-29"),
        ("weekday 2", "2023-05-23", "2023-05-23"),
        ("weekday 2", "2023-05-22", "2023-05-16"),
        ("weekday 7", "2023-05-23?", "2023-05-21?"),
        ("day -1", "2023-05-23T08:00:00Z", "2023-05-22"),
    ],
)
def test_a_relative_wording_is_resolved_as_precisely_as_it_speaks(rule: str, base: str, expected: str) -> None:
    assert relative(rule, base) == expected
    assert span(expected).edtf == expected


@pytest.mark.parametrize(
    ("rule", "base", "message"),
    [
        ("weekday 2", "2023-05", "less precise than a day"),
        ("day -1", "2023", "less precise than a day"),
        ("month 0", "2023", "less precise than a month"),
        ("year -1", "2022/2023", "less precise than a year"),
        ("year -1", "2022/..", "less precise than a year"),
        ("year -1", "soon", "the source's date is none"),
        ("year -3000", "2023", "leaves the calendar"),
        ("month -9999", "0012-05", "leaves the calendar"),
        ("day 1", "9999-12-31", "leaves the calendar"),
        ("weekday 8", "2023-05-23", "no rule"),
        ("fortnight -1", "2023-05-23", "no rule"),
        ("", "2023-05-23", "no rule"),
    ],
)
def test_a_relative_wording_that_cannot_be_resolved_is_refused(rule: str, base: str, message: str) -> None:
    with pytest.raises(DateError, match=message) as caught:
        relative(rule, base)
    assert caught.value.remedy


@settings(deadline=None)
@given(DAYS.filter(lambda day: day.year > 1), st.integers(1, 7))
def test_a_weekday_lies_within_the_week_that_ends_with_the_source(day: date, weekday: int) -> None:
    found = date.fromisoformat(relative(f"weekday {weekday}", day.isoformat()))
    assert found.isoweekday() == weekday
    assert timedelta(0) <= day - found < timedelta(7)


def test_plain_dates_never_load_the_library() -> None:
    code = (
        "import sys; from kg.resolve.dates import span, relative\n"
        "for text in ('2023', '2023-05~', '2023-05-23', '2022/2023-05', '../2023', '[2021,2022]'): span(text)\n"
        "relative('weekday 2', '2023-05-23'); sys.exit('edtf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
