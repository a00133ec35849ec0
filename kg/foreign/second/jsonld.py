"""A walk over JSON-LD: a node is where its `@id` is, a property where its key is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.foreign.second.context import Context, Term
from kg.foreign.second.jsontext import Keyed, Leaf, Member, Node, Several, tree
from kg.foreign.second.walk import BLANK, FIRST, LITERAL, NIL, REST, TYPE, Lost, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.foreign.files import File
    from kg.foreign.second.sought import Sought

WHOLE = ("@list", "@set", "@graph", "@value", "@id", "@included")


class JsonLd(Text):
    """One walk; `dropped` are keys that no context defines, which a parser passes over, and where they are."""

    def __init__(self, file: File, sought: Sought) -> None:
        super().__init__(file, sought)
        self.dropped: list[tuple[str, int, Context]] = []

    def run(self) -> None:
        """Meet every statement."""
        self._nodes(tree(self.text), Context(self.file.base))

    def _nodes(self, node: Node, context: Context) -> None:
        for each in node.items if isinstance(node, Several) else [node]:
            if isinstance(each, Keyed):
                self._node(each, context)

    def _subject(self, node: Keyed, context: Context) -> tuple[str, int]:
        """The term of a node, and where it is called so."""
        for member in node.members:
            if context.expanded(member.key) == "@id" and isinstance(member.value, Leaf):
                return context.node(str(member.value.value)), member.value.at
        return BLANK, node.at

    def _node(self, node: Keyed, context: Context) -> None:
        context = _of_classes(node, context.with_(node.get("@context")))
        subject, at = self._subject(node, context)
        words = [(context.expanded(member.key), member) for member in node.members]
        for word, member in sorted(words, key=lambda pair: _turn(pair[0])):
            if word == "@type":
                self._types(subject, at, member, context)
            elif word in ("@graph", "@included"):
                self._nodes(member.value, context)
            elif word in ("@reverse", "@nest"):
                raise Lost
            elif ":" in word:
                self._property(subject, at, member, f"<{word}>", context)
            elif not word and member.key not in context.terms:
                self.dropped.append((member.key, member.at, context))

    def _types(self, subject: str, at: int, member: Member, context: Context) -> None:
        """The classes of a node, in the order in which the parser took them."""
        given = [each for each in _each(member.value) if isinstance(each, Leaf)]
        places = {f"<{context.expanded(str(each.value))}>": each.at for each in given}
        found = [cls for cls in self.ahead(len(given)) if cls in places]
        for cls in found if len(found) == len(given) else [cls for cls in places if ":" in cls]:
            self._met(subject, TYPE, cls, (at, member.at, places[cls]))

    def _property(self, subject: str, at: int, member: Member, predicate: str, context: Context) -> None:
        term = context.terms.get(member.key, Term(""))
        if term.reverse:
            raise Lost
        inner = context.with_(term.context)
        if term.kind == "@json":
            self._met(subject, predicate, LITERAL, (at, member.at, member.value.at))
            return
        if term.container == "@list" and not (isinstance(member.value, Keyed) and member.value.get("@list")):
            self._list(subject, predicate, (at, member.at, member.value.at), list(_each(member.value)), term, inner)
            return
        for value in _values(member.value, term, inner):
            self._value(subject, predicate, (at, member.at, value.at), value, term, inner)

    def _value(
        self, subject: str, predicate: str, places: tuple[int, int, int], value: Node, term: Term, context: Context
    ) -> None:
        if isinstance(value, Leaf):
            if value.value is not None:
                self._met(subject, predicate, _leaf(value, term, context), places)
        elif isinstance(value, Several):
            for each in value.items:
                self._value(subject, predicate, (*places[:2], each.at), each, term, context)
        else:
            self._object(subject, predicate, places, value, term, context)

    def _object(
        self, subject: str, predicate: str, places: tuple[int, int, int], value: Keyed, term: Term, context: Context
    ) -> None:
        inner = context.with_(value.get("@context"))
        words = {inner.expanded(member.key): member for member in value.members}
        if "@value" in words:
            if not (isinstance(words["@value"].value, Leaf) and words["@value"].value.value is None):
                self._met(subject, predicate, LITERAL, places)
        elif "@list" in words:
            self._list(subject, predicate, places, list(_each(words["@list"].value)), term, inner)
        elif "@set" in words:
            self._value(subject, predicate, places, words["@set"].value, term, inner)
        else:
            named, at = self._subject(value, inner)
            self._met(subject, predicate, named, (*places[:2], at))
            self._node(value, context)

    def _list(
        self,
        subject: str,
        predicate: str,
        places: tuple[int, int, int],
        items: list[Node],
        term: Term,
        context: Context,
    ) -> None:
        self._met(subject, predicate, BLANK if items else NIL, places)
        for number, item in enumerate(items, 1):
            self._value(BLANK, FIRST, (item.at, item.at, item.at), item, term, context)
            self._met(BLANK, REST, BLANK if number < len(items) else NIL, (item.at, item.at, item.at))

    def _met(self, subject: str, predicate: str, value: str, places: tuple[int, int, int]) -> None:
        self.met((subject, predicate, value), *places)


def _of_classes(node: Keyed, context: Context) -> Context:
    """The context with those that the classes of the node bring along."""
    found = context
    for member in node.members:
        if context.expanded(member.key) == "@type":
            names = sorted(str(each.value) for each in _each(member.value) if isinstance(each, Leaf))
            for name in names:
                found = found.with_(context.terms[name].context if name in context.terms else None)
    return found


def _turn(word: str) -> int:
    """Classes are met first and further nodes last, wherever they are written."""
    return {"@type": 0, "@graph": 2, "@included": 2}.get(word, 1)


def _each(node: Node) -> Iterator[Node]:
    yield from node.items if isinstance(node, Several) else [node]


def _values(node: Node, term: Term, context: Context) -> Iterator[Node]:
    """The values of a key; those of a map by language or index are its members'."""
    maps = term.container in ("@language", "@index", "@id", "@type", "@graph")
    if maps and isinstance(node, Keyed) and not any(context.expanded(each.key) in WHOLE for each in node.members):
        for member in node.members:
            yield from _each(member.value)
    else:
        yield from _each(node)


def _leaf(value: Leaf, term: Term, context: Context) -> str:
    if isinstance(value.value, str) and term.kind in ("@id", "@vocab"):
        expanded = context.expanded(value.value) if term.kind == "@vocab" else ""
        return f"<{expanded}>" if ":" in expanded else context.node(value.value)
    return LITERAL
