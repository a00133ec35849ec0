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
from typing import Any

from kg.schema.terms import ClassTerm, Concept, PropertyTerm, Schema

KINDS: dict[str, type[Any]] = {"classes": ClassTerm, "properties": PropertyTerm, "concepts": Concept}


def path(digest: str) -> Path:
    """Where the schema of this digest is kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    layout = hashlib.sha256(
        repr({kind: [f.name for f in fields(cls)] for kind, cls in KINDS.items()}).encode()
    ).hexdigest()
    return Path(base) / "child-transfer-kg" / f"schema-{digest[:32]}-{layout[:8]}.json"


def recall(digest: str) -> Schema | None:
    """The cached schema, or None where there is none that can be read."""
    try:
        content = json.loads(path(digest).read_text("utf-8"))
        return Schema(
            **{kind: _terms(kind, content[kind]) for kind in KINDS}, version=content["version"], digest=digest
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


def _row(term: object) -> list[object]:
    return [getattr(term, field.name) for field in fields(term)]  # type: ignore[arg-type]


def _terms(kind: str, rows: list[list[Any]]) -> dict[str, Any]:
    made = (KINDS[kind](*(_frozen(value) for value in row)) for row in rows)
    return {term.iri: term for term in made}


def _frozen(value: Any) -> Any:
    """JSON knows lists only; the terms hold tuples."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return value
