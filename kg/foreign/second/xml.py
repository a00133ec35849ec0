"""A walk over RDF/XML. A place is that of an element: an attribute has none of its own here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from kg.foreign.second.address import resolved
from kg.foreign.second.walk import BLANK, FIRST, LITERAL, NIL, RDF, REST, TYPE, Lost, Walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.foreign.second.sought import Place

XML = "http://www.w3.org/XML/1998/namespace"
SYNTAX = {f"{RDF} {local}" for local in ("about", "ID", "nodeID", "resource", "parseType", "datatype")}


@dataclass(slots=True)
class Element:
    """An open element: a node, a property of the node it stands in, or the root."""

    kind: str
    subject: str = ""
    predicate: str = ""
    value: str | None = None
    place: Place = (0, 0)
    node: Place = (0, 0)
    base: str = ""
    listed: list[tuple[str, Place]] | None = None
    members: int = 0
    reified: str = ""


class Xml(Walk["Place"]):
    """One walk with an XML parser, which tells where each element begins."""

    def run(self) -> None:
        """Meet every statement."""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._open: list[Element] = []
        self._skipped = 0
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(self.file.data, True)
        except expat.ExpatError as error:
            raise Lost from error

    def place(self, raw: Place) -> Place:
        """The place itself."""
        return raw

    def _here(self) -> Place:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        above = self._open[-1] if self._open else None
        base = attributes.get(f"{XML} base")
        base = (
            resolved(above.base if above else self.file.base, base) if base else above.base if above else self.file.base
        )
        if above is None and name == f"{RDF} RDF":
            self._open.append(Element("root", base=base))
        elif above is None or above.kind in ("root", "property"):
            self._node(name, attributes, base, above)
        else:
            self._property(name, attributes, base, above)

    def _node(self, name: str, attributes: Mapping[str, str], base: str, above: Element | None) -> None:
        place = self._here()
        subject = _named(attributes, base, "about")
        self._open.append(Element("node", subject, place=place, base=base))
        if name != f"{RDF} Description":
            self.met((subject, TYPE, _iri(name)), place, place, place)
        self._attributes(subject, attributes, base, place)
        if above is not None and above.kind == "property":
            above.value = subject
            if above.listed is not None:
                above.listed.append((subject, place))

    def _attributes(self, subject: str, attributes: Mapping[str, str], base: str, place: Place) -> bool:
        """Properties that are written as attributes; whether there are any."""
        given = [name for name in attributes if name not in SYNTAX and not name.startswith(f"{XML} ") and " " in name]
        for name in given:
            value = f"<{resolved(base, attributes[name])}>" if _iri(name) == TYPE else LITERAL
            self.met((subject, _iri(name), value), place, place, place)
        return bool(given)

    def _property(self, name: str, attributes: Mapping[str, str], base: str, above: Element) -> None:
        place = self._here()
        if name == f"{RDF} li":
            above.members += 1
            name = f"{RDF} _{above.members}"
        found = Element("property", above.subject, _iri(name), None, place, above.place, base)
        if f"{RDF} ID" in attributes:
            found.reified = f"<{resolved(base, '#' + attributes[f'{RDF} ID'])}>"
        kind = attributes.get(f"{RDF} parseType")
        self._open.append(found)
        if kind == "Resource":
            self._value(found, BLANK)
            found.kind, found.subject, found.place = "resource", BLANK, place
        elif kind == "Collection":
            found.listed = []
        elif kind is not None:
            self._skipped = 1
        elif f"{RDF} resource" in attributes or f"{RDF} nodeID" in attributes:
            found.value = _named(attributes, base, "resource")
            self._attributes(found.value, attributes, base, place)
        elif self._attributes(BLANK, attributes, base, place):
            found.value = BLANK

    def _end(self, _: str) -> None:
        if self._skipped > 1:
            self._skipped -= 1
            return
        self._skipped = 0
        element = self._open.pop()
        if element.kind != "property":
            return
        if element.listed is None:
            self._value(element, element.value or LITERAL)
        else:
            self._listed(element, element.listed)

    def _value(self, element: Element, value: str) -> None:
        place = element.place
        self.met((element.subject, element.predicate, value), element.node, place, place)
        if element.reified:
            parts = (("object", value), ("predicate", element.predicate), ("subject", element.subject))
            for local, part in (*parts, ("type", f"<{RDF}Statement>")):
                self.met((element.reified, f"<{RDF}{local}>", part), place, place, place)

    def _listed(self, element: Element, items: list[tuple[str, Place]]) -> None:
        self._value(element, BLANK if items else NIL)
        for number, (item, place) in enumerate(items, 1):
            self.met((BLANK, REST, BLANK if number < len(items) else NIL), place, place, place)
            self.met((BLANK, FIRST, item), place, place, place)


def _iri(name: str) -> str:
    return f"<{name.replace(' ', '')}>"


def _named(attributes: Mapping[str, str], base: str, local: str) -> str:
    """The node that an element names, or that it has no name."""
    if (given := attributes.get(f"{RDF} {local}")) is not None:
        return f"<{resolved(base, given)}>"
    if (given := attributes.get(f"{RDF} ID")) is not None and local == "about":
        return f"<{resolved(base, '#' + given)}>"
    return BLANK
