"""The JSON Schema of the JSON report: what a script may rely on in this version of it."""

from __future__ import annotations

from kg.findings import Severity
from kg.reports.json import VERSION

Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
SEVERITY: Schema = {"enum": [severity.word for severity in Severity]}


def report_schema() -> Schema:
    """The schema, in the part of JSON Schema that draft-07 and 2020-12 share."""
    finding = _finding()
    document: dict[str, Schema] = {
        "version": {"const": VERSION},
        "tool": _object({"name": TEXT, "version": TEXT}),
        "command": TEXT,
        "summary": _object({severity.word: NUMBER for severity in Severity}),
        "engine": TEXT,
        "leftOut": TEXT,
        "only": TEXT,
        "incomplete": {"type": "boolean"},
        "findings": _list(
            _object({**finding, "quote": TEXT, "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"}})
        ),
        "accepted": _list(_object({**finding, "reason": TEXT})),
        "coverage": _list(_object({"shape": TEXT, "iri": TEXT, "nodes": NUMBER, "findings": NUMBER})),
        "untargeted": _list(TEXT),
        "untouched": {"type": "object", "additionalProperties": NUMBER},
        "rules": {"type": "object", "additionalProperties": _rule()},
    }
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Findings of kg", **_object(document)}


def _finding() -> dict[str, Schema]:
    texts = ("rule", "message", "remedy", "text", "focus", "label", "path")
    place: dict[str, Schema] = {"file": TEXT, "line": NUMBER, "column": NUMBER}
    known = dict.fromkeys(texts, TEXT)
    return {**place, "severity": SEVERITY, **known, "private": {"type": "boolean"}, "also": _list(_object(place))}


def _rule() -> Schema:
    required: dict[str, Schema] = {"summary": TEXT, "remedy": TEXT, "severity": SEVERITY}
    made = _object({**required, "nodes": NUMBER})
    return {**made, "required": sorted(required)}


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
