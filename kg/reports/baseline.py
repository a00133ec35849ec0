"""Findings that a team knows of and accepts for a time, in a file in git: each with who knows why, and until when.

Decision: entries are known by fingerprint; what else an entry says is for people. An entry that no finding answers is
told as stale, one past its day accepts nothing, one without a reason is told. Rejected: accepting a rule or a file as a
whole, which would hide the next fault of its kind. Consequence: a baseline only ever shrinks by itself.

    - fingerprint: 5f0c2a…        written by `--update-baseline`, as are rule, where and what
      rule: cts:Claim-hedge
      where: data/claims/x.yaml
      what: A tentative claim keeps the words that make it so.
      reason: the author was asked on 3 March
      expires: 2027-01-31         may be left out
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.findings import Finding, Position, Severity
from kg.read.nodes import Mapping, Scalar, Sequence
from kg.read.yaml import read
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.findings import Report

FILE = "kg-baseline.yaml"
KEYS = ("fingerprint", "rule", "where", "what", "reason", "expires")
HEAD = "# Findings that are known and accepted; see `kg check --help`. Give each a reason, and a day when it ends.\n"
STALE, EXPIRED, UNREASONED = "baseline-stale", "baseline-expired", "baseline-without-reason"
REMEDY = "write a list of entries, or let `--update-baseline` write it"


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding; `place` is where the baseline says so."""

    fingerprint: str
    place: Position
    rule: str = ""
    where: str = ""
    what: str = ""
    reason: str = ""
    expires: str = ""


def load(path: Path, name: str) -> list[Entry]:
    """The entries of a baseline; raises InputError with its place where it is none. `name` is what findings call it."""
    try:
        content, found = read(path.read_text("utf-8"), name)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the baseline cannot be read: {error}", remedy="name another", where=name) from error
    if found:
        raise InputError(found[0].message, remedy=found[0].remedy, where=str(found[0].position))
    if content is None:
        return []
    if not isinstance(content, Sequence):
        raise InputError("a baseline is a list", remedy=REMEDY, where=name)
    return [_entry(item, name) for item in content.items]


def _entry(item: object, name: str) -> Entry:
    if not isinstance(item, Mapping):
        raise InputError("an entry of a baseline is a block of keys", remedy=REMEDY, where=name)
    place = Position(name, *item.place)
    for key, value in item.entries.values():
        if key.text not in KEYS or not isinstance(value, Scalar):
            known = f"use a text under {', '.join(KEYS)}"
            raise InputError(f"`{key.text}` is not read here", remedy=known, where=f"{name}:{key.place.line}")
    said = {key: item.text(key) for key in KEYS}
    if not said["fingerprint"]:
        raise InputError("an entry without a fingerprint", remedy=REMEDY, where=str(place))
    if said["expires"] and _day(said["expires"]) is None:
        remedy = "write a day as 2027-01-31, or leave it out"
        raise InputError(f"`{said['expires']}` is no day", remedy=remedy, where=str(place))
    return Entry(place=place, **said)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def apply(report: Report, entries: Iterable[Entry], today: date, *, whole: bool) -> Report:
    """The report with what is accepted set apart; entries can be stale only where the `whole` was looked at."""
    report = report.marked()
    known = {entry.fingerprint: entry for entry in entries}
    kept: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    unanswered, over = dict(known), set()
    for finding, digest in ((each, report.mark(each)) for each in report.findings):
        entry = unanswered.pop(digest, None)
        if entry is None or _over(entry, today):
            kept.append(finding)
            over.add(digest)
        else:
            accepted.append((finding, entry.reason))
    told = [*_told(known.values(), over, today), *(_stale(entry) for entry in unanswered.values() if whole)]
    return replace(report, findings=tuple(kept), accepted=tuple(accepted)).with_findings(told)


def _over(entry: Entry, today: date) -> bool:
    last = _day(entry.expires) if entry.expires else None
    return last is not None and last < today


def _told(entries: Iterable[Entry], over: set[str], today: date) -> Iterator[Finding]:
    for entry in entries:
        if entry.fingerprint in over and _over(entry, today):
            message = f"the time of this entry is over since {entry.expires}"
            yield _about(entry, EXPIRED, message, "mend what it accepted, or give it a new day and a reason")
        if not entry.reason:
            yield _about(entry, UNREASONED, "nobody says why this is accepted", "give a `reason`")


def _stale(entry: Entry) -> Finding:
    what = f"{entry.rule}: {entry.what}" if entry.rule else entry.fingerprint
    return _about(entry, STALE, "what this entry accepts is no longer found", "take it out", what)


def _about(entry: Entry, rule: str, message: str, remedy: str, text: str = "") -> Finding:
    return Finding(entry.place, Severity.WARNING, rule, message, remedy, text)


def updated(report: Report, entries: Iterable[Entry], reason: str = "", expires: str = "") -> str:
    """The text of a baseline that accepts every finding of the report: entries that are answered keep what they say."""
    report = report.marked()
    known = {entry.fingerprint: entry for entry in entries}
    fresh = Entry("", Position("", 0, 0), reason=reason, expires=expires)
    blocks = [
        _block(digest, finding, known.get(digest, fresh))
        for finding, digest in ((each, report.mark(each)) for each in report.findings)
    ]
    return HEAD + ("\n".join(blocks) if blocks else "[]\n")


def _block(digest: str, finding: Finding, entry: Entry) -> str:
    said = (digest, finding.rule, finding.position.file, finding.message, entry.reason, entry.expires)
    lines = [f"{key}: {written(value)}" for key, value in zip(KEYS, said, strict=True) if value or key == "reason"]
    return "- " + "\n  ".join(lines) + "\n"
