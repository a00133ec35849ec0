"""A case with one of everything, made from the ontology: every class, every key, every datatype.

It says nothing sensible. It is there so that no term can be declared that reader or compiler then stumble over.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from kg.quads import XSD
from kg.resolve.close import Closer
from kg.resolve.index import Index
from kg.resolve.literals import EDTF, LANG_STRING
from kg.schema import CT, PREFIXES, load, sections

if TYPE_CHECKING:
    from pathlib import Path

    from kg.schema import ClassTerm, PropertyTerm

SCHEMA = load()
HEADS = sections(SCHEMA)
TABLE = Closer(SCHEMA, Index(SCHEMA)).table
TEXT = "Here is the text of exact. And no more."
MAP = "0\tpage\tthe text\n"
SAMPLES = {
    XSD + "string": "the text",
    XSD + "boolean": "true",
    XSD + "integer": "-5",
    XSD + "nonNegativeInteger": "7",
    XSD + "decimal": "85.5",
    XSD + "date": "2022-05-01",
    XSD + "dateTime": "2023-05-23 10:00:00.50+03:00",
    XSD + "anyURI": "https://example.org/a?b=c#d",
    XSD + "language": "uk",
    PREFIXES["geo"] + "wktLiteral": "POINT(28.0 53.5)",
    EDTF: "2022-05~",
    LANG_STRING: "a name",
}
GIVEN = {
    CT.snapshotPath: "everything.txt",
    CT.sha256: hashlib.sha256(TEXT.encode()).hexdigest(),
    CT.textPath: "everything.txt",
    CT.textSha256: hashlib.sha256(TEXT.encode()).hexdigest(),
    CT.mapPath: "everything.map.tsv",
    CT.mapSha256: hashlib.sha256(MAP.encode()).hexdigest(),
    CT.vaultPath: "../vault",
    CT.answers: "qabcdefghi",
    CT.audience: "public",
    CT.currency: "EUR",
    CT.lasting: "50 years",
    PREFIXES["oa"] + "exact": "the text of exact",
    PREFIXES["oa"] + "prefix": "is",
    PREFIXES["oa"] + "suffix": ".",
}
DEEPEST = 3


def named(cls: ClassTerm, letter: str) -> str:
    """The id of one of the two members of a class: `a-…` has all keys and names `b-…`, which has a label only."""
    return f"{letter}-{re.sub('(?<=[a-z])(?=[A-Z])', '-', cls.key).lower()}"


def sample(prop: PropertyTerm, depth: int = 0) -> Any:
    """A value that the property takes."""
    if prop.iri in GIVEN:
        return GIVEN[prop.iri]
    for rng in prop.ranges:
        if rng in SAMPLES:
            return SAMPLES[rng]
        if codes := SCHEMA.codes(rng):
            return next(iter(codes))
        cls = SCHEMA.classes[rng]
        if cls.embedded:
            return block(cls, depth)
        if SCHEMA.is_a(rng, CT.Proposition):
            chosen = SCHEMA.classes[CT.Count if rng == CT.Proposition else rng]
            return {chosen.key: block(chosen, depth + 1) if depth < DEEPEST else {}}
        if rng == CT.Claim:
            return "ca"
        below = [head for head in HEADS.values() if SCHEMA.is_a(head.iri, rng)]
        if below:
            return named(next((head for head in below if head.iri == rng), below[0]), "b")
    raise AssertionError(f"no value for {prop.iri}")


def block(cls: ClassTerm, depth: int = 0) -> dict[str, Any]:
    """A block with every key of the class."""
    return {word: sample(key.prop, depth) for word, key in TABLE(cls).items()}


def propositions() -> list[ClassTerm]:
    """The classes of proposition that can be stated."""
    return [SCHEMA.classes[iri] for iri in sorted(SCHEMA.subs(CT.Proposition) - {CT.Proposition})]


def make(root: Path) -> Path:
    """The case in a folder. Every JSON document is a YAML document."""
    register = {
        cls.key: {named(cls, "a"): block(cls), named(cls, "b"): {"label": "b"} if "label" in TABLE(cls) else {}}
        for cls in HEADS.values()
    }
    del register["Source"]["b-source"]
    claim = {**block(SCHEMA.classes[CT.Claim]), "states": [{cls.key: block(cls)} for cls in propositions()]}
    claims = {"source": "a-source", "claims": [{**claim, "source": "a-source", "id": "ca"}]}
    files = {
        "kg.yaml": block(SCHEMA.classes[CT.Case]),
        "data/register/everything.yaml": register,
        "data/sources/b.yaml": {"Source": {"b-source": {"label": "b"}}},
        "data/claims/everything.yaml": claims,
    }
    for file, content in files.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    (root / "data/sources/everything.txt").write_text(TEXT, "utf-8")
    (root / "data/sources/everything.map.tsv").write_text(MAP, "utf-8")
    return root
