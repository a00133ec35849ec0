"""A JSON Schema of the data files, for completion and checking in any editor, made from ontology and shapes.

It keeps to what draft-07 and 2020-12 share (`definitions`, no siblings of `$ref`), since editors disagree on the rest.
It is looser than `kg check` wherever YAML's own typing would cry wolf: a figure or a date may arrive as a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.schema.limits import Limits, limits
from kg.schema.load import load
from kg.schema.namespace import CT, PREFIXES
from kg.schema.sections import sections

if TYPE_CHECKING:
    from kg.schema.terms import ClassTerm, PropertyTerm, Schema

Json = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
ID_PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
TAG_PATTERN = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SCALAR: Json = {"type": ["string", "number", "boolean"]}
XSD = PREFIXES["xsd"]
BY_DATATYPE: dict[str, Json] = {
    XSD + "integer": {"type": "integer"},
    XSD + "nonNegativeInteger": {"type": "integer", "minimum": 0},
    XSD + "decimal": {"type": "number"},
    XSD + "boolean": {"type": "boolean"},
    PREFIXES["edtf"] + "EDTF": {"type": ["string", "number"]},
    PREFIXES["rdf"] + "langString": {"anyOf": [SCALAR, {"$ref": "#/definitions/names"}]},
}
NONE: Json = {"const": []}  # in a claim: what its file or group gives to others does not hold
NAMES: Json = {
    "type": "object",
    "description": "texts by language tag",
    "propertyNames": {"pattern": TAG_PATTERN},
    "additionalProperties": {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]},
}


def data_schema(schema: Schema | None = None, allowed: Limits | None = None) -> Json:
    """The schema of every file below data/: entities by class and id, or a source's claims."""
    return _Writer(schema or load(), allowed or limits()).data()


def settings_schema(schema: Schema | None = None, allowed: Limits | None = None) -> Json:
    """The schema of kg.yaml."""
    return _Writer(schema or load(), allowed or limits()).settings()


