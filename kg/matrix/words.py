"""The sentences of a matrix, the same in every format for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.matrix.model import AGAINST, FOR, NEITHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.matrix.model import Appraisal, Bearing, Matrix, Row, Stance, Status
    from kg.tell import Quotation, Told

HEADINGS = {FOR: "speaks for it", AGAINST: "speaks against it", NEITHER: "touches on it"}
OF_DUTIES = {FOR: "speaks for its being kept", AGAINST: "speaks against its being kept", NEITHER: "touches on it"}
WHAT_IT_IS = (
    "Which claims an editor has marked as speaking to each condition, and which way. Nothing here says that a "
    "condition is fulfilled, or that anybody did anything."
)
CHARACTERISED = "Who says that this provision describes what happened"
STATUS = "What is claimed of the states under this instrument"
CLAIMS = "The claims in their words"


def about(matrix: Matrix) -> Iterator[str]:
    """What stands below the title."""
    yield f"{matrix.instrument}. {matrix.summary}"
    if matrix.editions:
        yield f"the conditions follow: {'; '.join(matrix.editions)}"
    yield from (f"not compared with the original: {part}" for part in matrix.unverified)
    if all(matrix.signed):
        yield f"claims marked by {matrix.signed[0]}, {matrix.signed[1]}"
    if matrix.asked:
        yield f"narrowed to: {'; '.join(matrix.asked)}"
    first, last = matrix.span
    if first or last:
        yield f"the claims marked below speak of {first or '…'} to {last or '…'}, as far as they give dates"


def headings(rows: Sequence[Row]) -> dict[str, str]:
    """What it means to speak for or against the rows: that an element is there, or that a duty was kept."""
    return OF_DUTIES if rows and all(row.is_duty for row in rows) else HEADINGS


def nature(row: Row) -> str:
    """What kind of condition it is, whose duty, and from which age."""
    bearers = f"duty of: {', '.join(row.bearers)}" if row.bearers else ""
    threshold = f"age threshold {row.threshold}" if row.threshold else ""
    return "; ".join(filter(None, (row.kind, bearers, threshold)))


def rests(stance: Stance) -> str:
    """The stance and what its claims rest on; one claim has one root, which need not be counted."""
    named = f": {'; '.join(stance.roots)}" if stance.roots else ""
    return f"{stance.stance} — {stance.rests}{named}"


def bearing(each: Bearing) -> str:
    """Who says it, by which claim, by which form of material, and what befell the claim since."""
    means = f" ({', '.join(each.means)})" if each.means else ""
    fates = f" — since then {', '.join(each.fates)}" if each.fates else ""
    return f"{each.told.claimant} [{each.told.id}]{means}{conditions(each.told)}{fates}"


def conditions(told: Told) -> str:
    """The conditions of a claim, spelled out."""
    return "".join(f" — on the condition {each}" for each in told.conditions)


def reason(each: Bearing, matrix: Matrix) -> str:
    """Why an editor marked it so; signed, unless the page says above that one person marked all."""
    signed = "" if matrix.signed == (each.by, each.date) else f" ({each.by}, {each.date})"
    return f"{each.why}{signed}" if each.why else ""


def appraisal(each: Appraisal) -> str:
    """A signed assessment, as its author's."""
    of = ", ".join(filter(None, (each.person, each.mode)))
    whom_ = f", for {of}" if of else ""
    signed = f"appraised by {each.by} on {each.date} against the standard “{each.standard}”{whom_}"
    return f"{signed}: «{each.conclusion}» {each.why}"


def ages(row: Row) -> Iterator[str]:
    """The ages of the populations spoken of, beside the threshold of the rule."""
    for each in row.ages:
        yield f"ages: {each.population}: {each.ages}; {each.lies}"


def status(each: Status) -> str:
    """A state's status, where its date lies to those spoken of, and by whom it is claimed."""
    claims = ", ".join(f"{told.said} [{told.id}]" for told in each.told)
    dated = "; ".join(filter(None, (each.date or "undated", each.lies)))
    return f"{each.label} ({dated}) — {claims or 'no claim'}"


def claim(told: Told) -> Iterator[str]:
    """A claim in full: stance and claimant, words, and the way they took."""
    yield f"[{told.id}] {told.said}{conditions(told)}"
    yield from (f"{each}" for each in told.states)
    for quotation in told.quotations:
        yield from quoted(quotation)
    read = f"read in {told.source}"
    where = f"in {told.work}{told.through}; {read}" if told.work else f"{read}{told.through}"
    yield " · ".join(filter(None, (where, told.date, told.entered)))


def quoted(quotation: Quotation) -> Iterator[str]:
    """The words in their marks, a translation, or the account of words that were not seen."""
    if quotation.exact:
        yield f"«{quotation.exact}»"
    yield from (f"translated: «{each}»" for each in quotation.translations)
    yield from (f"words not seen; as summarised: {each}" for each in quotation.paraphrases)
