"""Comparisons for a spreadsheet: a row for each claim on each side, so that rows can be sorted and filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.conflicts.text import quoted
from kg.paper import sheet
from kg.screen import visible_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Found, Report

HEADER = (
    "id", "kind", "rule", "state", "about", "because", "taken_for_granted", "side", "agrees", "roots", "claim",
    "claimant", "stance", "speech_act", "words", "work", "relays", "source", "date", "entered", "answers",
)  # fmt: skip


def render(report: Report) -> Iterator[str]:
    """The lines of the sheet, header first."""
    return sheet.table(HEADER, (row for found in visible_in(report).found for row in _rows(found)))


def _rows(found: Found) -> Iterator[list[str]]:
    head = [found.id, found.kind, found.rule, found.state, found.about, found.because, "; ".join(found.assumed)]
    answers = "; ".join(f"{each.outcome} ({each.by}, {each.date}): {each.why}" for each in found.answers)
    for side in found.sides:
        own = [side.label, "yes" if side.agrees else "no", "; ".join(side.roots)]
        for c in side.claims:
            words, relays = "; ".join(quoted(c)), "; ".join(c.relays)
            said = [c.id, c.claimant, c.stance, c.speech_act, words, c.work, relays, c.source, c.date, c.entered]
            yield [*head, *own, *said, answers]
    for each in found.judgements:
        said = [each.id, each.by, "", "judgement", each.why, "", "", "", each.date, each.entered]
        yield [*head, each.outcome, "no", "", *said, answers]
