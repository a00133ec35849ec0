"""Which provision somebody means: its id, its name, or the way lawyers write it ("CRC 20", "Rome Statute 6(e)")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.quads import text_of
from kg.query.lookup import entity
from kg.schema import CT, DATA, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.tell import Reader

_ARTICLE = re.compile(r"\b(?:articles?|arts?\.?)(?=[\s\d(])", re.IGNORECASE)
NONE = "the last build has no provision: enter one with its elements below data/law, then `kg build`"
_APART = re.compile(r"[\W_]+")


def provision(reader: Reader, text: str) -> str:
    """The IRI of the provision meant; raises QueryError, naming the nearest, where it is not one."""
    known = _names(reader)
    wanted = known.get(_plain(text), set())
    if len(wanted) == 1:
        return next(iter(wanted))
    if wanted:
        raise QueryError(f"{text!r} is {len(wanted)} provisions", remedy=f"give the id: {_listed(sorted(wanted))}")
    return _looked_up(reader, text, known)


def _looked_up(reader: Reader, text: str, known: dict[str, set[str]]) -> str:
    provisions = reader.instances(CT.Provision)
    ids = [iri.removeprefix(DATA) for iri in provisions]
    try:
        found = text_of(entity(reader.store, text))
    except QueryError:
        near = {word for iris in (known.get(each, set()) for each in known if _plain(text) in each) for word in iris}
        hint = f"did you mean {_listed(sorted(near))}?" if near else did_you_mean(text, ids)
        raise QueryError(f"no provision is called {text!r}", remedy=hint or _one_of(provisions)) from None
    if found not in provisions:
        below = [iri for iri in provisions if found in (*reader.values(iri, "ct:instrument"), *_above(reader, iri))]
        remedy = f"name one of its provisions: {_listed(below)}" if below else _one_of(provisions)
        raise QueryError(f"{text!r} is no provision, but {reader.label(found)}", remedy=remedy)
    return found


def _names(reader: Reader) -> dict[str, set[str]]:
    """Plain names → provisions: ids, labels, and every name of the instrument with the number."""
    names: dict[str, set[str]] = {}
    for iri in reader.instances(CT.Provision):
        for name in _spellings(reader, iri):
            names.setdefault(_plain(name), set()).add(iri)
    return names


def _spellings(reader: Reader, iri: str) -> Iterator[str]:
    yield iri.removeprefix(DATA)
    yield from reader.values(iri, "rdfs:label")
    for number in reader.values(iri, "skos:notation"):
        for instrument in reader.values(iri, "ct:instrument"):
            called = [*reader.values(instrument, "rdfs:label"), *reader.values(instrument, "skos:altLabel")]
            for name in (instrument.removeprefix(DATA), *called):
                yield f"{name} {number}"
                yield f"{name.split(' of the ')[0]} {number}"


def _above(reader: Reader, iri: str) -> tuple[str, ...]:
    return tuple(whole for one in reader.values(iri, "ct:instrument") for whole in reader.values(one, "ct:partOf"))


def _plain(text: str) -> str:
    """Letters and digits alone, without the word "article".

    >>> _plain("Rome Statute, art. 6(e)"), _plain("rome-statute 6(e)")
    ('romestatute6e', 'romestatute6e')
    """
    return _APART.sub("", _ARTICLE.sub("", text)).casefold()


def _one_of(provisions: list[str]) -> str:
    """What to do where nothing is near."""
    return f"use one of {_listed(provisions)}" if provisions else NONE


def _listed(iris: list[str]) -> str:
    return ", ".join(iri.removeprefix(DATA) for iri in iris)
