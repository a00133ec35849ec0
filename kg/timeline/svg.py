"""A timeline drawn: a row a moment, its label left, its interval right.

An interval is as wide as the source leaves it, and fades out where it is open. The line tells how firmly it is said:
solid where it is put forward, dashed where it is also denied, dotted where nobody puts it forward (a denial, a
condition, a plan, a doubt), a hollow mark for the day on which something was said. Texts can be selected and read out.
"""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from kg.paper.html import el, join
from kg.paper.table import length
from kg.timeline.axis import Axis, axis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.paper.html import Markup
    from kg.timeline.model import Moment, Timeline

WIDTH, LABELS, TOP, LINE, GAP, MARGIN = 1180, 560, 92, 15, 9, 24
LETTERS = 78  # of a label in a line
SMALLEST = 5.0  # pixels: a single day must be seen
STYLE = (
    "svg{font:12px system-ui,'Noto Sans',sans-serif;--ink:#1a1a1a;--faint:#666;--grid:#ddd;--line:#0072b2;"
    "--disputed:#d55e00;--paper:#fff}"
    "@media (prefers-color-scheme:dark){svg{--ink:#eee;--faint:#aaa;--grid:#444;--line:#56b4e9;--disputed:#ff9a4d;"
    "--paper:#161616}}"
    "@media print{svg{--ink:#000;--faint:#444;--grid:#ccc;--paper:#fff}}"
    ".paper{fill:var(--paper)}text{fill:var(--ink)}.faint{fill:var(--faint)}.grid{stroke:var(--grid)}"
    ".bar{stroke:var(--line);stroke-width:5}.disputed{stroke:var(--disputed);stroke-dasharray:7 4}"
    ".held{stroke-dasharray:1.5 4}.span{stroke:var(--line)}.end{font-size:17px}"
    ".said{fill:var(--paper);stroke:var(--line);stroke-width:2}"
    ".h{font-weight:600;font-size:16px}"
)
LEGEND = (
    ("bar", "put forward"),
    ("bar disputed", "put forward and denied"),
    ("bar held", "denied, conditional, planned or doubted only"),
)


def draw(found: Timeline) -> Iterator[str]:
    """The drawing as pieces of text; valid, and saying so, where there is nothing to draw."""
    title = f"Timeline: {found.about}" if found.about else "Timeline of the case"
    scale = axis(found.moments, LABELS + MARGIN, WIDTH - MARGIN)
    rows, y = [], float(TOP)
    for moment in found.moments:
        row, y = _row(moment, scale, y)
        rows.append(row)
    empty = None if found.moments else el("text", "Nothing that the case says of it has a date.", x="24", y=_px(y))
    height = y + LINE + MARGIN
    body = join(_heading(title, found), _grid(scale, height), *rows, empty)
    size = {"width": str(WIDTH), "height": _px(height), "viewBox": f"0 0 {WIDTH} {_px(height)}"}
    yield el("svg", body, xmlns="http://www.w3.org/2000/svg", role="img", **size)
    yield "\n"


def _heading(title: str, found: Timeline) -> Markup:
    what = "Dates as the sources give them; a bar is as wide as they leave it. An entry is somebody's claim."
    counted = f"{len(found.moments)} dates; {found.undated} things said carry none"
    marks = []
    for number, (kind, words) in enumerate(LEGEND):
        x = MARGIN + (0, 150, 360)[number]
        marks += [_line(kind, x, x + 34, 66), el("text", words, x=_px(x + 42), y="70", class_="faint")]
    marks += [_ring(MARGIN + 700, 66), el("text", "when it was said", x=_px(MARGIN + 712), y="70", class_="faint")]
    return join(
        el("title", title), el("desc", f"{what} {counted}."), el("style", STYLE),
        el("rect", width="100%", height="100%", class_="paper"),
        el("text", title, x=_px(MARGIN), y="28", class_="h"),
        el("text", f"{what} {counted}.", x=_px(MARGIN), y="47", class_="faint"), *marks,
    )  # fmt: skip


def _grid(scale: Axis, height: float) -> Markup:
    lines = []
    for day, name in scale.ticks():
        x = _px(scale.at(day))
        lines.append(el("line", x1=x, x2=x, y1=_px(TOP - 6), y2=_px(height - MARGIN), class_="grid"))
        lines.append(el("text", name, x=x, y=_px(height - 8), class_="faint", text_anchor="middle"))
    return join(*lines)


def _row(moment: Moment, scale: Axis, y: float) -> tuple[Markup, float]:
    """The row and where the next one starts."""
    words = _words(moment)
    lines = _wrapped(f"{moment.interval}  {words}")
    middle = y + LINE * len(lines) / 2 - 4
    texts = [el("text", line, x=_px(MARGIN), y=_px(y + LINE * number)) for number, line in enumerate(lines)]
    said = "; ".join(moment.stances)
    tip = el("title", f"{moment.dated}: {words}. {said} [{' '.join(moment.claims)}]")
    row = el("g", tip, *texts, _mark(moment, scale, middle))
    return row, y + LINE * len(lines) + GAP


def _words(moment: Moment) -> str:
    who = "; ".join(moment.stances)
    what = moment.what if len(moment.what) < 3 * LETTERS else f"{moment.what[: 3 * LETTERS].rstrip()} …"
    return f"{who}: {what}" if moment.kind == "said" else f"{what} ({who})"


def _wrapped(text: str) -> list[str]:
    """Lines that fit beside the axis; letters that are wider than Latin ones get more room."""
    wide = max(1.0, length(text) / max(len(text), 1))
    return textwrap.wrap(text, int(LETTERS / wide)) or [""]


def _mark(moment: Moment, scale: Axis, y: float) -> Markup:
    start = date.fromisoformat(moment.earliest) if moment.earliest else scale.first
    end = date.fromisoformat(moment.latest) if moment.latest else scale.last
    left, right = scale.at(start), scale.at(end)
    before = bool(moment.earliest) and start < scale.first
    if before and end < scale.first:
        return el("text", f"◂ {moment.interval}", x=_px(left), y=_px(y + 5), class_="faint")
    if moment.kind == "said":
        return join(_line("span", left, right, y) if right > left else None, _ring(left, y), _ring(right, y))
    disputed = " disputed" if moment.disputed else ""
    kind = f"bar{disputed}" if moment.put_forward else "bar held"
    open_ends = join(
        None if moment.earliest and not before else el("text", "◂", x=_px(left - 8), y=_px(y + 6), class_="end"),
        None if moment.latest else el("text", "▸", x=_px(right), y=_px(y + 6), class_="end"),
    )
    return join(_line(kind, left, max(right, left + SMALLEST), y), open_ends)


def _line(kind: str, left: float, right: float, y: float) -> Markup:
    return el("line", x1=_px(left), x2=_px(right), y1=_px(y), y2=_px(y), class_=kind)


def _ring(x: float, y: float) -> Markup:
    return el("circle", cx=_px(x), cy=_px(y), r="4", class_="said")


def _px(value: float) -> str:
    """A number with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
