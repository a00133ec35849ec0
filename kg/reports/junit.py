"""JUnit XML, as CI services show test results: a case for each shape and rule, so that passes show too.

A shape that looked at no node is a skipped test, and whatever could not be looked at is a test in error: neither is a
pass. Findings too light to fail the run, and those that a baseline accepts, stand in the output of their case.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.paper.xml import HEADER, escape, holdable
from kg.paper.xml import attributes as written
from kg.reports.rules import rules
from kg.reports.told import told, unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.findings import Finding, Report, RuleText
    from kg.reports.about import About

MOST = 200  # findings in the text of one case: services show it as it stands
LOOKED = "everything was looked at"
NO_NODE, NO_WAY = "This shape looked at no node.", "No shape with a target leads to this shape."


def write(report: Report, about: About) -> Iterator[str]:
    """One suite; counts stand in its head."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.rule].append(finding)
    accepted: dict[str, list[str]] = defaultdict(list)
    for finding, reason in report.accepted:
        accepted[finding.rule].append(f"accepted: {finding.position}: {reason}")
    cases = [
        _case(rule, found.get(rule.id, []), accepted.get(rule.id, []), report, about) for rule in rules(report).values()
    ]
    cases.append(_whole(report, about))
    counts = {name: str(sum(f"<{tag}" in case for case in cases)) for name, tag in _COUNTED.items()}
    head = _attributes(name=about.command, tests=str(len(cases)), **counts)
    yield f"{HEADER}<testsuites{head}>\n<testsuite{head}>\n"
    yield from _properties(report)
    yield from cases
    yield "</testsuite>\n</testsuites>\n"


_COUNTED = {"failures": "failure ", "errors": "error ", "skipped": "skipped "}


def _attributes(**values: str) -> str:
    return written(**{name: holdable(value) for name, value in values.items()})


def _case(rule: RuleText, found: Sequence[Finding], accepted: Sequence[str], report: Report, about: About) -> str:
    grave = [finding for finding in found if about.failing(finding)]
    light = [finding for finding in found if not about.failing(finding)]
    place = (grave or light)[0].position if found else None
    at = {"file": about.in_checkout(place) or place.file, "line": str(place.line)} if place else {}
    said = "\n".join([*_listed(light), *accepted[:MOST]])
    inside = [_failure(rule, grave) if grave else "", _skipped(rule, report) if not (found or accepted) else ""]
    inside.append(f"<system-out>{escape(holdable(said))}</system-out>\n" if said else "")
    return _testcase(rule.id, about, "".join(inside), at)


def _testcase(name: str, about: About, inside: str, at: Mapping[str, str] | None = None) -> str:
    head = _attributes(classname=about.command, name=name, time="0", **(at or {}))
    return f"<testcase{head}>\n{inside}</testcase>\n" if inside else f"<testcase{head}/>\n"


def _failure(rule: RuleText, found: Sequence[Finding]) -> str:
    more = f" ({len(found):,} findings)" if len(found) > 1 else ""
    head = _attributes(message=f"{rule.summary or found[0].message}{more}", type=found[0].severity.word)
    return f"<failure{head}>{escape(holdable(chr(10).join(_listed(found))))}</failure>\n"


def _listed(found: Sequence[Finding]) -> Iterator[str]:
    for finding in found[:MOST]:
        called = f"{finding.label or finding.focus}: " if finding.focus else ""
        yield f"{finding.position}: {called}{told(finding)}"
    if len(found) > MOST:
        yield f"… and {len(found) - MOST:,} more"


def _skipped(rule: RuleText, report: Report) -> str:
    if report.asked.get(rule.id, 1):
        return ""
    why = NO_WAY if rule.id in report.untargeted else NO_NODE
    return f"<skipped{_attributes(message=why)}/>\n"


def _whole(report: Report, about: About) -> str:
    """The case that fails where something was not looked at."""
    said = unseen(report)
    return _testcase(LOOKED, about, f"<error{_attributes(message=said, type='incomplete')}/>\n" if said else "")


def _properties(report: Report) -> Iterator[str]:
    """How many nodes each shape looked at."""
    if report.coverage:
        rows = (_attributes(name=f"nodes of {each.name}", value=str(each.nodes)) for each in report.coverage)
        yield "<properties>\n" + "".join(f"<property{row}/>\n" for row in rows) + "</properties>\n"
