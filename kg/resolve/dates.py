"""Dates as precise as their source, and no more precise.

A report that says "in March 2022" must not become 2022-03-01: the day would be our invention. Each date keeps its EDTF
form (ISO 8601-2, levels 0 to 2); only the first and last day it may mean are compared.

What the bounds are, where EDTF leaves it open:

- "about" (`~`), "uncertain" (`?`) and both (`%`) keep the bounds of the date they qualify: how far "about" reaches
  is a judgement, and the mark stays in the EDTF form for whoever makes it.
- An end that is open (`..`) or unknown (empty) has no bound.
- Winter has no agreed year. `2022-24` may begin in January 2022 or end in February 2023, so it spans both.

The `edtf` library reads every date that is not plain. Intervals and sets are put together here, since it gives an
unknown end ten years, takes 2023-02-29 for a day, and dies on `{..2021,2022}` and `2022-XX/2023-05`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from io import StringIO

from kg.errors import InputError
from kg.resolve.date_hints import GENERAL, remedy_for

LONGEST = 400  # characters; the library's time grows fast with them
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_SEASON = re.compile(r"(([0-9]{4})-(2[1-9]|3[0-9]|4[01]))[?~%]?")
_BEYOND = re.compile(r"Y-?[0-9]|[0-9][SE][0-9]|(?:\A|[\[{,/.?~%])-[0-9]|(?<![0-9])[0-9]{5}(?![0-9])")
_OVER_NEW_YEAR = {"24", "28", "30"}
"""Winter, northern winter and southern summer."""

_RULE = re.compile(r"(day|month|year) ([+-]?[0-9]{1,4})|(weekday) ([1-7])")


class DateError(InputError):
    """A text that is no date, or a date that does not fit what is asked of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """A date in EDTF and the first and last day it may mean, as ISO dates; None where that side has no bound."""

    edtf: str
    earliest: str | None
    latest: str | None


Bounds = tuple[date | None, date | None]


@lru_cache(maxsize=65536)
def span(text: str) -> Span:
    """The span of an EDTF text; DateError with a remedy if it is none, or ends before it begins.

    >>> span("2022-02/2023")
    Span(edtf='2022-02/2023', earliest='2022-02-01', latest='2023-12-31')
    >>> span("2023~/..")
    Span(edtf='2023~/..', earliest='2023-01-01', latest=None)
    """
    edtf = re.sub(r",\s+", ",", text.strip())
    if not edtf or len(edtf) > LONGEST:
        raise DateError(f"a date of {len(edtf)} characters", remedy=GENERAL)
    if _BEYOND.search(edtf):
        raise DateError(
            f"`{edtf}`: years have four digits, 0001 to 9999", remedy="write 19XX for a century, 199X for a decade"
        )
    try:
        earliest, latest = _bounds(edtf)
    except DateError as error:
        if error.remedy != GENERAL:
            raise
        raise DateError(f"`{edtf}` is no date in EDTF", remedy=remedy_for(edtf)) from None
    return Span(edtf, earliest.isoformat() if earliest else None, latest.isoformat() if latest else None)


def relative(rule: str, base_edtf: str) -> str:
    """The EDTF date that a rule such as "year -1" makes of a source's date, as precise as the rule's unit.

    "weekday 2" is the latest Tuesday on or before the day. Marks of doubt on the source's date pass on. DateError
    where the source's date is less precise than the unit.

    >>> relative("year -1", "2023-05-23"), relative("month 0", "2023-05-23"), relative("weekday 2", "2023-05-25")
    ('2022', '2023-05', '2023-05-23')
    """
    match = _RULE.fullmatch(rule)
    if not match:
        raise DateError(
            f"`{rule}` is no rule for a relative date", remedy="write `year -1`, `month 0`, `day -1` or `weekday 2`"
        )
    unit, number = match[1] or match[3], int(match[2] or match[4])
    marks = "".join(sorted(set(base_edtf) & set("?~%")))
    try:
        return _shifted(unit, number, _within(unit, base_edtf)) + ("%" if len(marks) > 1 else marks)
    except (OverflowError, ValueError):
        raise DateError(f"`{rule}` from {base_edtf} leaves the calendar", remedy="write the date itself") from None


def _bounds(edtf: str) -> Bounds:
    """The bounds of a date, a set or an interval."""
    sides = edtf.split("/")
    if len(sides) > 2:
        raise _no_date(edtf)
    if len(sides) == 1:
        return _set(edtf) if edtf[0] in "[{" else _one(edtf)
    if not set(sides) - {"", ".."}:
        raise DateError(
            f"`{edtf}` is open on both sides and says nothing", remedy="give one side a date, or leave the date out"
        )
    first, last = ((None, None) if side in {"", ".."} else _one(side) for side in sides)
    return _ordered(edtf, first, last)


