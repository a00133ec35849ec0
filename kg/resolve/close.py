"""Close a block of keys into a record: every key and value checked against the ontology, every problem collected.

There is one way from text to value for all classes and properties. What a key may hold is read off the ontology, so a
new property needs nothing here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import XSD
from kg.read.nodes import Entry, Mapping, Scalar, Sequence, kind
from kg.resolve.counts import bounded
from kg.resolve.index import CLAIMS, ID, MENTIONS
from kg.resolve.keys import COMMA, cut_figure, role_elsewhere
from kg.resolve.literals import CHECKS, BadText
from kg.resolve.ranges import Range, range_of
from kg.resolve.records import Record, Ref, Statement
from kg.resolve.scalars import Scalars
from kg.resolve.scope import Problems, Scope
from kg.schema import CT, data, did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from kg.findings import Position
    from kg.read.nodes import Node
    from kg.resolve.index import Index
    from kg.schema import ClassTerm, PropertyTerm, Schema


class Key(NamedTuple):
    """A property that a data key stands for; a key written inline has the property and class that stand between."""

    prop: PropertyTerm
    via: PropertyTerm | None = None
    owner: str = ""


class Closer:
    """Closes blocks of keys; `findings` grows as it goes."""

    def __init__(self, schema: Schema, index: Index) -> None:
        self.schema = schema
        self.findings = Problems()
        self.scalars = Scalars(schema, index, self.findings)
        self._ranges: dict[str, Range] = {}
        self._tables: dict[str, dict[str, Key]] = {}

    def record(self, cls: ClassTerm, entries: Table[str, Entry], iri: str, place: Position, scope: Scope) -> Record:
        """The closed record of a block of keys."""
        statements: list[Statement] = []
        inline: dict[tuple[str, str], list[Statement]] = {}
        table = self.table(cls)
        for word, value in entries.values():
            key = table.get(word.text)
            if key is None:
                self.unknown_key(cls, word, entries, scope)
                continue
            closed = self.values(key.prop, value, iri, scope)
            if key.via is None:
                statements += closed
            else:
                inline.setdefault((key.via.iri, key.owner), []).extend(closed)
        for (via, owner), parts in inline.items():
            node = Record(owner, f"{iri}/{self.schema.classes[owner].local}", scope.graph, tuple(parts), place)
            statements.append(Statement(via, node, place))
        said = {statement.property for statement in statements}
        statements += [Statement(prop, Ref(value), place) for prop, value in self.defaults(cls) if prop not in said]
        return Record(cls.iri, iri, scope.graph, tuple(statements), place)

    def defaults(self, cls: ClassTerm) -> list[tuple[str, str]]:
        """What holds for the class where a block does not say: property and concept, from the ontology."""
        return [(prop.iri, prop.default) for prop in self.schema.keys(cls.iri).values() if prop.default]

    def table(self, cls: ClassTerm) -> dict[str, Key]:
        """What each data key of the class stands for."""
        if cls.iri not in self._tables:
            own = self.schema.keys(cls.iri)
            table: dict[str, Key] = {}
            for via in (prop for prop in own.values() if prop.inline):
                for below in sorted(sub for target in via.ranges for sub in self.schema.subs(target)):
                    for word, prop in self.schema.keys(below).items():
                        table.setdefault(word, Key(prop, via, below))
            table.update({word: Key(prop) for word, prop in own.items() if not prop.inline})
            self._tables[cls.iri] = table
        return self._tables[cls.iri]

    def unknown_key(self, cls: ClassTerm, word: Scalar, entries: Table[str, Entry], scope: Scope) -> None:
        """Report a key that the class does not have; of a figure cut up by its commas, the first piece."""
        cut = cut_figure(entries, word)
        if cut is None:
            remedy = self.meant(cls, word.text)
        elif cut[1]:
            remedy = f"write `{cut[0]}`, or put a text in quotation marks: inside `{{…}}` a comma starts a new key"
        else:
            return
        self.report(scope, word, "unknown-key", f"`{word.text}` is no key of {cls.label} ({cls.key})", remedy)

    def meant(self, cls: ClassTerm, word: str) -> str:
        """The remedy for an unknown key: what it is likely to be, or what there is."""
        if not word.isidentifier():
            return COMMA
        known, role = self.table(cls), role_elsewhere(cls, word, self.schema)
        also = (CLAIMS, ID, MENTIONS) if cls.iri == CT.Claim else ()
        return role or did_you_mean(word, {*known, *also} - {word}) or f"use one of {one_of(known)}"

    def report(self, scope: Scope, node: Node, rule: str, message: str, remedy: str) -> None:
        """A violation at the node."""
        self.findings.report(scope, node, rule, message, remedy)

    def range(self, prop: PropertyTerm) -> Range:
        """The property's range, worked out once."""
        if prop.iri not in self._ranges:
            self._ranges[prop.iri] = range_of(prop, self.schema)
        return self._ranges[prop.iri]

    def values(self, prop: PropertyTerm, node: Node, parent: str, scope: Scope) -> Iterator[Statement]:
        """The statements that a key's value makes: one a value, and the computed ones that go with it."""
        items = node.items if isinstance(node, Sequence) and node.items else [node]
        for number, item in enumerate(items, 1):
            if item is not node and isinstance(item, Sequence):
                message = f"a list inside the list of `{prop.key}`"
                self.report(scope, item, "wrong-type", message, "write one flat list")
            elif isinstance(item, Sequence) or (isinstance(item, Scalar) and not item.text.strip()):
                self.report(scope, item, "empty-value", f"`{prop.key}` has no value", "write one, or take the key out")
            else:
                yield from self.value(prop, item, f"{parent}/{prop.key}-{number}" if parent else "", scope)

    def value(self, prop: PropertyTerm, node: Scalar | Mapping, child: str, scope: Scope) -> Iterator[Statement]:
        """The statements of one scalar or block; `child` is the IRI an embedded record would get."""
        rng = self.range(prop)
        if isinstance(node, Mapping):
            return self.block(rng, node, child, scope)
        if child and rng.embedded and rng.shorthand:
            short = next(word for word, key in self.table(rng.embedded).items() if key.prop.iri == rng.shorthand)
            return self.block(rng, Mapping({short: Entry(Scalar(short, node.place), node)}, node.place), child, scope)
        return self.scalars.closed(rng, node, scope)

    def block(self, rng: Range, node: Mapping, child: str, scope: Scope) -> Iterator[Statement]:
        """A block of keys as a value: names by language, a part of its parent, or a proposition."""
        prop, place = rng.prop, scope.place(node)
        if rng.by_language:
            yield from self.names(rng, node, scope)
        elif rng.propositions:
            closed = self.proposition(rng, node, scope)
            if closed:
                yield Statement(prop.iri, closed, place)
        elif rng.embedded and child:
            yield Statement(prop.iri, self.record(rng.embedded, node.entries, child, place, scope), place)
        else:
            message = f"a block of keys where `{prop.key}` takes {rng.wanted}"
            self.report(scope, node, "wrong-type", message, "write one value")

    def names(self, rng: Range, node: Mapping, scope: Scope) -> Iterator[Statement]:
        """Texts by language tag."""
        if not node.entries:
            self.report(scope, node, "empty-value", f"`{rng.prop.key}` has no value", "write one, or take the key out")
        for tag, texts in node.entries.values():
            try:
                CHECKS[XSD + "language"](tag.text)
            except BadText as bad:
                self.report(scope, tag, "bad-language", str(bad), COMMA if " " in tag.text else bad.remedy)
                continue
            for text in texts.items if isinstance(texts, Sequence) and texts.items else [texts]:
                if isinstance(text, Scalar) and text.text.strip():
                    yield from self.scalars.literal(rng, text, scope, tag.text)
                else:
                    self.report(scope, text, "wrong-type", f"{kind(text)} where a name is expected", "write a text")

    def proposition(self, rng: Range, node: Mapping, scope: Scope) -> Record | None:
        """A proposition written as one class key over its roles, in the graph that all sources share."""
        if len(node.entries) != 1:
            message = f"`{rng.prop.key}` takes one class, here are {len(node.entries)} keys"
            remedy = "write one class over its roles, such as `Count: {population: …, statedCount: …}`"
            if node.entries and node.entries.keys() <= rng.propositions.keys():
                remedy = f"write each as a list item: `- {next(iter(node.entries))}: …`"
            self.report(scope, node, "not-one-class", message, remedy)
            return None
        word, roles = next(iter(node.entries.values()))
        cls = rng.propositions.get(word.text)
        if cls is None:
            message = f"`{word.text}` is no class of proposition that `{rng.prop.key}` takes"
            remedy = did_you_mean(word.text, rng.propositions) or f"use one of {one_of(rng.propositions, most=30)}"
            self.report(scope, word, "unknown-class", message, remedy)
            return None
        if not isinstance(roles, Mapping):
            message = f"{kind(roles)} where the roles of {cls.key} are expected"
            self.report(scope, roles, "wrong-type", message, "write `{role: …}`")
            return None
        closed = self.record(cls, roles.entries, "", scope.place(word), scope)
        return bounded(replace(closed, graph=data("graph/propositions")), self.schema)
