"""Which dates are one time, as far as figures are concerned.

"As of December 2025" and "on 4 December 2025" speak of one time, "in 2023" and "on 28 March 2023" do not: a number may
have been another in each month of that year. So two spans are one time if they are the same, or if one lies within the
other and that one is no longer than a month. Whoever prints such a comparison says that this was taken for granted.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from kg.derive.intervals import containing
from kg.quads import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.derive.facts import Values

Span = tuple[str, str]
Thing = TypeVar("Thing")

ALWAYS: Span = ("", "~")  # below and above every date: of a matter that time does not change
MONTH = 31  # days


def span(lower: Values | None, upper: Values | None) -> Span | None:
    """First and last day as ISO texts, if both are known."""
    return (text_of(lower[0]), text_of(upper[-1])) if lower and upper else None


@lru_cache(maxsize=4096)
def short(when: Span) -> bool:
    """Whether a span is no longer than a month."""
    try:
        return (date.fromisoformat(when[1]) - date.fromisoformat(when[0])).days < MONTH
    except ValueError:  # before the year 1 or open: long enough
        return False


def one_time(one: Span, other: Span) -> bool:
    """Whether two spans are one time; the same whichever comes first.

    >>> one_time(("2025-12-01", "2025-12-31"), ("2025-12-04", "2025-12-04"))
    True
    >>> one_time(("2023-01-01", "2023-12-31"), ("2023-03-28", "2023-03-28"))
    False
    """
    nested = ((outer, inner) for outer, inner in ((one, other), (other, one)) if _within(inner, outer))
    return one == other or any(short(outer) for outer, _ in nested)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a day; what has no date may share any."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


def moments(
    things: Iterable[Thing], when: Callable[[Thing], Span | None]
) -> Iterator[tuple[Span, list[Thing], list[Thing]]]:
    """For each span that occurs the things of just this span, and those of longer spans that are one time with it.

    One sweep over the distinct spans; what has no time belongs to none.
    """
    at: dict[Span, list[Thing]] = defaultdict(list)
    for thing in things:
        if (time := when(thing)) is not None:
            at[time].append(thing)
    brief = [each for each in at if short(each)]
    around = containing(brief, brief) if len(brief) > 1 else {}
    for each in sorted(at):
        yield each, at[each], [thing for wider in sorted(around.get(each, ())) if wider != each for thing in at[wider]]


def worded(when: Span | None) -> str:
    """A span in words.

    >>> worded(("2025-12-01", "2025-12-31")), worded(("2025-12-04", "2025-12-04")), worded(None)
    ('2025-12-01 to 2025-12-31', '2025-12-04', '')
    """
    if when is None or when == ALWAYS:
        return ""
    return when[0] if when[0] == when[1] else f"{when[0]} to {when[1]}"
