"""Queries and policies: whether they run, whether they can match anything, and whether people can use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.lint.known import short as shown
from kg.lint.ontology import DEPRECATED, meant
from kg.lint.pages import found
from kg.lint.prefixes import UNUSED
from kg.query import safety, words
from kg.query.header import Header, read
from kg.query.prefixes import BASE, OURS, Names, names
from kg.query.prepared import columns
from kg.schema import did_you_mean
from kg.store import Store, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Finding, Position
    from kg.lint.known import Known
    from kg.lint.prefixes import Table
    from kg.lint.texts import Text
    from kg.query.tokens import Token

SYNTAX, REFUSED, TERM, HEADER = "lint-syntax", "lint-query-refused", "lint-query-term", "lint-query-header"
PARAM, STAR, POLICY = "lint-query-param", "lint-query-star", "lint-policy-column"
PROPOSITION = "proposition"
_WHERE = re.compile(r"(\d+):(\d+)\Z")


def query(text: Text, known: Known, table: Table) -> Iterator[Finding]:
    """All that is wrong with a query; what does not parse is told alone with what can be read off its words."""
    header, told = _header(text)
    yield from told
    yield from _refused(text)
    holds, told = _names(text)
    yield from told
    if holds:
        yield from _syntax(text, holds, header)
        yield from _terms(text, holds, known)
    yield from _prefixes(text, table)
    yield from _star(text)


def policy(text: Text, known: Known, table: Table) -> Iterator[Finding]:
    """The same for a policy, which is asked for propositions and takes no parameters."""
    yield from query(text, known, table)
    if text.tokens and PROPOSITION not in columns(text.tokens):
        yield found(POLICY, _keyword(text, "SELECT"), "the policy gives no column ?proposition")


def _header(text: Text) -> tuple[Header, list[Finding]]:
    try:
        header = read(text.text, text.name)
    except QueryError as error:
        return Header(), [_told(HEADER, text, error)]
    if not header.summary:
        return header, [found(HEADER, text.first(), "nothing says what the query answers")]
    return header, []


def _refused(text: Text) -> Iterator[Finding]:
    try:
        safety.check(text.text, text.tokens, text.name)
    except QueryError as error:
        yield _told(REFUSED, text, error)


def _names(text: Text) -> tuple[Names | None, list[Finding]]:
    try:
        return names(text.text, text.tokens, text.name), []
    except QueryError as error:
        return None, [_told(SYNTAX, text, error)]


def _syntax(text: Text, holds: Names, header: Header) -> Iterator[Finding]:
    if any(token.says("SERVICE", "LOAD") for token in text.tokens):
        return  # told already, and no engine shall get it
    try:
        Store.memory().evaluate(text.text, prefixes=holds.prefixes, base=holds.base or BASE)
    except SyntaxFault as error:
        yield _misspelt(text) or _told(SYNTAX, text, error)
        return
    except QueryError as error:
        yield _told(SYNTAX, text, error)
        return
    used = {token.text[1:] for token in text.tokens if token.kind == "variable"}
    for param in header.params:
        if param.name not in used:
            remedy = did_you_mean(f"?{param.name}", {f"?{name}" for name in used})
            place = text.at(max(text.text.find(f"param {param.name}"), 0))
            yield found(PARAM, place, f"the query does nothing with its parameter {param.name}", **_remedy(remedy))


def _misspelt(text: Text) -> Finding | None:
    """The word that SPARQL does not have, which is nearer to the fault than where an engine gave up."""
    word = words.unknown(text.tokens)
    if word is None:
        return None
    remedy = did_you_mean(word.text.upper(), words.KNOWN)
    return found(SYNTAX, text.at(word.start), f"SPARQL has no word {word.text!r}", text=word.text, **_remedy(remedy))


def _terms(text: Text, holds: Names, known: Known) -> Iterator[Finding]:
    seen = set()
    for token in _used(text):
        iri = holds.iri(token) if token.kind in {"iri", "name"} else ""
        if iri in seen:
            continue
        seen.add(iri)
        if iri in known.deprecated:
            yield found(DEPRECATED, text.at(token.start), f"{shown(iri)} is deprecated, and used here", text=token.text)
        elif iri and known.unknown(iri):
            message = f"nothing is called {shown(iri)}, so this can match nothing"
            yield found(TERM, text.at(token.start), message, text=token.text, remedy=meant(iri, known, TERM))


def _used(text: Text) -> Iterator[Token]:
    """The pieces outside of declarations."""
    skipped = 0
    for token in text.tokens:
        skipped = (
            {"PREFIX": 2, "BASE": 1}.get(token.text.upper(), 0) if token.kind == "word" and not skipped else skipped
        )
        if token.says("PREFIX", "BASE"):
            continue
        if skipped:
            skipped -= 1
            continue
        yield token


def _prefixes(text: Text, table: Table) -> Iterator[Finding]:
    used = {token.text.partition(":")[0] for token in _used(text) if token.kind == "name"}
    for token, name, value in zip(text.tokens, text.tokens[1:], text.tokens[2:], strict=False):
        if token.says("PREFIX") and name.kind == "name" and value.kind == "iri":
            prefix, base = name.text.partition(":")[0], value.text[1:-1]
            yield from table.add(prefix, base, text.at(name.start))
            if prefix not in used:
                yield found(UNUSED, text.at(name.start), f"no term here has the prefix `{prefix}:`")
            elif OURS.get(prefix) == base:
                message = f"`{prefix}:` needs no declaration in a query"
                yield found(UNUSED, text.at(name.start), message, remedy="take the line out")


def _star(text: Text) -> Iterator[Finding]:
    for token, after, last in zip(text.tokens, text.tokens[1:], text.tokens[2:], strict=False):
        if token.says("SELECT") and "*" in {after.text, last.text if after.says("DISTINCT", "REDUCED") else ""}:
            yield found(STAR, text.at(token.start), "SELECT * gives columns that nobody chose")


def _keyword(text: Text, word: str) -> Position:
    return next((text.at(token.start) for token in text.tokens if token.says(word)), text.first())


def _told(rule: str, text: Text, error: QueryError) -> Finding:
    """A refusal of `kg query`, as a finding at its place."""
    where = _WHERE.search(error.where)
    place = text.first()._replace(line=int(where[1]), column=int(where[2])) if where else text.first()
    return found(rule, place, error.message.partition("\n")[0], **_remedy(error.remedy))


def _remedy(text: str) -> dict[str, str]:
    return {"remedy": text} if text else {}
