"""The header of a query file: what it answers, what it wants to know, how to ask it.

    #: summary: Who says what about a person, place, event or population.
    #: param about: entity -- the thing spoken of: an id, a name or an IRI
    #: param stance: code(Stance) = any -- only claims of this stance
    #: example: kg query about -p about=lukashenko

It stands in comments, so the file is plain SPARQL for every other tool. A parameter is a variable of the query: with a
value it is bound, and with `any` (its default, or given) it is left free. One without a default must be given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.query.places import fault
from kg.schema import did_you_mean, one_of

if TYPE_CHECKING:
    from kg.errors import QueryError

KINDS = ("entity", "code", "date", "integer", "string", "iri", "boolean", "language")
ANY = "any"
KEYS = ("summary", "param", "example")
_LINE = re.compile(r"^[ \t]*#:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_KEYED = re.compile(r"(\w+)[ \t]*:?[ \t]*(.*)")
_PARAM = re.compile(r"(\w+)\s*:\s*(\w+)(?:\((\w+)\))?(?:\s*=\s*(.*?))?\s+--\s+(\S.*)")


class Param(NamedTuple):
    """A parameter: its name, kind (a code: `of` which list), default ("" where it must be given), and what it means."""

    name: str
    kind: str
    of: str
    default: str
    description: str

    @property
    def type(self) -> str:
        """The kind as the header writes it."""
        return f"{self.kind}({self.of})" if self.of else self.kind

    def __str__(self) -> str:
        default = f" = {self.default}" if self.default else ""
        return f"{self.name}: {self.type}{default}"


class Header(NamedTuple):
    """What the header of a query says; empty where it has none."""

    summary: str = ""
    params: tuple[Param, ...] = ()
    examples: tuple[str, ...] = ()


def read(text: str, name: str = "") -> Header:
    """The header of a query's text; raises QueryError, with line and column, at a line that cannot be read.

    >>> read("#: summary: Who denies what.\\n#: param who: entity = any -- the claimant\\nSELECT …").params[0].kind
    'entity'
    """
    summary, params, examples = "", [], []
    for match in _LINE.finditer(text):
        keyed = _KEYED.fullmatch(match[1])
        key, rest = (keyed[1], keyed[2]) if keyed else ("", "")
        if key == "summary" and rest:
            summary = rest
        elif key == "example" and rest:
            examples.append(rest)
        elif key == "param":
            params.append(_param(rest, text, match.start(1), name))
        else:
            raise _unread(key, text, match.start(1), name)
    return Header(summary, tuple(params), tuple(examples))


def _param(rest: str, text: str, at: int, name: str) -> Param:
    found = _PARAM.fullmatch(rest)
    if not found:
        remedy = "write `#: param NAME: TYPE -- what it means`, or `#: param NAME: TYPE = DEFAULT -- …`"
        raise fault("this parameter cannot be read", text, at, name=name, remedy=remedy)
    if found[2] not in KINDS or (found[3] and found[2] != "code"):
        remedy = did_you_mean(found[2], KINDS) or f"use one of {one_of(KINDS)}"
        raise fault(f"no parameter is of type {found[2]!r}", text, at, name=name, remedy=remedy)
    return Param(found[1], found[2], found[3] or "", found[4] or "", found[5])


def _unread(key: str, text: str, at: int, name: str) -> QueryError:
    remedy = did_you_mean(key, KEYS) or f"a header line says {one_of(KEYS)}"
    return fault("this line of the header cannot be read", text, at, name=name, remedy=remedy)
