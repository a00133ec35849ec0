"""The case as somebody finds it who sits down to enter claims: its sources, its agents, and the claims it has.

Files are read and indexed, nothing is compiled: that takes a tenth of the time, and a claim that is being entered needs
no graph before it is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.errors import FindingsError, InputError
from kg.findings import Severity
from kg.read.files import read_case
from kg.read.nodes import Scalar, Sequence
from kg.resolve.held import Keeper, Shelves
from kg.resolve.index import Index
from kg.resolve.reading import declared_source
from kg.resolve.vault import vault_of
from kg.schema import CT, PROV, did_you_mean, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.read.files import Tree
    from kg.read.nodes import Node
    from kg.resolve.held import Held
    from kg.resolve.index import Declared, Stated
    from kg.schema import Concept, Schema


@dataclass(frozen=True)
class Desk:
    """A case read and indexed."""

    root: Path
    schema: Schema
    tree: Tree
    index: Index

    def key(self, prop: str) -> str:
        """The data key of a property."""
        return self.schema.properties[prop].key

    def source(self, name: str) -> Declared:
        """The source of that id or label; InputError where there is none, or more than one."""
        sources = {each.id for each in self.index.entities if self.schema.is_a(each.cls.iri, CT.Source)}
        if name in sources:
            return declared_source(self.index, name)
        named = sorted(self.index.labelled(name) & sources)
        if len(named) > 1:
            raise InputError(f"{name!r} is the name of {len(named)} sources", remedy=f"give the id: {', '.join(named)}")
        return declared_source(self.index, named[0] if named else name)

    def held(self, source: Declared) -> Held:
        """The source with its text, if that is held; FindingsError where its copies are not those that were hashed."""
        index = Index(self.schema)
        index.known = self.index.known
        held = Keeper(Shelves(self.root, vault_of(self.root, self.tree.settings, self.schema)), self.schema, index, {})
        found = held.held(source)
        if index.findings:
            raise FindingsError(index.findings, self.root)
        return found

    def claims(self, source: str) -> list[Stated]:
        """The claims that were read in a source, in file order."""
        return [each for each in self.index.claims if self.said(each, CT.source) == source]

    def said(self, claim: Stated, prop: str) -> str:
        """The first text of a claim under a property, inherited ones too."""
        return next(self.every(claim, prop), "")

    def every(self, claim: Stated, prop: str) -> Iterator[str]:
        """The texts of a claim under a property."""
        entry = claim.entries.get(self.key(prop))
        yield from texts(entry.value) if entry else ()

    @cached_property
    def agents(self) -> dict[str, Declared]:
        """Who can claim something, by id: no placeholders, which stand for nobody."""
        key = self.key(CT.placeholder)
        agents = (each for each in self.index.entities if self.schema.is_a(each.cls.iri, CT.Agent))
        return {each.id: each for each in agents if each.content.text(key) != "true"}

    @cached_property
    def spoken(self) -> dict[str, int]:
        """How many claims each agent has made."""
        found: dict[str, int] = {}
        for claim in self.index.claims:
            said = self.said(claim, PROV.wasAttributedTo)
            found[said] = found.get(said, 0) + 1
        return found

    def entity(self, name: str, option: str, *classes: str) -> str:
        """The id of what somebody names by id or label, which must be of one of the classes; InputError otherwise."""
        fitting = {each.id for each in self.index.entities if any(self.schema.is_a(each.cls.iri, c) for c in classes)}
        if name in fitting:
            return name
        named = sorted(self.index.labelled(name) & fitting)
        if len(named) == 1:
            return named[0]
        if named:
            raise InputError(
                f"{option}: {name!r} is the name of {len(named)}", remedy=f"give one of {', '.join(named)}"
            )
        what = " or ".join(self.schema.classes[each].label for each in classes)
        if name in self.index.known:
            called = self.schema.classes[self.index.known[name].cls].label
            raise InputError(f"{option}: `{name}` is a {called}", remedy=f"name one that is a kind of {what}")
        remedy = did_you_mean(name, fitting) or "register it first, below data/register, and give its id"
        raise InputError(f"{option}: no {what} of this case is called {name!r}", remedy=remedy)

    def code(self, text: str, option: str, prop: str) -> Concept:
        """The code that somebody names by its key; InputError, with the likely one, otherwise."""
        codes = {
            key: each for cls in self.schema.properties[prop].ranges for key, each in self.schema.codes(cls).items()
        }
        if text not in codes:
            from kg.schema import one_of

            remedy = did_you_mean(text, codes) or f"use one of {one_of(codes, most=50)}"
            raise InputError(f"{option}: {text!r} is no code of `{self.key(prop)}`", remedy=remedy)
        return codes[text]


def open_desk(root: Path) -> Desk:
    """The case at `root`, which must be readable: a new id must not be one that stands in a file nobody can read."""
    schema, tree = load(), read_case(root)
    wrong = [each for each in tree.findings if each.severity is Severity.VIOLATION]
    if wrong:
        raise FindingsError(sorted(wrong), root)
    return Desk(root, schema, tree, indexed(tree, schema))


def indexed(tree: Tree, schema: Schema) -> Index:
    """The index of all that the case declares."""
    index = Index(schema, bool(tree.unread))
    for document in tree.documents:
        index.add(document)
    return index


def texts(node: Node) -> Iterator[str]:
    """The texts of a scalar or of a flat list."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        yield from (item.text for item in node.items if isinstance(item, Scalar))
