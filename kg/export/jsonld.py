"""JSON-LD whose context is made from the ontology: keys as in the data files, types from the ranges.

The context travels in the file, so that nothing is ever fetched to read it, and holds only the terms that the file
uses. A value that is not of its term's type carries its own; hence what is read back is exactly what was written.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.export.terms import LANG_STRING, STRING, Literal, iris_of, literal_of
from kg.quads import RDF_TYPE, XSD, text_of
from kg.schema import PREFIXES, load, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.quads import Quad
    from kg.schema import PropertyTerm, Schema

TYPE = text_of(RDF_TYPE)
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what a JSON number keeps, in its one canonical form
_WHOLES = {f"{XSD}integer", f"{XSD}nonNegativeInteger"}


def jsonld(quads: Iterable[Quad]) -> Iterator[str]:
    """The quads as one JSON-LD document: a context, then each named graph with its subjects, all sorted."""
    ordered = sorted(set(quads), key=lambda quad: (quad[3], quad[0].removesuffix(">")))
    names = Names(load(), ordered)
    yield f'{{"@context": {names.context()},\n"@graph": ['
    for number, (graph, members) in enumerate(groupby(ordered, key=lambda quad: quad[3])):
        yield f'{"," if number else ""}\n{{"@id": {_text(names.iri(graph))}, "@graph": ['
        for place, (subject, lines) in enumerate(groupby(members, key=lambda quad: quad[0])):
            yield f"{',' if place else ''}\n{_text(_node(subject, list(lines), names), 1)}"
        yield "\n]}"
    yield "\n]}\n"


class Names:
    """What things are called in one document: compact IRIs, and a term for each property that is used."""

    def __init__(self, schema: Schema, quads: list[Quad]) -> None:
        predicates = {quad[1] for quad in quads if quad[1] != RDF_TYPE}
        iris = set(iris_of({term for s, _, o, g in quads for term in (s, o, g)} | predicates))
        self._schemes = {iri.partition(":")[0] for iri in iris}
        used = [prop for iri, prop in sorted(schema.properties.items()) if f"<{iri}>" in predicates]
        self.terms = {prop.iri: name for prop in used if (name := _term(prop, schema)) not in PREFIXES}
        self.types = {prop.iri: coercion(prop, schema) for prop in used}
        kinds = {kind for kind in self.types.values() if kind not in {"", "@id"}}
        self.prefixes = sorted({short.partition(":")[0] for iri in iris | kinds if (short := self.short(iri)) != iri})

    def context(self) -> str:
        """The JSON-LD context as text, a line for each prefix and each term with its type."""
        entries: dict[str, object] = {name: PREFIXES[name] for name in self.prefixes}
        for iri, name in sorted(self.terms.items(), key=lambda pair: pair[1]):
            kind = self.types[iri]
            entries[name] = {"@id": self.short(iri), "@type": self.short(kind)} if kind else self.short(iri)
        return "{\n" + ",\n".join(f" {_text(name)}: {_text(entry)}" for name, entry in entries.items()) + "\n}"

    def iri(self, term: str) -> str:
        """An IRI term in compact form; a blank node stands as it is."""
        return self.short(text_of(term)) if term.startswith("<") else term

    def term(self, predicate: str) -> str:
        """What a property is called here."""
        return self.terms.get(predicate) or self.short(predicate)

    def short(self, iri: str) -> str:
        """The IRI with its prefix, unless that would read as another IRI's scheme (`geo:50.4,30.5`)."""
        short = _shorten(iri)
        prefix, _, local = short.partition(":")
        return iri if local.startswith("//") or prefix in self._schemes else short

    def value(self, predicate: str, term: str) -> object:
        """A value, bare where the term's type says the rest."""
        kind = self.types.get(predicate, "")
        if not term.startswith('"'):
            return self.iri(term) if kind == "@id" else {"@id": self.iri(term)}
        literal = literal_of(term)
        if kind == literal.datatype or (not kind and literal.datatype == STRING):
            return _bare(literal)
        if literal.datatype == STRING:
            return {"@value": literal.text}
        if literal.language:
            return {"@value": literal.text, "@language": literal.language}
        return {"@value": literal.text, "@type": self.short(literal.datatype)}


_shorten = lru_cache(maxsize=1 << 16)(shorten)


def _term(prop: PropertyTerm, schema: Schema) -> str:
    """The property's key if no other property has it, else its local name, else its prefixed name."""
    taken = {name for other in schema.properties.values() if other is not prop for name in (other.key, other.local)}
    return next((name for name in (prop.key, prop.local) if name not in taken), shorten(prop.iri))


def coercion(prop: PropertyTerm, schema: Schema) -> str:
    """`@id` for a property of things, the datatype of one whose values all have one, else nothing."""
    if prop.object:
        return "@id"
    kinds = set(prop.ranges)
    return kinds.pop() if len(kinds) == 1 and not kinds & {STRING, LANG_STRING, *schema.classes} else ""


def _bare(literal: Literal) -> str | int | bool:
    if literal.datatype == f"{XSD}boolean" and literal.text in {"true", "false"}:
        return literal.text == "true"
    return int(literal.text) if literal.datatype in _WHOLES and _WHOLE.fullmatch(literal.text) else literal.text


def _node(subject: str, quads: list[Quad], names: Names) -> dict[str, object]:
    node: dict[str, object] = {"@id": names.iri(subject)}
    values: dict[str, list[str]] = {}
    for _, predicate, value, _ in quads:
        values.setdefault(text_of(predicate), []).append(value)
    if kinds := sorted(value for value in values.pop(TYPE, []) if not value.startswith('"')):
        node["@type"] = _one(list(map(names.iri, kinds)))
    for predicate in sorted(values, key=names.term):
        node[names.term(predicate)] = _one([names.value(predicate, term) for term in sorted(values[predicate])])
    return node


def _one(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values


def _text(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