def _set(edtf: str) -> Bounds:
    """The bounds of `[…]` (one of them) or `{…}` (all of them), each member a date or a run of dates `a..b`."""
    if edtf[-1] != {"[": "]", "{": "}"}[edtf[0]]:
        raise _no_date(edtf)
    members = [_member(edtf, member) for member in edtf[1:-1].split(",")]
    firsts, lasts = [first for first, _ in members], [last for _, last in members]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def _member(edtf: str, member: str) -> Bounds:
    """The bounds of one member of a set."""
    sides = member.split("..")
    if len(sides) > 2 or not any(sides):
        raise _no_date(edtf)
    if len(sides) == 1:
        return _one(member)
    first, last = (_one(side) if side else (None, None) for side in sides)
    return _ordered(edtf, first, last)


def _ordered(edtf: str, first: Bounds, last: Bounds) -> Bounds:
    """From the start of the first to the end of the last, unless that is backwards; `2023/2023-05` is not."""
    start, end = first[0], last[1]
    if start and end and start > end:
        turned = "/".join(reversed(edtf.split("/"))) if "/" in edtf else "the earlier date first"
        raise DateError(f"`{edtf}` ends before it begins", remedy=f"write {turned}")
    return start, end


def _one(text: str) -> Bounds:
    """The bounds of a single date."""
    if season := _SEASON.fullmatch(text):
        return _over_new_year(int(season[2])) if season[3] in _OVER_NEW_YEAR else _read(season[1])
    if plain := _PLAIN.fullmatch(text):
        return _plain(text, *(int(part) if part else None for part in plain.groups()))
    return _read(text)


def _plain(text: str, year: int | None, month: int | None, day: int | None) -> Bounds:
    """The bounds of a year, month or day."""
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else first.month
        return first, date(first.year, last_month, monthrange(first.year, last_month)[1] if day is None else day)
    except ValueError:
        raise DateError(f"`{text}` is not in the calendar", remedy=_calendar_remedy(year, month)) from None


def _calendar_remedy(year: int | None, month: int | None) -> str:
    """What the calendar does have there."""
    if not year:
        return "years begin with 0001"
    if month is None or month not in range(1, 13):
        return "months are 01 to 12; spring, summer, autumn and winter are 21 to 24"
    return f"{year:04}-{month:02} has the days 01 to {monthrange(year, month)[1]}"


def _over_new_year(year: int) -> Bounds:
    """A season that lies on both sides of a New Year, in a year that may be either."""
    return date(year, 1, 1), date(year + 1, 3, 1) - timedelta(days=1)


def _read(text: str) -> Bounds:
    """The bounds the library gives a single date, if they are days of the calendar."""
    from edtf import EDTFParseException, parse_edtf

    try:
        with redirect_stdout(StringIO()):  # the library prints what it fails on
            parsed = parse_edtf(text)
            first, last = parsed.lower_strict(), parsed.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except EDTFParseException:
        raise _no_date(text) from None
    except (AttributeError, TypeError, ValueError):
        remedy = "write the days it may be, such as [2022-05-01..2022-05-09]"
        raise DateError(f"`{text}` has no first and last day", remedy=remedy) from None


def _no_date(text: str) -> DateError:
    return DateError(f"`{text}` is no date in EDTF", remedy=GENERAL)


def _within(unit: str, base: str) -> date:
    """A day of the one year, month or day that the source's date lies in."""
    try:
        whole = span(base)
    except DateError as error:
        raise DateError(f"the source's date is none: {error.message}", remedy=error.remedy) from None
    unit = "day" if unit == "weekday" else unit
    size = {"year": 4, "month": 7, "day": 10}[unit]
    if not whole.earliest or not whole.latest or whole.earliest[:size] != whole.latest[:size]:
        raise DateError(f"the source's date, {base}, is less precise than a {unit}", remedy="write the date itself")
    return date.fromisoformat(whole.earliest)


def _shifted(unit: str, number: int, base: date) -> str:
    """The year, month or day so far from the base, cut to the unit's precision."""
    if unit == "year":
        return date(base.year + number, 1, 1).isoformat()[:4]
    if unit == "month":
        months = base.year * 12 + base.month - 1 + number
        return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
    if unit == "day":
        return (base + timedelta(days=number)).isoformat()
    return (base - timedelta(days=(base.isoweekday() - number) % 7)).isoformat()
