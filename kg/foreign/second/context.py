"""What the keys of a JSON-LD file mean, as far as a second look needs it; anything rarer is left to the parser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.foreign.second.address import resolved
from kg.foreign.second.jsontext import Keyed, Leaf, Node, Several
from kg.foreign.second.walk import BLANK

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Term:
    """What a key stands for: an IRI or a keyword, how its values are read, and a context of its own."""

    iri: str
    kind: str = ""
    container: str = ""
    reverse: bool = False
    context: Node | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The keys that are defined, and what addresses begin with."""

    base: str
    vocab: str = ""
    terms: Mapping[str, Term] = field(default_factory=dict)

    def with_(self, given: Node | None) -> Context:
        """This context and a further one."""
        if isinstance(given, Several):
            found = self
            for each in given.items:
                found = found.with_(each)
            return found
        if isinstance(given, Leaf) and given.value is None:
            return Context(self.base)
        return self._joined(given) if isinstance(given, Keyed) else self

    def _joined(self, given: Keyed) -> Context:
        base, vocab = _text(given.get("@base")), _text(given.get("@vocab"))
        found = replace(self, base=resolved(self.base, base), vocab=self._vocab(vocab), terms=dict(self.terms))
        raw = {member.key: member.value for member in given.members if not member.key.startswith("@")}
        terms = {name: _defined(node) for name, node in raw.items()}
        every = {**self.terms, **terms}
        whole = replace(found, terms=every)
        for name, term in terms.items():
            every[name] = replace(term, iri=whole.expanded(term.iri or name, set() if term.iri else {name}))
        return whole

    def _vocab(self, given: str) -> str:
        return self.expanded(given, set()) if given else self.vocab

    def expanded(self, name: str, seen: set[str] | None = None) -> str:
        """The IRI, bare, or the keyword that a key or a class stands for; the empty text for none."""
        seen = seen or set()
        if name.startswith("@"):
            return name
        if name in self.terms and name not in seen:
            iri = self.terms[name].iri
            return self.expanded(iri, {*seen, name}) if iri and iri != name else iri or self._plain(name, seen | {name})
        return self._plain(name, seen)

    def _plain(self, name: str, seen: set[str]) -> str:
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix in self.terms and prefix not in seen:
            return self.expanded(prefix, seen) + local
        return name if colon else (self.vocab + name if self.vocab else "")

    def node(self, name: str) -> str:
        """The term of a node that is called so."""
        if name.startswith("_:"):
            return BLANK
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//") and prefix in self.terms:
            return f"<{self.expanded(prefix)}{local}>"
        return f"<{resolved(self.base, name)}>"


def _defined(node: Node) -> Term:
    if isinstance(node, Leaf):
        return Term(_text(node))
    if not isinstance(node, Keyed):
        return Term("")
    reverse = _text(node.get("@reverse"))
    iri = reverse or _text(node.get("@id"))
    return Term(iri, _text(node.get("@type")), _text(node.get("@container")), bool(reverse), node.get("@context"))


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Leaf) and isinstance(node.value, str) else ""
