"""Values of parameters: from the words on the command line to terms that a query can be bound to.

A value is read by its type, so that a date is a date and a name is one entity of this case; what cannot be read so is
an error before the query runs, never an empty answer.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.quads import XSD, iri, literal
from kg.query import lookup
from kg.query.header import ANY, KINDS, Param
from kg.query.prefixes import OURS
from kg.schema import did_you_mean, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.store import Store

_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_GIVEN = re.compile(r"(\w+)(?::(\w+)(?:\((\w+)\))?)?=(.*)", re.DOTALL)


def given(words: Iterable[str]) -> tuple[dict[str, str], list[Param]]:
    """Read `-p name=value` words; `-p name:type=value` also declares the parameter, for a query without a header.

    >>> given(["about=reuters", "day:date=2023-05-23"])[1][0].kind
    'date'
    """
    values: dict[str, str] = {}
    declared: list[Param] = []
    for word in words:
        found = _GIVEN.fullmatch(word)
        if not found:
            raise QueryError(f"{word!r} is no parameter", remedy="write -p NAME=VALUE")
        name, kind, of, value = found.groups()
        if name in values:
            raise QueryError(f"the parameter {name} is given twice", remedy="give it once")
        values[name] = value
        if kind and kind not in KINDS:
            raise QueryError(f"no parameter is of type {kind!r}", remedy=f"use one of {one_of(KINDS)}")
        declared += [Param(name, kind, of or "", "", "")] if kind else []
    return values, declared


def terms(params: Sequence[Param], values: Mapping[str, str], store: Store) -> dict[str, str]:
    """The term of every parameter that has a value; those left free are not in it.

    Raises QueryError at an unknown or missing parameter, and at a value that is not of its type.
    """
    known = {param.name: param for param in params}
    for name in values:
        if name not in known:
            raise QueryError(f"the query has no parameter {name!r}", remedy=_remedy(name, known))
    found = {}
    for name, param in known.items():
        text = values.get(name, param.default)
        if not text and name not in values:
            raise QueryError(
                f"the parameter {name} is missing", remedy=f"add -p {name}=…: {param.description or param.type}"
            )
        if text != ANY:
            found[name] = term(param, text, store)
    return found


def _remedy(name: str, known: Mapping[str, Param]) -> str:
    if not known:
        return f"it has none; declare it with `#: param {name}: TYPE -- …`, or give -p {name}:TYPE=VALUE"
    return did_you_mean(name, known) or f"it has {one_of(known)}"


def term(param: Param, text: str, store: Store) -> str:
    """The term that the text stands for, read by the parameter's type."""
    try:
        return _READERS[param.kind](text, param, store)
    except QueryError as error:
        raise QueryError(f"the parameter {param.name}: {error.message}", remedy=error.remedy) from error


def _date(text: str, _param: Param, _store: Store) -> str:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise QueryError(f"{text!r} is no day", remedy="write it as 2023-05-23")
    return literal(text, XSD + "date")


def _integer(text: str, _param: Param, _store: Store) -> str:
    if not _INTEGER.fullmatch(text):
        raise QueryError(f"{text!r} is no whole number", remedy="write digits only")
    return literal(text, XSD + "integer")


def _boolean(text: str, _param: Param, _store: Store) -> str:
    if text not in {"true", "false"}:
        raise QueryError(f"{text!r} is neither true nor false", remedy="write true or false")
    return literal(text, XSD + "boolean")


def _language(text: str, _param: Param, _store: Store) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise QueryError(f"{text!r} is no language tag", remedy="write en, uk, ru, be, …")
    return literal(text.lower())


def _iri(text: str, _param: Param, _store: Store) -> str:
    bare = lookup.unbracketed(text)
    prefix, colon, local = bare.partition(":")
    if not colon:
        raise QueryError(f"{text!r} is no IRI", remedy="give it whole, or with a prefix such as kg:")
    return iri(OURS[prefix] + local if prefix in OURS else bare)


_READERS: dict[str, Callable[[str, Param, Store], str]] = {
    "entity": lambda text, _param, store: lookup.entity(store, text),
    "code": lambda text, param, store: lookup.code(store, text, param.of),
    "date": _date,
    "integer": _integer,
    "boolean": _boolean,
    "language": _language,
    "iri": _iri,
    "string": lambda text, _param, _store: literal(text),
}
