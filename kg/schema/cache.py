"""The schema as JSON in the user's cache folder: reading the ontology takes a sixth of a second, this far less.

The file's name is the digest of the ontology's own bytes and of the records' layout, so a cache can be missing but
never stale. It is JSON, not pickle: a file in a cache folder must not be able to run code. Where the folder cannot be
written, nothing is cached.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from kg.schema.terms import ClassTerm, Concept, PropertyTerm, Schema

Term = ClassTerm | PropertyTerm | Concept
Kind = TypeVar("Kind", ClassTerm, PropertyTerm, Concept)

KINDS: dict[str, type[Term]] = {"classes": ClassTerm, "properties": PropertyTerm, "concepts": Concept}


def path(digest: str) -> Path:
    """Where the schema of this digest is kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    columns = {kind: [field.name for field in fields(cls)] for kind, cls in KINDS.items()}
    layout = hashlib.sha256(repr(columns).encode()).hexdigest()
    return Path(base) / "child-transfer-kg" / f"schema-{digest[:32]}-{layout[:8]}.json"


def recall(digest: str) -> Schema | None:
    """The cached schema, or None where there is none that can be read."""
    try:
        content = json.loads(path(digest).read_text("utf-8"))
        return Schema(
            classes=_terms(ClassTerm, content["classes"]),
            properties=_terms(PropertyTerm, content["properties"]),
            concepts=_terms(Concept, content["concepts"]),
            version=content["version"],
            digest=digest,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(schema: Schema) -> None:
    """Keep the schema for the next process; written beside and renamed, so that no reader sees half of it."""
    target = path(schema.digest)
    content = {kind: [_row(term) for term in getattr(schema, kind).values()] for kind in KINDS}
    beside = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps({**content, "version": schema.version}, ensure_ascii=False), "utf-8")
        beside.replace(target)
    except OSError:
        return


def _row(term: Term) -> list[object]:
    return [getattr(term, field.name) for field in fields(term)]


def _terms(kind: type[Kind], rows: list[list[Any]]) -> dict[str, Kind]:
    made = (kind(*(_frozen(value) for value in row)) for row in rows)
    return {term.iri: term for term in made}


def _frozen(value: Any) -> Any:
    """JSON knows lists only; the terms hold tuples."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value