class _Writer:
    """Writes definitions once each and points to them."""

    def __init__(self, schema: Schema, allowed: Limits) -> None:
        self.schema, self.allowed = schema, allowed
        self.definitions: Json = {"names": NAMES, "id": {"type": "string", "pattern": ID_PATTERN}}

    def data(self) -> Json:
        """Sections by class, file-wide claim keys, mentions and claims."""
        claim = self.schema.classes[CT.Claim]
        heads = {key: self.section(cls) for key, cls in sections(self.schema).items()}
        self.definitions["claim"] = self.claim(claim)
        listed = {"type": "array", "items": {"$ref": "#/definitions/claim"}, "description": "claims, or groups of them"}
        self.definitions["claims"] = listed
        mentions = self.block("what this source speaks of, until it is joined with what others speak of", heads)
        top = {**heads, **self.keys(claim), "mentions": mentions, "claims": {"$ref": "#/definitions/claims"}}
        return self.document("Data files of a kg case", top)

    def settings(self) -> Json:
        """The keys of a case."""
        return self.document("Settings of a kg case", self.keys(self.schema.classes[CT.Case]))

    def document(self, title: str, properties: Json) -> Json:
        """A whole schema document."""
        return {
            "$schema": DRAFT,
            "title": title,
            **self.block("", properties),
            "definitions": dict(sorted(self.definitions.items())),
        }

    def block(self, description: str, properties: Json) -> Json:
        """An object with these keys and no others."""
        said: Json = {"description": description} if description else {}
        return {"type": "object", **said, "properties": dict(sorted(properties.items())), "additionalProperties": False}

    def section(self, cls: ClassTerm) -> Json:
        """A class over ids over keys."""
        name = f"class.{cls.key}"
        self.definitions[name] = self.block(cls.definition, self.keys(cls))
        return {
            "type": "object",
            "description": cls.definition,
            "propertyNames": {"pattern": ID_PATTERN},
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
        }

    def claim(self, cls: ClassTerm) -> Json:
        """A claim, or a group that says once what its claims share."""
        own = {**self.keys(cls), "id": {"$ref": "#/definitions/id"}, "claims": {"$ref": "#/definitions/claims"}}
        return self.block(cls.definition, own)

    def keys(self, cls: ClassTerm) -> Json:
        """Schemas by data key, inline keys among them."""
        found: Json = {}
        for key, prop in self.schema.keys(cls.iri).items():
            if prop.inline:
                for below in sorted(sub for target in prop.ranges for sub in self.schema.subs(target)):
                    found.update(self.keys(self.schema.classes[below]) if below in self.schema.classes else {})
            else:
                found[key] = self.property(cls, prop)
        return found

    def property(self, cls: ClassTerm, prop: PropertyTerm) -> Json:
        """One value, or a list of them where the shapes allow several."""
        single = {"anyOf": options} if len(options := self.values(prop)) > 1 else options[0]
        if self.allowed.is_single(cls.iri, prop.iri, self.schema):
            kinds: Json = {"anyOf": [single, NONE]} if cls.iri == CT.Claim else {"allOf": [single]}
            return {"description": prop.definition, **kinds}
        return {"description": prop.definition, "anyOf": [single, {"type": "array", "items": single}]}

    def values(self, prop: PropertyTerm) -> list[Json]:
        """The kinds of value in a property's range."""
        options: list[Json] = []
        for rng in prop.ranges:
            option = self.value(rng)
            if option not in options:
                options.append(option)
        return options or [SCALAR]

    def value(self, rng: str) -> Json:
        """The schema of one range: a datatype, a code list, a part, a proposition, or an id."""
        if codes := self.schema.codes(rng):
            name = f"code.{self.schema.classes[rng].key}"
            members = [{"const": key, "description": code.definition} for key, code in sorted(codes.items())]
            self.definitions.setdefault(name, {"oneOf": members})
            return {"$ref": f"#/definitions/{name}"}
        known = self.schema.classes.get(rng)
        if known is None:
            return BY_DATATYPE.get(rng, SCALAR)
        if self.schema.is_a(rng, CT.Proposition):
            return self.proposition(known)
        return self.part(known) if known.embedded else {"$ref": "#/definitions/id"}

    def part(self, cls: ClassTerm) -> Json:
        """A block written inside its parent, or its shorthand."""
        name = f"part.{cls.key}"
        if name not in self.definitions:
            self.definitions[name] = {}
            block = self.block(cls.definition, self.keys(cls))
            self.definitions[name] = {"anyOf": [SCALAR, block]} if cls.shorthand else block
        return {"$ref": f"#/definitions/{name}"}

    def proposition(self, top: ClassTerm) -> Json:
        """One class key over its roles."""
        name = f"proposition.{top.key}"
        if name not in self.definitions:
            self.definitions[name] = {}
            members = (self.schema.classes.get(sub) for sub in sorted(self.schema.subs(top.iri) - {CT.Proposition}))
            classes = {cls.key: self.roles(cls) for cls in members if cls}
            self.definitions[name] = {**self.block(top.definition, classes), "minProperties": 1, "maxProperties": 1}
        return {"$ref": f"#/definitions/{name}"}

    def roles(self, cls: ClassTerm) -> Json:
        """The roles of a class of proposition; those the shapes ask for are required."""
        name = f"roles.{cls.key}"
        if name not in self.definitions:
            self.definitions[name] = {}
            keys = ((key, prop) for key, prop in self.schema.keys(cls.iri).items() if not prop.default)
            needed = sorted(key for key, prop in keys if self.allowed.is_needed(cls.iri, prop.iri, self.schema))
            required: Json = {"required": needed} if needed else {}
            self.definitions[name] = {**self.block(cls.definition, self.keys(cls)), **required}
        return {"$ref": f"#/definitions/{name}"}
