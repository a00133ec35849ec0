"""Which syntax a text is in: told by the name of its file, else by how it begins.

N-Triples is read as N-Quads and Turtle as TriG where only the text tells, since each is a part of the other.
"""

from __future__ import annotations

import re

SUFFIXES = {
    ".ttl": "ttl", ".trig": "trig", ".nt": "nt", ".nq": "nq", ".rdf": "rdf", ".jsonld": "jsonld",
    ".owl": "", ".xml": "", ".json": "",
}  # fmt: skip
OTHERS = {
    ".n3": "Notation3",
    ".trix": "TriX",
    ".hdt": "HDT",
    ".ofn": "OWL functional syntax",
    ".omn": "Manchester syntax",
}
SYNTAXES = ("ttl", "trig", "nt", "nq", "rdf", "jsonld")
HEAD = 65_536

_SKIPPED = re.compile(r"(?:\s|#[^\n]*(?:\n|$))*+")
_IRI = r"<[^<>\s]*>"
_NODE = rf"(?:{_IRI}|_:\S+)"
_VALUE = rf'(?:{_NODE}|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^{_IRI})?)'
_LINE = rf"{_NODE}[ \t]+{_IRI}[ \t]+{_VALUE}(?:[ \t]+{_NODE})?[ \t]*\.[ \t]*(?:#.*)?$"
_TURTLE = rf"@prefix\s|@base\s|(?:prefix|base|graph)\s|{_IRI}\s|\[|\(|\{{|_:|[^\W\d_][\w.-]*:|:"
_BEGINS = (
    ("jsonld", re.compile(r'\{\s*["}]|\[\s*(?:\{\s*["}]|\]\s*$)')),
    ("rdf", re.compile(r"<(?:\?xml|!DOCTYPE|!--|[A-Za-z][\w.-]*:RDF\b|RDF\b)")),
    ("nq", re.compile(_LINE, re.MULTILINE)),
    ("trig", re.compile(_TURTLE, re.IGNORECASE)),
)


def by_name(suffix: str) -> str | None:
    """The syntax of a suffix; the empty text where the content decides, None where the suffix says nothing."""
    return SUFFIXES.get(suffix.lower())


def by_content(data: bytes) -> str:
    """The syntax that a text begins in, or the empty text where it is none that we read.

    >>> by_content(b"# about\\n@prefix e: <http://e/> ."), by_content(b"hello, world")
    ('trig', '')
    """
    head = data[:HEAD].decode(errors="replace").lstrip("\ufeff")
    start = _SKIPPED.match(head)
    text = head[start.end() if start else 0 :]
    return next((syntax for syntax, begins in _BEGINS if begins.match(text)), "" if text else "nq")
