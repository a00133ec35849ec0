"""From what somebody typed to the entity or code that is meant.

An id, an IRI or a prefixed name is taken as it is, if the case knows it. Otherwise a label, or a name that a source is
said to use, must fit exactly (in any language, in any case of letters) and belong to one thing only: a guess that picks
one of two people is worse than none.
Claims that share the number of an entry with a thing, such as a measure, stand back: the thing leads to them. Entries
that judgements hold to be one thing are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.quads import iri, literal, text_of
from kg.query.binding import bind
from kg.query.prefixes import OURS
from kg.query.tokens import tokens
from kg.schema import CT, did_you_mean, one_of
from kg.schema.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store

_NAMED = """SELECT DISTINCT ?thing ?label WHERE {
  VALUES ?name { rdfs:label skos:altLabel skos:hiddenLabel skos:notation ct:materialId ct:name }
  GRAPH ?graph { ?holder ?name ?label OPTIONAL { ?holder ct:named ?named } }
  BIND(COALESCE(?named, ?holder) AS ?thing)
  FILTER(?graph NOT IN (graph:ontology, graph:inferred))"""
NAMES = _NAMED + " }"
CALLED = _NAMED + "FILTER(LCASE(STR(?label)) = LCASE(?wanted)) }"
CODES = """SELECT DISTINCT ?code ?key ?label WHERE {
  GRAPH graph:ontology { ?code a ?list ; skos:inScheme ?scheme ; skos:prefLabel ?label OPTIONAL { ?code ct:key ?key } }
} ORDER BY ?code ?label"""


def entity(store: Store, text: str) -> str:
    """The term of the one thing in the case with that id, IRI or label; raises QueryError where it is not one."""
    for candidate in _addresses(text):
        if _known(store, candidate):
            return candidate
    found = sorted({row["thing"] for row in _rows(store, CALLED, wanted=literal(text.strip()))})
    found = [thing for thing in found if not text_of(thing).startswith(OURS["claim"])] or found
    found = sorted({stands_for(store, thing) for thing in found})
    if len(found) == 1:
        return found[0]
    if found:
        remedy = f"give the id: {', '.join(map(short, found))}"
        raise QueryError(f"{text!r} is the name of {len(found)} things", remedy=remedy)
    raise QueryError(f"nothing in this case is called {text!r}", remedy=_guess(store, text))


def code(store: Store, text: str, of: str = "") -> str:
    """The term of the code with that key or label, in the list `of` or any; raises QueryError where it is not one."""
    known = _codes(store, of)
    found = sorted({term for term, words in known.items() if text in words})
    found = found or sorted({term for term, words in known.items() if text.casefold() in map(str.casefold, words)})
    if len(found) == 1:
        return found[0]
    where = f"the list {of}" if of else "the code lists"
    if found:
        raise QueryError(
            f"{text!r} is {len(found)} codes in {where}", remedy=f"give one of {one_of(map(short, found))}"
        )
    keys = {words[0] for words in known.values()}
    raise QueryError(f"no code in {where} is called {text!r}", remedy=did_you_mean(text, keys) or f"use {one_of(keys)}")


def unbracketed(text: str) -> str:
    """An IRI without its angle brackets, if it has both."""
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def short(term: str) -> str:
    """A term as one would type it: an id where it is ours, else the IRI.

    >>> short("<https://w3id.org/child-transfer/id/lukashenko>")
    'lukashenko'
    """
    return text_of(term).removeprefix(OURS["kg"]).removeprefix(OURS["ct"])


def stands_for(store: Store, thing: str) -> str:
    """The entry that stands for all those held to be one with this, or the thing itself."""
    return next((quad[2] for quad in store.quads(s=thing, p=iri(CT.identity))), thing)


def _known(store: Store, term: str) -> bool:
    """Whether anything is said of the term; of what is no address, nothing is."""
    try:
        return next(store.quads(s=term), None) is not None
    except InputError:
        return False


def _addresses(text: str) -> Iterator[str]:
    """The IRIs that the text may stand for, as terms."""
    bare = unbracketed(text.strip())
    prefix, colon, local = bare.partition(":")
    whole = [OURS[prefix] + local if prefix in OURS else bare] if colon else []
    for candidate in [*whole, OURS["kg"] + bare, OURS["claim"] + bare]:
        try:
            yield iri(candidate)
        except InputError:
            continue  # a label with spaces is no address


def _rows(store: Store, query: str, **values: str) -> Iterator[dict[str, str]]:
    return store.select(bind(query, tokens(query), values).text, OURS)


def _guess(store: Store, text: str) -> str:
    """The nearest labels and ids, each label with its id."""
    names = {text_of(row["label"]): short(row["thing"]) for row in _rows(store, NAMES)}
    known = {**{ident: ident for ident in names.values()}, **names}
    told = [f"{word!r} ({known[word]})" if known[word] != word else repr(word) for word in nearest(text, known)]
    return f"did you mean {' or '.join(told)}?" if told else "give an id, a label or an IRI of this case"


def _codes(store: Store, of: str) -> dict[str, list[str]]:
    """Each code with its key first, then its other names."""
    found: dict[str, list[str]] = {}
    for row in _rows(store, CODES, **({"list": iri(OURS["ct"] + of)} if of else {})):
        local = short(row["code"])
        words = found.setdefault(row["code"], [text_of(row["key"]) if "key" in row else local, local])
        words.append(text_of(row["label"]))
    return found
