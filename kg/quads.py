"""Quads as N-Triples text: the one form that sorts, hashes, streams and loads everywhere.

A quad is four strings in N-Triples syntax. Plain text is chosen over objects because a build sorts and deduplicates a
million of them, every engine reads them as they are, and the canonical file is their sorted lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Quad = tuple[str, str, str, str]

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_ILLEGAL_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_UNESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


def iri(value: str) -> str:
    """An IRI as a term; refuses characters that N-Triples does not allow.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    if _ILLEGAL_IRI.search(value):
        raise InputError(f"not an IRI: {value!r}", remedy="percent-encode spaces, quotes, brackets and braces")
    return f"<{value}>"


def literal(text: str, datatype: str = "", language: str = "") -> str:
    r"""A literal as a term: plain (xsd:string), typed, or with a language tag.

    >>> literal('say "no"\n')
    '"say \\"no\\"\\n"'
    >>> literal("5", XSD + "integer")
    '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    quoted = f'"{_ESCAPED.sub(_escape, text)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    if datatype and datatype != XSD + "string":
        return f"{quoted}^^<{datatype}>"
    return quoted


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def is_iri(term: str) -> bool:
    """Whether the term is an IRI rather than a literal."""
    return term.startswith("<")


def text_of(term: str) -> str:
    """What a term says: the IRI without brackets, or the literal's text without quotes, type and tag."""
    if not term.startswith('"'):
        return term[1:-1] if is_iri(term) else term  # a blank node, which only shapes have, is called by its name
    body = term[1 : term.rindex('"')]
    return _UNESCAPED.sub(_unescape, body) if "\\" in body else body


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _UNESCAPES[match[3]]


def language_of(term: str) -> str:
    """The language tag of a literal, or the empty string."""
    tail = term[term.rindex('"') + 1 :] if term.startswith('"') else ""
    return tail[1:] if tail.startswith("@") else ""


def best_label(labels: Iterable[str]) -> str:
    """The text of the English label, else of one without a language, else of the first by language.

    >>> best_label(['"Беларусь"@be', '"Belarus"@en']), best_label([])
    ('Belarus', '')
    """
    ranked = sorted(labels, key=lambda label: ({"en": 0, "": 1}.get(language_of(label), 2), language_of(label), label))
    return text_of(ranked[0]) if ranked else ""


def line(quad: Quad) -> str:
    """One N-Quads line without its line end."""
    return " ".join(quad) + " ."


def write(quads: Iterable[Quad]) -> bytes:
    """Sorted, unique N-Quads: the form in which two builds are compared byte for byte."""
    lines = sorted({line(quad) for quad in quads})
    return ("\n".join(lines) + "\n").encode() if lines else b""


def split(lines: bytes) -> Iterator[Quad]:
    """The quads of canonical N-Quads, as `write` gives them: only the object may hold a space."""
    for text in lines.decode().split("\n"):
        if text:
            subject, predicate, rest = text.split(" ", 2)
            value, graph, _ = rest.rsplit(" ", 2)
            yield subject, predicate, value, graph


def triples(quads: Iterable[Quad]) -> bytes:
    """The same facts as N-Triples, sorted, graphs dropped: what validators read."""
    return rows(sorted({quad[:3] for quad in quads}))


def rows(facts: Iterable[tuple[str, str, str]]) -> bytes:
    """Triples as lines of N-Triples, in their order."""
    return "".join([f"{s} {p} {o} .\n" for s, p, o in facts]).encode()
