"""Where a text stops being YAML, and why, told at the place a person must mend.

A parser stops where it can go no further, and that is often pages after the mistake: an unclosed quotation mark ends
at the next one. So the place is where something was opened, if that is what was not closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Place

if TYPE_CHECKING:
    from typing import Any

COLUMN = "keys of one block start in one column, and each item of a list starts with `- `"
GENERAL = "quote texts that hold `:`, `#`, `{`, `[`, `&`, `*` or quotation marks"
QUOTES = {"'": "write `''` for an apostrophe in it", '"': 'write `\\"` for a quotation mark in it'}
CLOSING = {"{": "}", "[": "]"}
_NO_SPACE = re.compile(r"[ -]*(?P<key>[A-Za-z_]\w*):(?P<value>[^\s/].*)")
_FIRST_KEY = re.compile(r"[ -]*(?P<key>[\w-]+)")


class _Told(NamedTuple):
    place: Place
    message: str
    remedy: str


class _Stop(NamedTuple):
    """Where libyaml gave up (`at`), in the midst of what (`opened`), and the last thing it read in quotation marks."""

    lines: list[str]
    problem: str
    context: str
    at: Place
    opened: Place
    last: Any

    def line(self, number: int) -> str:
        """A line by its number, or nothing."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def char(self, place: Place) -> str:
        """The character at a place, or nothing at the end of a line."""
        return self.line(place.line)[place.column - 1 : place.column]


def syntax(error: yaml.YAMLError, text: str, file: str, last: Any) -> Finding:
    """The finding for a text that is no YAML; `last` is the last event before the error, or None."""
    at = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None) or at
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    context = getattr(error, "context", None) or ""
    stop = _Stop(text.split("\n"), problem, context, _place(at), _place(opened), last)
    steps = (_tab, _quotation, _bracket, _space, _columns)
    told = next((told for step in steps if (told := step(stop))), None) or _plainly(stop)
    where, found = Position(file, *told.place), stop.line(told.place.line).strip()[:120]
    message = f"not readable as YAML: {told.message}"
    return Finding(where, Severity.VIOLATION, "yaml-syntax", message, told.remedy, found)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _plainly(stop: _Stop) -> _Told:
    """The parser's own words, for want of better ones."""
    return _Told(stop.at, f"{stop.problem} {stop.context}".strip(), GENERAL)


def _tab(stop: _Stop) -> _Told | None:
    line = stop.line(stop.at.line)
    within = "\t" in line[: len(line) - len(line.lstrip())]
    if within or ("cannot start any token" in stop.problem and "\t" in line):
        return _plainly(stop)._replace(remedy="indent with spaces, never with tabs")
    return None


def _quotation(stop: _Stop) -> _Told | None:
    """A quotation mark that is not closed, or closed too early."""
    if "quoted scalar" in stop.context and "end of stream" in stop.problem:
        return _unclosed(stop.opened, stop, "")
    last = stop.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in QUOTES or "scanning" in stop.context:
        return None
    start, end = _place(last.start_mark), _place(last.end_mark)
    if end.line != stop.at.line or stop.line(end.line)[end.column - 1 : stop.at.column - 1].strip():
        return None
    if start.line < end.line:
        return _unclosed(start, stop, f" before line {end.line}")
    if "mapping values" in stop.problem or stop.char(stop.at) in {"}", "]"}:
        return None
    message = "more text after a closing quotation mark"
    return _Told(stop.at, message, f"put the whole text between `{last.style}`, and {QUOTES[last.style]}")


def _unclosed(start: Place, stop: _Stop, until: str) -> _Told:
    mark = stop.char(start)
    message = f"a quotation mark opened here is not closed{until}"
    return _Told(start, message, f"close it with `{mark}`, and {QUOTES.get(mark, GENERAL)}")


def _bracket(stop: _Stop) -> _Told | None:
    """A brace or bracket that is not closed."""
    if "flow node" in stop.context and not "".join(stop.lines[stop.at.line - 1 :])[stop.at.column - 1 :].strip():
        stop = stop._replace(opened=_last_open(stop.lines) or stop.opened)
    mark = stop.char(stop.opened)
    if "flow" not in stop.context or mark not in CLOSING:
        return None
    if stop.at.line == stop.opened.line and stop.char(stop.at) not in CLOSING.values():
        remedy = f"write `,` before the next, or `{CLOSING[mark]}` at the end; quote a text that holds either"
        return _Told(stop.at, f"neither `,` nor `{CLOSING[mark]}` inside `{mark}`", remedy)
    message, closing = f"a `{mark}` opened here is not closed", CLOSING[mark]
    return _Told(stop.opened, message, f"close it with `{closing}`; reading failed on line {stop.at.line}")


def _last_open(lines: list[str]) -> Place | None:
    """The last brace or bracket that nothing after it closes."""
    closed = 0
    for number in range(len(lines), 0, -1):
        for column in range(len(lines[number - 1]), 0, -1):
            char = lines[number - 1][column - 1]
            if char in CLOSING and not closed:
                return Place(number, column)
            closed += (char in CLOSING.values()) - (char in CLOSING)
    return None


def _space(stop: _Stop) -> _Told | None:
    """A colon without the space that makes it the end of a key."""
    if "expected ':'" in stop.problem:
        number = stop.opened.line
    elif "mapping values" in stop.problem:
        number = next((n for n in range(stop.at.line - 1, 0, -1) if stop.line(n).strip()), 0)
    else:
        return None
    match = _NO_SPACE.match(stop.line(number))
    if match:
        remedy = f"a space belongs after the colon: `{match['key']}: {match['value'].strip()[:40]}`"
        return _Told(Place(number, match.start("key") + 1), "no space after a colon", remedy)
    if "expected ':'" in stop.problem:
        return _Told(stop.opened, "a key without its colon", "write `key: value`, or indent a text that goes on")
    return None


def _columns(stop: _Stop) -> _Told | None:
    """Keys that stand in the wrong column."""
    line = stop.line(stop.at.line)
    if "mapping values" in stop.problem:
        key = _FIRST_KEY.match(line)
        if key and key.end() == stop.at.column - 1:
            return _Told(Place(stop.at.line, key.start("key") + 1), "a key in a column where none can start", COLUMN)
        return _Told(stop.at, "a second `: ` in one line", "quote a text that holds `: `, or mend the indentation")
    if not stop.problem.startswith("did not find expected") or "flow" in stop.context:
        return None
    if not line[: stop.at.column - 1].strip():
        return _Told(stop.at, "a key in a column where none can start", COLUMN)
    if (mark := stop.char(stop.at)) in {"}", "]"}:
        return _Told(stop.at, f"a `{mark}` that closes nothing", "take it out")
    return None
