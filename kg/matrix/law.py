"""What the law side of a matrix says: whether a state stood bound at the time, and how ages lie to a threshold.

Both are told from claims and dates, step by step, and concluded by nobody: a list of dated statuses, and where each
date lies to the days that the claims speak of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.matrix.model import Ages, Status
from kg.tell import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.matrix.rooted import Rooted
    from kg.tell import Reader, Told

Span = tuple[str, str]


class _Dated(NamedTuple):
    earliest: str
    latest: str


def statuses(reader: Reader, rooted: Rooted, instrument: str, state: str, span: Span) -> Iterator[Status]:
    """The statuses claimed of a state, or of every state, under the instrument or the set it belongs to."""
    wanted = {member[1:-1] for member in rooted.identity.members(f"<{state}>")} if state else None
    texts = [instrument, *reader.values(instrument, "ct:partOf")]
    found = {each for text in texts for each in reader.subjects("ct:instrument", text)}
    for proposition in sorted(found):
        parties = set(reader.values(proposition, "ct:party"))
        if parties and (wanted is None or parties & wanted):
            yield _status(reader, proposition, span)


def _status(reader: Reader, proposition: str, span: Span) -> Status:
    dated = _Dated(reader.value(proposition, "ct:earliest"), reader.value(proposition, "ct:latest"))
    claims = [told(reader, claim) for claim in reader.subjects("ct:states", proposition)]
    return Status(
        state=", ".join(reader.labels(proposition, "ct:party")),
        label=", ".join(reader.labels(proposition, "ct:treatyStatus")),
        date=reader.value(proposition, "ct:date"),
        earliest=dated.earliest or dated.latest or "9",
        lies=_lies(dated, span),
        told=tuple(sorted(claims, key=lambda claim: claim.id)),
    )


def _lies(dated: _Dated, span: Span) -> str:
    """Where the date lies to the days spoken of; nothing where one of the two is not known."""
    first, last = span
    if not first and not last:
        return ""
    if not dated.earliest and not dated.latest:
        return ""
    if first and dated.latest and dated.latest < first:
        return "dated before what the marked claims speak of"
    if last and dated.earliest and dated.earliest > last:
        return "dated after what the marked claims speak of"
    return "not certainly before what the marked claims speak of"


def span(reader: Reader, claims: Iterable[Told]) -> Span:
    """The first and last day to which the claims date an event, as far as they do; a side is empty where it is open.

    A birth date or the day on which a post was held is not when anything was done.
    """
    said = {each for claim in claims for each in reader.values(claim.iri, "ct:states")}
    stated = [each for each in said if reader.value(each, "ct:event")]
    firsts = [value for each in stated for value in reader.values(each, "ct:earliest")]
    lasts = [value for each in stated for value in reader.values(each, "ct:latest")]
    return min(firsts, default=""), max(lasts, default="")


def ages(reader: Reader, claims: Iterable[Told], threshold: int) -> Iterator[Ages]:
    """The ages in the case of the populations that the claims speak of, and how they lie to the threshold."""
    stated = {each for claim in claims for each in reader.values(claim.iri, "ct:states")}
    for population in sorted({each for one in stated for each in reader.values(one, "ct:population")}):
        for block in reader.values(population, "ct:ageRange"):
            low, high = (_number(reader.value(block, prop)) for prop in ("ct:minAge", "ct:maxAge"))
            yield Ages(reader.label(population), _range(low, high), _against(low, high, threshold))


def _number(text: str) -> int | None:
    return int(text) if text else None


def _range(low: int | None, high: int | None) -> str:
    """An age range in words.

    >>> _range(6, 17), _range(None, 17), _range(4, None)
    ('6 to 17', 'up to 17', '4 or older')
    """
    if low is None:
        return f"up to {high}"
    return f"{low} or older" if high is None else f"{low} to {high}"


def _against(low: int | None, high: int | None, threshold: int) -> str:
    """How the range lies to ages below the threshold.

    >>> _against(6, 17, 18), _against(6, 17, 15), _against(15, None, 15)
    ('all under 18', 'some under 15, some not', 'none under 15')
    """
    if high is not None and high < threshold:
        return f"all under {threshold}"
    if low is not None and low >= threshold:
        return f"none under {threshold}"
    if low is not None and high is not None:
        return f"some under {threshold}, some not"
    return f"whether under {threshold} is left open"
