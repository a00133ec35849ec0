"""The schema as JSON in the user's cache folder: reading the ontology takes a sixth of a second, this far less.

The file's name is the digest of the ontology's own bytes and of the code that reads them, so a cache can be missing
but never stale. It is JSON, not pickle: a file in a cache folder must not be able to run code. Where there is no
folder that can be written, nothing is cached.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from kg.schema.terms import ClassTerm, Concept, PropertyTerm, Schema

Term = ClassTerm | PropertyTerm | Concept
Kind = TypeVar("Kind", ClassTerm, PropertyTerm, Concept)

KINDS: dict[str, type[Term]] = {"classes": ClassTerm, "properties": PropertyTerm, "concepts": Concept}
CODE = tuple(Path(__file__).with_name(name) for name in ("cache.py", "load.py", "terms.py"))


def path(digest: str) -> Path:
    """Where the schema of this digest is kept; raises RuntimeError where nobody's home is known."""
    code = hashlib.sha256(b"\0".join(file.read_bytes() for file in CODE)).hexdigest()
    return folder() / f"schema-{digest[:32]}-{code[:8]}.json"


def folder() -> Path:
    """The tool's folder in the user's cache; raises RuntimeError where nobody's home is known."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "child-transfer-kg"


def keep(target: Path, content: object) -> None:
    """Keep what JSON can hold for the next process; written beside and renamed, so that no reader sees half of it.

    Where nothing can be written, nothing is kept.
    """
    try:
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        beside.replace(target)
    except OSError:
        return


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
    except (OSError, RuntimeError, ValueError, KeyError, TypeError):
        return None


def remember(schema: Schema) -> None:
    """Keep the schema for the next process."""
    content = {kind: [_row(term) for term in getattr(schema, kind).values()] for kind in KINDS}
    with suppress(RuntimeError):
        keep(path(schema.digest), {**content, "version": schema.version})


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
