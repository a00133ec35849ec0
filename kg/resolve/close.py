"""Close a block of keys into a record: every key and value checked against the ontology, every problem collected.

There is one way from text to value for all classes and properties. What a key may hold is read off the ontology, so a
new property needs nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, Severity
from kg.read.nodes import Entry, Mapping, Scalar, Sequence, kind
from kg.resolve.dates import DateError, relative, span
from kg.resolve.literals import CHECKS, EDTF, BadText
from kg.resolve.ranges import Range, range_of
from kg.resolve.records import Literal, Record, Ref, Statement
from kg.schema import CT, data, did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from kg.read.nodes import Node
    from kg.resolve.index import Index
    from kg.schema import ClassTerm, Concept, PropertyTerm, Schema

COMMA = "put a text that holds a comma in quotation marks: inside `{…}` a comma starts a new key"
XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"


@dataclass(slots=True)
class Scope:
    """Where a record stands: its file and graph, and what relative dates and untagged names are read against."""

    file: str
    graph: str
    base_date: str = ""
    language: str = "en"
    wordings: list[tuple[str, Position]] = field(default_factory=list)


class Closer:
    """Closes blocks of keys; `findings` grows as it goes."""

    def __init__(self, schema: Schema, index: Index) -> None:
        self.schema = schema
        self.index = index
        self.findings: list[Finding] = []
        self._ranges: dict[str, Range] = {}
        self._remedies: dict[tuple[str, str], str] = {}
        self._tables: dict[str, dict[str, tuple[PropertyTerm, PropertyTerm | None, str]]] = {}
        self._relative = {
            word.casefold(): concept.marks["resolvesTo"]
            for concept in schema.concepts.values()
            if "resolvesTo" in concept.marks
            for word in (*concept.labels.values(), *(word for words in concept.words.values() for word in words))
        }

    def report(self, scope: Scope, node: Node, rule: str, message: str, remedy: str, text: str = "") -> None:
        """A violation at the node."""
        shown = text or (node.text if isinstance(node, Scalar) else "")
        where = Position(scope.file, *node.place)
        self.findings.append(Finding(where, Severity.VIOLATION, rule, message, remedy, shown[:120]))

    def record(self, cls: ClassTerm, entries: Table[str, Entry], iri: str, place: Position, scope: Scope) -> Record:
        """The closed record of a block of keys."""
        statements: list[Statement] = []
        inline: dict[str, list[Statement]] = {}
        table = self.table(cls)
        for key, value in entries.values():
            found = table.get(key.text)
            if found is None:
                self.unknown_key(cls, key, scope)
                continue
            prop, via, owner = found
            closed = list(self.values(prop, value, iri, scope))
            if via is None:
                statements += closed
            else:
                inline.setdefault(f"{via.iri} {owner}", []).extend(closed)
        for pair, closed in inline.items():
            via_iri, owner = pair.split(" ")
            node = Record(owner, f"{iri}/{self.schema.classes[owner].local}", scope.graph, tuple(closed), place)
            statements.append(Statement(via_iri, node, place))
        said = {statement.property for statement in statements}
        statements += [Statement(prop, Ref(value), place) for prop, value in self.defaults(cls) if prop not in said]
        return Record(cls.iri, iri, scope.graph, tuple(statements), place)

    def defaults(self, cls: ClassTerm) -> list[tuple[str, str]]:
        """What holds for the class where a block does not say: property and concept, from the ontology."""
        return [(prop.iri, prop.default) for prop in self.schema.keys(cls.iri).values() if prop.default]

    def table(self, cls: ClassTerm) -> dict[str, tuple[PropertyTerm, PropertyTerm | None, str]]:
        """Data key → property, and for keys written inline the property and class that stand between."""
        if cls.iri not in self._tables:
            own = self.schema.keys(cls.iri)
            table: dict[str, tuple[PropertyTerm, PropertyTerm | None, str]] = {}
            for via in (prop for prop in own.values() if prop.inline):
                for below in sorted(sub for target in via.ranges for sub in self.schema.subs(target)):
                    for key, prop in self.schema.keys(below).items():
                        table.setdefault(key, (prop, via, below))
            table.update({key: (prop, None, "") for key, prop in own.items() if not prop.inline})
            self._tables[cls.iri] = table
        return self._tables[cls.iri]

    def unknown_key(self, cls: ClassTerm, key: Scalar, scope: Scope) -> None:
        """Report a key that the class does not have."""
        known = self.table(cls)
        remedy = did_you_mean(key.text, known) or f"use one of {one_of(known)}"
        if not key.text.isidentifier():
            remedy = COMMA
        self.report(scope, key, "unknown-key", f"`{key.text}` is no key of {cls.label} ({cls.key})", remedy)

    def range(self, prop: PropertyTerm) -> Range:
        """The property's range, worked out once."""
        if prop.iri not in self._ranges:
            self._ranges[prop.iri] = range_of(prop, self.schema)
        return self._ranges[prop.iri]

    def values(self, prop: PropertyTerm, node: Node, parent: str, scope: Scope) -> Iterator[Statement]:
        """The statements that a key's value makes: one a value, and the computed ones that go with it."""
        if isinstance(node, Sequence):
            for number, item in enumerate(node.items, 1):
                if isinstance(item, Sequence):
                    self.report(
                        scope, item, "wrong-type", f"a list inside the list of `{prop.key}`", "write one flat list"
                    )
                else:
                    yield from self.value(prop, item, f"{parent}/{prop.key}-{number}" if parent else "", scope)
        elif isinstance(node, Scalar) and not node.text.strip():
            self.report(scope, node, "empty-value", f"`{prop.key}` has no value", "write one, or take the key out")
        else:
            yield from self.value(prop, node, f"{parent}/{prop.key}-1" if parent else "", scope)

    def value(self, prop: PropertyTerm, node: Scalar | Mapping, child: str, scope: Scope) -> Iterator[Statement]:
        """The statements of one scalar or block; `child` is the IRI an embedded record would get."""
        rng = self.range(prop)
        if isinstance(node, Mapping):
            yield from self.block(prop, rng, node, child, scope)
            return
        place = Position(scope.file, *node.place)
        if rng.codes:
            concept = self.code(prop, rng, node, scope)
            if concept:
                yield Statement(prop.iri, Ref(concept.iri), place)
        elif rng.datatype == EDTF:
            yield from self.date(prop, node, scope)
        elif rng.datatype:
            yield from self.literal(prop, rng, node, scope, scope.language if rng.by_language else "")
        elif rng.embedded and rng.embedded.shorthand and child:
            short = next(
                key for key, found in self.table(rng.embedded).items() if found[0].iri == rng.embedded.shorthand
            )
            block = Mapping({short: _entry(short, node)}, node.place)
            yield from self.block(prop, rng, block, child, scope)
        else:
            yield from self.reference(prop, rng, node, scope)

    def block(self, prop: PropertyTerm, rng: Range, node: Mapping, child: str, scope: Scope) -> Iterator[Statement]:
        """A block of keys as a value: names by language, a part of its parent, or a proposition."""
        place = Position(scope.file, *node.place)
        if rng.by_language:
            yield from self.names(prop, rng, node, scope)
        elif rng.propositions:
            closed = self.proposition(prop, rng, node, scope)
            if closed:
                yield Statement(prop.iri, closed, place)
        elif rng.embedded and child:
            yield Statement(prop.iri, self.record(rng.embedded, node.entries, child, place, scope), place)
        else:
            self.report(
                scope,
                node,
                "wrong-type",
                f"a block of keys where `{prop.key}` takes {self.wanted(rng)}",
                "write one value",
            )

    def proposition(self, prop: PropertyTerm, rng: Range, node: Mapping, scope: Scope) -> Record | None:
        """A proposition written as one class key over its roles."""
        allowed = {
            cls.key: cls
            for top in rng.propositions
            for sub in self.schema.subs(top)
            if (cls := self.schema.classes.get(sub)) and sub != CT.Proposition
        }
        if len(node.entries) != 1:
            remedy = "write one class over its roles, such as `Count: {population: …, statedCount: …}`"
            self.report(
                scope, node, "not-one-class", f"`{prop.key}` takes one class, here are {len(node.entries)} keys", remedy
            )
            return None
        key, roles = next(iter(node.entries.values()))
        cls = allowed.get(key.text)
        if cls is None:
            remedy = did_you_mean(key.text, allowed) or f"use one of {one_of(allowed, most=30)}"
            self.report(
                scope, key, "unknown-class", f"`{key.text}` is no class of proposition that `{prop.key}` takes", remedy
            )
            return None
        if not isinstance(roles, Mapping):
            self.report(
                scope,
                roles,
                "wrong-type",
                f"{kind(roles)} where the roles of {cls.key} are expected",
                "write `{role: …}`",
            )
            return None
        closed = self.record(cls, roles.entries, "", Position(scope.file, *key.place), scope)
        return self.with_graph(closed)

    def with_graph(self, record: Record) -> Record:
        """The proposition in the graph that all sources share."""
        return Record(record.cls, "", data("graph/propositions"), record.statements, record.place)

    def names(self, prop: PropertyTerm, rng: Range, node: Mapping, scope: Scope) -> Iterator[Statement]:
        """Texts by language tag."""
        for tag, texts in node.entries.values():
            try:
                CHECKS["http://www.w3.org/2001/XMLSchema#language"](tag.text)
            except BadText as bad:
                self.report(scope, tag, "bad-language", str(bad), COMMA if " " in tag.text else bad.remedy)
                continue
            for text in texts.items if isinstance(texts, Sequence) else [texts]:
                if isinstance(text, Scalar) and text.text.strip():
                    yield from self.literal(prop, rng, text, scope, tag.text)
                else:
                    self.report(scope, text, "wrong-type", f"{kind(text)} where a name is expected", "write a text")

    def literal(self, prop: PropertyTerm, rng: Range, node: Scalar, scope: Scope, language: str) -> Iterator[Statement]:
        """A checked literal of the property's datatype."""
        try:
            text = CHECKS[rng.datatype](node.text)
        except BadText as bad:
            self.report(scope, node, "bad-value", f"`{prop.key}`: {bad}", bad.remedy)
            return
        datatype = "" if rng.by_language else rng.datatype
        yield Statement(prop.iri, Literal(text, datatype, language), Position(scope.file, *node.place))

    def date(self, prop: PropertyTerm, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """An EDTF date with its computed bounds; a relative wording is resolved against the source's date."""
        place = Position(scope.file, *node.place)
        try:
            found = span(self.absolute(node.text.strip(), scope, place))
        except DateError as bad:
            self.report(scope, node, "not-a-date", f"`{prop.key}`: {bad.message}", bad.remedy)
            return
        yield Statement(prop.iri, Literal(found.edtf, EDTF), place)
        for bound, day in ((prop.lower, found.earliest), (prop.upper, found.latest)):
            if bound and day:
                yield Statement(bound, Literal(day, XSD_DATE), place, computed=True)

    def absolute(self, text: str, scope: Scope, place: Position) -> str:
        """The EDTF form of a date text; notes the wording of a relative one for the claim."""
        rule = self._relative.get(text.casefold())
        if rule is None:
            return text
        if not scope.base_date:
            raise DateError(
                f"`{text}` needs the source's date, and it has none",
                remedy="give the source a `date`, or write the date",
            )
        scope.wordings.append((text, place))
        return relative(rule, scope.base_date)

    def code(self, prop: PropertyTerm, rng: Range, node: Scalar, scope: Scope) -> Concept | None:
        """The concept a word of a code list stands for."""
        word = node.text.strip()
        if word in rng.codes:
            return rng.codes[word]
        by_label = {label.casefold(): key for key, code in rng.codes.items() for label in code.labels.values()}
        meant = by_label.get(word.casefold())
        remedy = (
            f"write `{meant}`" if meant else did_you_mean(word, rng.codes) or f"use one of {one_of(rng.codes, most=20)}"
        )
        self.report(scope, node, "unknown-code", f"`{word}` is no code of `{prop.key}`", remedy)
        return None

    def reference(self, prop: PropertyTerm, rng: Range, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """A reference to something with an issued id of a class in the property's range."""
        word = node.text.strip()
        known = self.index.known.get(word)
        if known and any(self.schema.is_a(known.cls, wanted) for wanted in rng.referred):
            yield Statement(prop.iri, Ref(known.iri), Position(scope.file, *node.place))
        elif known:
            is_a = self.schema.classes[known.cls].label
            message = f"`{prop.key}` takes {self.wanted(rng)}, and `{word}` is a {is_a}"
            self.report(scope, node, "wrong-class", message, f"name another id, or mend `{word}` at {known.place}")
        elif not rng.referred:
            self.report(
                scope,
                node,
                "wrong-type",
                f"a text where `{prop.key}` takes {self.wanted(rng)}",
                "write `Class: {role: …}`",
            )
        else:
            message = f"`{prop.key}` names `{word}`, and no file issues that id"
            self.report(scope, node, "unknown-id", message, self.fitting(prop, rng, word))

    def fitting(self, prop: PropertyTerm, rng: Range, word: str) -> str:
        """The remedy for an unknown id; looked up once a word, since one renamed source may be missed a thousand times."""
        if (prop.iri, word) not in self._remedies:
            ids = [
                i for i, known in self.index.known.items() if any(self.schema.is_a(known.cls, w) for w in rng.referred)
            ]
            guess = did_you_mean(word, ids)
            self._remedies[prop.iri, word] = guess or "issue it in data/register/, or under `mentions:` of this file"
        return self._remedies[prop.iri, word]

    def wanted(self, rng: Range) -> str:
        """What a property takes, in words."""
        names = [self.schema.classes[cls].label for cls in (*rng.referred, *rng.propositions)]
        if rng.codes:
            names.append("a code")
        if rng.datatype:
            names.append("a text")
        return " or ".join(names) or "a block"


def _entry(key: str, value: Scalar) -> Entry:
    return Entry(Scalar(key, value.place), value)
