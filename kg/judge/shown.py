"""Judgements and their conflicts as rows: what tables, spreadsheets and scripts get alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.findings import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.build import Assembly
    from kg.judge.conflicts import Conflict
    from kg.judge.signed import Signed

Row = dict[str, str]
HEADER = ("id", "kind", "about", "judged", "by", "date", "state", "why", "entered")
CONFLICT_HEADER = ("conflict", "between", *HEADER[:1], *HEADER[2:8], "meanwhile")


def rows(each: Signed, assembly: Assembly) -> Row:
    """One judgement."""
    return {
        "id": each.id,
        "kind": each.kind,
        "about": "; ".join(_called(term, assembly) for term in each.about),
        "judged": each.outcome,
        "by": each.by,
        "date": each.date,
        "state": _state(each),
        "why": each.why,
        "entered": f"{each.place.file}:{each.place.line}",
    }


def conflict_rows(conflict: Conflict, assembly: Assembly) -> Iterator[Row]:
    """One row for each judgement of a conflict."""
    between = " and ".join(dict.fromkeys(_called(term, assembly) for term in conflict.of))
    for each in conflict.judgements:
        row = {"conflict": conflict.kind, "between": between, **rows(each, assembly), "meanwhile": conflict.meanwhile}
        yield {key: row[key] for key in (*CONFLICT_HEADER, "kind", "entered")}


def _state(each: Signed) -> str:
    """Whether it holds; that it is stale besides being blocked is said too."""
    by = f" by {', '.join(short(term) for term in each.undone_by)}" if each.undone_by else ""
    return f"{each.state}{by}, stale" if each.stale and each.state == "blocked" else f"{each.state}{by}"


def _called(term: str, assembly: Assembly) -> str:
    """The label and the id by which it can be asked about again; the id alone where there is no other name."""
    label, ident = assembly.derivation.labels.of(term), short(term)
    return ident if label == ident else f"{label} ({ident})"
