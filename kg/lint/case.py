"""The data files of a case, as the records that reading makes of them: closed, typed, and with their places.

Records that the case's audience may not see are looked at too; what is found in them is private, so that no report
repeats it. What cannot be read is for `kg check` to tell, and the report says what was therefore not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.memory import collector_paused
from kg.findings import Finding, Severity
from kg.lint import children, entries, groups
from kg.lint.pages import rules
from kg.lint.voice import Ear, own
from kg.read.files import read_case
from kg.resolve.case import resolve
from kg.schema import CT, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.resolve.case import Resolved
    from kg.resolve.records import Record
    from kg.schema import Schema

BROKEN = "some data files cannot be taken in as they are, and were looked at in part: `kg check` says why"


@dataclass(frozen=True, slots=True)
class CaseLint:
    """What was found in data files, how many records were looked at, and what was not."""

    findings: tuple[Finding, ...]
    records: int
    left_out: str = ""


@collector_paused()
def lint_case(root: Path) -> CaseLint:
    """Look at the data files of the case at `root`."""
    schema = load()
    resolved = resolve(read_case(root), schema)
    broken = any(finding.severity is Severity.VIOLATION for finding in resolved.findings)
    settings = [resolved.settings] if resolved.settings else []
    open_, hidden = [*settings, *resolved.records], resolved.withheld
    every = [*open_, *hidden]
    found = [*_texts(open_, every, schema), *map(_hushed, _texts(hidden, every, schema))]
    found += [*_entries(every, resolved, schema)]
    return CaseLint(tuple(sorted(set(found))), len(every), BROKEN if broken else "")


def _hushed(finding: Finding) -> Finding:
    """The finding without any word of what it is about: what its rule says in general is all."""
    return finding._replace(message=rules()[finding.rule].summary, text="", focus="", private=True)


def _texts(records: list[Record], every: list[Record], schema: Schema) -> Iterator[Finding]:
    """What can be said of each text on its own."""
    ear, year = Ear(schema), children.newest(every)
    for record in records:
        for text in own(record, schema):
            yield from ear.loaded(text)
    yield from children.in_texts(records, schema, year)
    yield from groups.births(records, year)


def _entries(every: list[Record], resolved: Resolved, schema: Schema) -> Iterator[Finding]:
    yield from entries.unused(every, schema)
    yield from entries.labels(every)
    yield from entries.clashes(resolved.records, schema)
    if _public(resolved):
        yield from groups.groups(resolved.records, schema)


def _public(resolved: Resolved) -> bool:
    """Whether anybody may see a build of the case; a case that does not say is one that anybody may see."""
    audience = resolved.settings.text(CT.audience) if resolved.settings else ""
    return audience in {"", CT.publicAudience}
