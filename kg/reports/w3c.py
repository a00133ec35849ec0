"""The W3C's validation report in Turtle: an engine's results with their places, and the reader's findings.

Decision: every finding becomes a result, also one that no engine made: its constraint component is then a name made of
its rule. `sh:conforms` is true only where everything was looked at and nothing was found, accepted or not; `--fail-on`
changes an exit status, not the recommendation. Places stand in the report alone, never in the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.quads import iri, literal
from kg.reports.told import unseen
from kg.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Report, ShaclResult
    from kg.reports.about import About

HEAD = """@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

"""
FILE, RULE = "urn:x-kg:file:", "urn:x-kg:rule:"


def write(report: Report, about: About) -> Iterator[str]:
    """The report as one node, its results in the order of the findings."""
    sound = report.checked and not (report.findings or report.accepted)
    yield HEAD
    yield from (f"# {line}\n" for line in _comments(report, about))
    yield f"[] a sh:ValidationReport ;\n    sh:conforms {str(sound).lower()}"
    mark = " ;\n    sh:result"
    for finding in report.findings:
        for result in report.results.get(finding) or (None,):
            yield f"{mark} [\n{_body(finding, result, report)}    ]"
            mark = " ,"
    yield " .\n"


def _comments(report: Report, about: About) -> Iterator[str]:
    yield f"{about.command}, engine {report.engine or 'none'}"
    yield from (visible(each).replace("\n", " ") for each in (unseen(report),) if each)
    if report.only:
        yield visible(f"only {report.only}").replace("\n", " ")
    if report.accepted:
        yield f"{len(report.accepted)} more accepted by the baseline"
    for looked in report.coverage:
        yield visible(f"{looked.nodes} node(s) of {looked.name}").replace("\n", " ")


def _body(finding: Finding, result: ShaclResult | None, report: Report) -> str:
    rule = report.rules.get(finding.rule)
    own = _engines(finding, result, rule.path if rule else "") if result else _readers(finding)
    rows = {"a": "sh:ValidationResult", **own, **_common(finding)}
    return "".join(f"        {name} {value} ;\n" for name, value in rows.items() if value)


def _common(finding: Finding) -> dict[str, str]:
    text = " ".join(part for part in (finding.message, finding.remedy) if part)
    return {
        "sh:resultSeverity": f"sh:{finding.severity.name.title()}",
        "sh:resultMessage": _literal(text),
        "prov:atLocation": f"[ rdfs:label {_literal(str(finding.position))} ]",
    }


def _engines(finding: Finding, result: ShaclResult, path: str) -> dict[str, str]:
    return {
        "sh:focusNode": result.focus,
        "sh:resultPath": iri(result.path) if result.path else path,
        "sh:value": "" if finding.private else result.value,
        "sh:sourceShape": iri(result.shape) if ":" in result.shape and not result.shape.startswith("_:") else "",
        "sh:sourceConstraintComponent": iri(result.component),
    }


def _readers(finding: Finding) -> dict[str, str]:
    focus = finding.focus if ":" in finding.focus else FILE + _quoted(finding.position.file)
    return {
        "sh:focusNode": f"<{_quoted(focus, _SAFE)}>",
        "sh:value": _literal(finding.text) if finding.text else "",
        "sh:sourceConstraintComponent": f"<{RULE}{_quoted(finding.rule)}>",
    }


_SAFE = "!#$%&'()*+,-./:;=?@[]_~"


def _quoted(text: str, safe: str = "") -> str:
    return quote(visible(text), safe=safe)


def _literal(text: str) -> str:
    return literal(visible(text))
