"""Comparisons for scripts: one JSON document, versioned, that holds everything the other formats show."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.paper.json import text as json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Found, Report

VERSION = 1


def render(report: Report) -> Iterator[str]:
    """The document."""
    content = {
        "format": "kg-conflicts",
        "version": VERSION,
        "build": report.build,
        "inCase": report.total,
        "conflicts": [_plain(found) for found in report.conflicts],
        "notes": [_plain(found) for found in report.notes],
        "unmatchedAnswers": list(report.unmatched),
    }
    yield json_text(content) + "\n"


def _plain(found: Found) -> dict[str, object]:
    values = asdict(found)
    del values["note"]  # said by the list it stands in
    return values
