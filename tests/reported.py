"""What a reader of each report finds in it: the places of findings, as the consumers of the formats parse them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator, Draft7Validator
from junitparser import Failure, JUnitXml
from lxml import html  # type: ignore[import-untyped]  # it has no types

from kg.reports.jsonschema import report_schema
from kg.store import parse

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[str, int, int | None]
"""File, line, and column where the format has one."""

SARIF = Path(__file__).parent / "reports" / "sarif-2.1.0-rtm.5.json"
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
AT = re.compile(r"(.+):(\d+):(\d+)")
AT_LOCATION = "<http://www.w3.org/ns/prov#atLocation>"


def _at(text: str) -> Place:
    match = AT.fullmatch(text)
    assert match, text
    return match[1], int(match[2]), int(match[3])


def of_table(text: str) -> list[Place]:
    return [_at(found[1]) for found in re.finditer(r"^(\S+:\d+:\d+): \w+: ", text, re.MULTILINE)]


def of_json(text: str) -> list[Place]:
    found = json.loads(text)
    Draft7Validator(report_schema()).validate(found)
    return [(each["file"], each["line"], each["column"]) for each in found["findings"]]


def of_sarif(text: str) -> list[Place]:
    document = json.loads(text)
    Draft4Validator(json.loads(SARIF.read_text("utf-8"))).validate(document)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]
    places = [result["locations"][0].get("physicalLocation", {}) for result in run["results"]]
    return [_sarif(place) for place in places if "region" in place]


def _sarif(place: dict[str, Any]) -> Place:
    region = place["region"]
    return place["artifactLocation"]["uri"], region["startLine"], region["startColumn"]


def of_junit(text: str) -> list[Place]:
    suites = JUnitXml.fromstring(text.encode())
    found: list[Place] = []
    for suite in suites:
        cases = list(suite)
        assert suite.tests == len(cases)
        assert suite.failures == sum(any(isinstance(result, Failure) for result in case.result) for case in cases)
        for case in cases:
            failed = any(isinstance(result, Failure) for result in case.result)
            found += [(case._elem.get("file"), int(case._elem.get("line")), None)] if failed else []
    return found


def of_github(text: str) -> list[Place]:
    found: list[Place] = []
    for line in text.splitlines():
        if command := COMMAND.fullmatch(line):
            named = dict(pair.split("=", 1) for pair in command[2].split(","))
            found += [(named["file"], int(named["line"]), int(named["col"]))] if "line" in named else []
        else:
            assert not line.startswith("::") or line == "::endgroup::" or line.startswith("::group::"), line
    return found


def of_gitlab(text: str) -> list[Place]:
    found = json.loads(text)
    assert len({each["fingerprint"] for each in found}) == len(found)
    kept = [each for each in found if each["check_name"] != "not-everything-was-looked-at"]
    return [(each["location"]["path"], each["location"]["lines"]["begin"], None) for each in kept]


def of_csv(text: str) -> list[Place]:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert all(None not in row and None not in row.values() for row in rows)
    return [(row["file"], int(row["line"]), int(row["column"])) for row in rows if row["kind"] == "finding"]


def of_html(text: str) -> list[Place]:
    page = html.document_fromstring(text)
    assert not page.xpath("//script|//img|//link|//iframe|//object|//form|//@onclick|//@onerror")
    assert all(each.startswith("#") for each in page.xpath("//@href"))
    return [_at(code.text_content()) for code in page.xpath("//article/dl/dt[text()='Where']/following-sibling::dd[1]")]


def of_md(text: str) -> list[Place]:
    assert len(text) < 65_536
    found: list[Place] = []
    file = ""
    for line in text.splitlines():
        if title := re.match(r"\*\*(.+)\*\* \(\d+\)", line):
            file = title[1]
        elif row := re.match(r"\| \S+ \| (\d+):(\d+) \|", line):
            found.append((file, int(row[1]), int(row[2])))
    return found


def of_w3c(text: str) -> list[Place]:
    quads = parse(text.encode(), "ttl")
    label = {subject: value for subject, predicate, value, _ in quads if predicate.endswith("rdf-schema#label>")}
    at = [value for _, predicate, value, _ in quads if predicate == AT_LOCATION]
    return [_at(label[each].strip('"')) for each in at]


READERS: dict[str, Callable[[str], list[Place]]] = {
    "table": of_table, "json": of_json, "sarif": of_sarif, "junit": of_junit, "github": of_github,
    "gitlab": of_gitlab, "csv": of_csv, "html": of_html, "md": of_md, "w3c": of_w3c,
}  # fmt: skip
