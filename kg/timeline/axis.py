"""The axis of a drawn timeline: which days it spans, where a day lies on it, and which ticks people can read."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.timeline.model import Moment

MONTHS = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200)  # lengths of a step between ticks
MOST = 12  # ticks on an axis
FEW = 4  # one in so many may be left outside


class Axis(NamedTuple):
    """First and last day, and the pixels between which they lie."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """The day's place in pixels; that of the nearer end for a day outside."""
        day = min(max(day, self.first), self.last)
        span = (self.last - self.first).days
        return self.left + (self.right - self.left) * (day - self.first).days / span

    def ticks(self) -> Iterator[tuple[date, str]]:
        """First days of months or years, evenly apart, each with its name."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((step for step in MONTHS if months / step <= MOST), MONTHS[-1])
        number = -(-(self.first.year * 12 + self.first.month - 1) // step) * step
        while (day := _month(number)) is not None and day <= self.last:
            if day >= self.first:
                yield day, f"{day.year}" if step >= 12 or day.month == 1 else f"{day:%Y-%m}"
            number += step


def axis(moments: tuple[Moment, ...], left: float, right: float) -> Axis:
    """The axis that holds the days the moments name, with some room at both ends.

    A few days that lie far before all others, such as a day of birth, would press these into a corner: they are left
    outside, and drawn as lying there.
    """
    days = sorted(date.fromisoformat(day) for moment in moments for day in (moment.earliest, moment.latest) if day)
    days = _without_stragglers(days) or [date(2022, 1, 1), date(2022, 12, 31)]
    first, last = days[0], days[-1]
    room = max(timedelta(days=15), (last - first) / 40)
    return Axis(_moved(first, -room), _moved(last, room), left, right)


def _without_stragglers(days: list[date]) -> list[date]:
    """The sorted days without the few that lie before a gap of more than three quarters of the whole span."""
    while len(days) > FEW:
        gap, at = max((after - before, number) for number, (before, after) in enumerate(pairwise(days), 1))
        if 4 * gap <= 3 * (days[-1] - days[0]) or FEW * at > len(days):
            break
        days = days[at:]
    return days


def _moved(day: date, by: timedelta) -> date:
    """The day that much earlier or later, or the first or last that there is."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta() else date.max


def _month(number: int) -> date | None:
    """The first day of a month counted from year 0, where the calendar has it."""
    year, month = divmod(number, 12)
    return date(year, month + 1, 1) if 1 <= year <= date.max.year else None
