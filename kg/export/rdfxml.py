"""RDF/XML for tools that read nothing else: sorted, one element for each subject.

It cannot say everything: a property needs a name that XML allows, and some characters are not allowed in XML at all.
Such a thing is an error that names it, for leaving it out would be a loss nobody sees.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.errors import InputError
from kg.export.terms import STRING, Name, is_blank, literal_of
from kg.quads import RDF_TYPE, text_of
from kg.schema import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.quads import Quad

RDF = PREFIXES["rdf"]
_PARTS = re.compile(r"(.*[^\w.-])([A-Za-z_][\w.-]*)", re.ASCII)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REMEDY = "export as ttl, nt or jsonld, which can hold it"


def rdfxml(quads: Iterable[Quad]) -> Iterator[str]:
    """The union of the quads' graphs as RDF/XML.

    Raises InputError for a property without an XML name or a text that XML cannot hold.
    """
    triples = sorted({quad[:3] for quad in quads}, key=_order)
    names = _names({triple[1] for triple in triples})
    spaces = dict(sorted({(name.prefix, name.namespace) for name in names.values()} | {("rdf", RDF)}))
    heads = "".join(f"\n  xmlns:{prefix}={quoteattr(space)}" for prefix, space in spaces.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{heads}>\n'
    for subject, members in groupby(triples, key=lambda triple: triple[0]):
        yield f"<rdf:Description {_reference(subject, 'about')}>\n"
        for _, predicate, value in members:
            yield _element(names[predicate], subject, value)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _order(triple: tuple[str, str, str]) -> tuple[str, bool, str, str]:
    subject, predicate, value = triple
    return subject.removesuffix(">"), predicate != RDF_TYPE, predicate, value


def _names(predicates: set[str]) -> dict[str, Name]:
    """Predicate → its name; namespaces without a prefix of ours are numbered."""
    prefixes = {space: prefix for prefix, space in PREFIXES.items()}
    names: dict[str, Name] = {}
    for predicate in sorted(predicates):
        match = _PARTS.fullmatch(text_of(predicate))
        if not match:
            raise InputError(f"RDF/XML has no way to write the property {text_of(predicate)}", remedy=_REMEDY)
        prefix = prefixes.setdefault(match[1], f"ns{len(prefixes)}")
        names[predicate] = Name(prefix, match[1], match[2])
    return names


def _reference(term: str, attribute: str) -> str:
    if is_blank(term):
        return f'rdf:nodeID="{term[2:]}"'
    return f"rdf:{attribute}={quoteattr(text_of(term))}"


def _element(name: Name, subject: str, term: str) -> str:
    tag = f"{name.prefix}:{name.local}"
    if not term.startswith('"'):
        return f"  <{tag} {_reference(term, 'resource')}/>\n"
    literal = literal_of(term)
    if bad := _ILLEGAL.search(literal.text):
        raise InputError(f"{text_of(subject)}: XML cannot hold U+{ord(bad[0]):04X} in {tag}", remedy=_REMEDY)
    kind = f" rdf:datatype={quoteattr(literal.datatype)}" if literal.datatype != STRING else ""
    marks = f' xml:lang="{literal.language}"' if literal.language else kind
    return f"  <{tag}{marks}>{escape(literal.text, {chr(13): '&#13;'})}</{tag}>\n"
