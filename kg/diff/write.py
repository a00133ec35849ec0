"""A difference for people, for a pull request, and for scripts."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from kg.diff.compare import KINDS, REMOVED, TAKEN_DOWN
from kg.paper.json import text as json_text
from kg.paper.markdown import escaped
from kg.paper.markdown import table as markdown_table
from kg.paper.page import Page
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.diff.answers import Answered
    from kg.diff.compare import Change, Difference

FORMATS = ("table", "md", "json")
VERSION = 1  # of the JSON; a key that goes or changes its meaning makes it 2
NAMED = 3  # rows shown of an answer, values of a key
CLAIMS, LOST = "Claims", "gone without a tombstone"


def write(
    found: Difference, form: str, *, width: int = 100, most: int = 0, shrunk: Iterable[str] = ()
) -> Iterator[str]:
    """The pieces of the text; `most` caps the records listed in a section (0: all), and says what it leaves out."""
    if form == "json":
        body = {"version": VERSION, **asdict(found), "shrunk": list(shrunk)}
        yield json_text(body, indent=1) + "\n"
        return
    text = _Markdown() if form == "md" else _Text(Page(width=width))
    yield from text.title(f"{found.old} → {found.new}")
    for note in found.notes:
        yield from text.line(f"Note: {note}.")
    if found.empty:
        yield from text.line("Nothing differs.")
    yield from _shrunk(tuple(shrunk), text)
    yield from _records(CLAIMS, found.claims, text, most)
    yield from _records("Register, sources and judgements", found.records, text, most)
    yield from _counts(found, text)
    yield from _answers(found.answers, text)


class _Text:
    """Plain text, wrapped."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def title(self, text: str) -> Iterator[str]:
        yield from self._lines(text, "")

    def heading(self, text: str) -> Iterator[str]:
        yield "\n"
        yield from self._lines(text, "")

    def line(self, text: str) -> Iterator[str]:
        yield from self._lines(text, "  ")

    def item(self, head: str, *rest: str) -> Iterator[str]:
        yield from self._lines(head, "  ", "      ")
        for text in rest:
            yield from self._lines(text, "      ", "        ")

    def rows(self, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        for row in (header, *rows):
            yield "  " + "  ".join(visible(cell).ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() + "\n"

    def _lines(self, text: str, first: str, rest: str | None = None) -> Iterator[str]:
        yield from (f"{line}\n" for line in self._page.wrap(visible(text), first, rest))


class _Markdown:
    """Markdown for a pull request."""

    def title(self, text: str) -> Iterator[str]:
        yield f"## What changed: {escaped(text)}\n"

    def heading(self, text: str) -> Iterator[str]:
        yield f"\n### {escaped(text)}\n\n"

    def line(self, text: str) -> Iterator[str]:
        yield f"\n{escaped(text)}\n"

    def item(self, head: str, *rest: str) -> Iterator[str]:
        yield f"- {escaped(head)}\n"
        for text in rest:
            yield f"  - {escaped(text)}\n"

    def rows(self, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        yield from markdown_table(header, rows)


Look = _Text | _Markdown


def _shrunk(sentences: tuple[str, ...], text: Look) -> Iterator[str]:
    if sentences:
        yield from text.heading("Shrunk by more than is allowed")
        for sentence in sentences:
            yield from text.item(sentence)


def _records(title: str, changes: tuple[Change, ...], text: Look, most: int) -> Iterator[str]:
    ranked = sorted(changes, key=lambda change: (KINDS.index(change.kind), change.source, change.cls, change.id))
    for kind, group in groupby(ranked, key=lambda change: change.kind):
        listed = list(group)
        lost = f" ({LOST})" if kind == REMOVED and title == CLAIMS else ""
        yield from text.heading(f"{title} {kind}{lost}: {len(listed)}")
        for change in listed[: most or None]:
            yield from text.item(_head(change), *_details(change))
        if most and len(listed) > most:
            yield from text.item(f"… and {len(listed) - most} more (--max 0 shows all)")


def _head(change: Change) -> str:
    kind = "" if change.cls == "ct:Claim" else f" ({change.cls.removeprefix('ct:')})"
    return f"{change.id}{kind}: {change.label}"


def _details(change: Change) -> Iterator[str]:
    if change.quote:
        yield f"«{change.quote}»{f', in {change.source}' if change.source else ''}"
    if change.by:
        yield f"{'reason' if change.kind == TAKEN_DOWN else 'by'}: {change.by}"
    for key, gone, come in change.values:
        yield f"{key}: {_listed(gone)} → {_listed(come)}"


def _listed(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - NAMED} more" if len(values) > NAMED else ""
    return ", ".join(f"“{value}”" for value in values[:NAMED]) + more or "nothing"


def _counts(found: Difference, text: Look) -> Iterator[str]:
    for title, counts in (("Records by class", found.classes), ("Claims by source", found.sources)):
        if counts:
            yield from text.heading(title)
            rows = [(name, str(old), str(new), f"{new - old:+}") for name, (old, new) in counts.items()]
            yield from text.rows(("", "before", "after", "difference"), rows)


def _answers(answers: tuple[Answered, ...], text: Look) -> Iterator[str]:
    if answers:
        yield from text.heading("Named queries that answer otherwise")
    for each in answers:
        counted = f"{len(each.added)} row(s) more, {len(each.removed)} fewer"
        head = f"{each.query}: {each.unknown or counted}"
        rows = [f"+ {' | '.join(row)}" for row in each.added[:NAMED]]
        rows += [f"- {' | '.join(row)}" for row in each.removed[:NAMED]]
        yield from text.item(head, *rows)
