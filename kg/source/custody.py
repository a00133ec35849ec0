"""The log of custody: who did what to a held copy, when, with which tool, and its hash before and after.

One line of JSON an action, in `data/sources/custody.jsonl`, in the keys of the ontology's custody entry. `chain` holds
the SHA-256 of every line that no other line had named yet: an edit or a deletion in the past leaves a line that names
one that is not there. Two branches that git merges (by union) both follow one line, and the next entry names both.

Where even a hash says too much, the lines of a source are blanked: of each stays its own hash, which salt keeps from
being guessed, and the entry that did so names them all. So the chain holds, and nobody can blank a line unseen.
"""

from __future__ import annotations

import hashlib
import json
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.findings import Finding, Position, Severity
from kg.resolve.copies import SHELF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

FILE = f"{SHELF}/custody.jsonl"
TOOL = f"kg {__version__}"
RULE = "custody-broken"
EXTRACTED = "extracted"


class Deed(NamedTuple):
    """One action on the held copy of a source; `action` is a code of the ontology's list.

    `blanked` are the hashes of the lines that this action blanked.
    """

    source: str
    action: str
    who: str
    date: str
    before: str = ""
    after: str = ""
    tool: str = TOOL
    blanked: tuple[str, ...] = ()


class Line(NamedTuple):
    """A line of the log: its number, its own hash, those it follows, and the deed.

    The deed is None where the line cannot be read, and where it was blanked.
    """

    number: int
    sha256: str
    chain: tuple[str, ...]
    deed: Deed | None
    blank: bool = False


def moment(now: datetime) -> str:
    """A time as the log and the data files write it: UTC, to the second."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def read(log: bytes) -> list[Line]:
    """The lines of a log; what is no entry has no deed."""
    return [_line(number, raw) for number, raw in enumerate(log.splitlines(), 1)]


def appended(log: bytes, deeds: Iterable[Deed]) -> bytes:
    """The log with the deeds at its end, the first of them chained to every line that none had followed yet."""
    heads = _heads(read(log))
    text = log if log.endswith(b"\n") or not log else log + b"\n"
    for deed in deeds:
        said = {key: value for key, value in deed._asdict().items() if value}
        raw = _written({**said, "chain": heads, "salt": token_hex(8)})
        heads = [_hash(raw)]
        text += raw + b"\n"
    return text


def blanked(log: bytes, source: str) -> tuple[bytes, tuple[str, ...]]:
    """The log with every line about the source blanked, and the hashes of these."""
    gone: list[str] = []
    rows = []
    for line, raw in zip(read(log), log.splitlines(), strict=True):
        if line.deed and line.deed.source == source:
            gone.append(line.sha256)
            rows.append(_written({"blank": line.sha256, "chain": line.chain}))
        else:
            rows.append(raw)
    return b"".join(row + b"\n" for row in rows), tuple(gone)


def broken(lines: Sequence[Line]) -> Iterator[Finding]:
    """What shows that the past was changed: a line that cannot be read, or that follows one that is not there."""
    known: set[str] = set()
    allowed = {digest for line in lines if line.deed for digest in line.deed.blanked}
    for line in lines:
        where = Position(FILE, line.number, 1)
        gone = [digest for digest in line.chain if digest not in known]
        if line.deed is None and not line.blank:
            yield _finding(where, "the log of custody has a line that is no entry")
        elif line.blank and line.sha256 not in allowed:
            yield _finding(where, "this entry was blanked, and no later one says so")
        elif gone or bool(known) != bool(line.chain):
            what = f"one that is not above it: {gone[0][:16]}…" if gone else "none"
            yield _finding(where, f"this entry follows {what}; the log was changed before it")
        known.add(line.sha256)


def left(lines: Sequence[Line], source: str) -> Line | None:
    """The newest entry that left the bytes of a source somehow; what was taken out of them is another thing."""
    found = [line for line in lines if line.deed and line.deed.source == source and line.deed.action != EXTRACTED]
    return found[-1] if found else None


def _line(number: int, raw: bytes) -> Line:
    digest = _hash(raw)
    try:
        said = json.loads(raw)
        chain = tuple(map(str, said.pop("chain")))
        if "blank" in said:
            return Line(number, str(said["blank"]), chain, None, blank=True)
        said.pop("salt")
        blank = tuple(map(str, said.pop("blanked", ())))
        return Line(number, digest, chain, Deed(**{str(key): str(value) for key, value in said.items()}, blanked=blank))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Line(number, digest, (), None)


def _written(said: dict[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _heads(lines: Sequence[Line]) -> list[str]:
    followed = {digest for line in lines for digest in line.chain}
    return [line.sha256 for line in lines if line.sha256 not in followed]


def _finding(where: Position, message: str) -> Finding:
    remedy = "take the log from git's history; an entry is never changed, a wrong one is followed by a right one"
    return Finding(where, Severity.VIOLATION, RULE, message, remedy)
