"""What is refused before a parser sees it: XML entities that grow when they are read.

Entities that stand for namespaces are common in ontologies and stay: each must be plain text, short, and all uses
together must not make the file much larger. One that names another, or a file, has no honest use in RDF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 1_000
TIMES, SPARE = 10, 1_000_000  # what entities may add: so many times the file, and so many characters
REMEDY = "write out what the entity stands for; only short ones for namespaces are read"
NOT_RDF = "write it as RDF/XML: its root is rdf:RDF, in the namespace of RDF"


class _Enough(Exception):
    """The root element is reached."""


def guard(data: bytes) -> None:
    """Refuse RDF/XML whose entities are no mere abbreviations; raises InputError with line:column."""
    entities = _declared(data) if b"<!DOCTYPE" in data else {}
    grown = sum(data.count(b"&%s;" % name.encode()) * len(value) for name, value in entities.items())
    if grown > TIMES * len(data) + SPARE:
        raise InputError(f"its entities would make it {grown:,} characters longer", remedy=REMEDY)


def _declared(data: bytes) -> Mapping[str, str]:
    """The entities of the document type, each plain and short."""
    parser = expat.ParserCreate()
    found: dict[str, str] = {}

    def fail(message: str) -> None:
        where = f"{parser.CurrentLineNumber}:{parser.CurrentColumnNumber + 1}"
        raise InputError(message, remedy=REMEDY, where=where)

    def entity(name: str, parameter: int, value: str | None, *_: object) -> None:
        if value is None:
            fail(f"the entity `{name}` is in another file, and nothing is fetched")
        elif parameter or "&" in value or "%" in value or "<" in value:
            fail(f"the entity `{name}` is made of others")
        elif len(value) > LONGEST:
            fail(f"the entity `{name}` is {len(value):,} characters long")
        else:
            found[name] = value

    def root(*_: object) -> None:
        raise _Enough

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _Enough:
        pass
    except expat.ExpatError as error:
        message = f"not well-formed: {expat.errors.messages.get(error.code, 'XML')}"
        where = f"{error.lineno}:{error.offset + 1}"
        raise InputError(message, remedy="mend the file at this place", where=where) from error
    return found
