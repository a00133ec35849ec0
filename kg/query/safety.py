"""What a query may not do: change anything, load anything, or ask another host.

The engine would fetch `SERVICE <http://…>` from inside a lawyer's network, with the case's data in the request. It has
no switch for that, so the word is refused wherever the engine could take it for the keyword. The engine parses without
a tokenizer: it reads `trueSERVICE` and `SERVICE:x` as the keyword, and `<` in an expression as "less than" even where
an IRI could start. Those are refused too, with a way to write what was meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.query.places import fault

if TYPE_CHECKING:
    from kg.errors import QueryError
    from kg.query.tokens import Token

UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH", "USING")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_CONFUSING = re.compile(r"['#)]|service", re.IGNORECASE)
_BEFORE_A_VALUE = {
    "(",
    ",",
    "!",
    "=",
    "+",
    "-",
    "*",
    "/",
    "|",
    "^",
    "||",
    "&&",
    "!=",
    "<=",
    ">=",
    "<",
    ">",
    "^^",
    "{",
    "[",
}


def check(text: str, found: list[Token], name: str = "") -> None:
    """Raise QueryError, with line and column, where the query does more than read this case."""
    for token in found:
        reason = _refusal(token)
        if reason:
            raise fault(f"refused: {reason[0]}", text, token, name=name, remedy=reason[1])
    _check_angles(text, found, name)
    if not any(token.says(*FORMS) for token in found):
        raise _formless(text, found, name)


def _refusal(token: Token) -> tuple[str, str] | None:
    """Why this piece is refused and what to do instead."""
    if token.kind == "word" and "SERVICE" in token.text.upper():
        return (
            "SERVICE asks another host, and a query never leaves this machine",
            "load what you need into the case first",
        )
    if token.says("LOAD"):
        return "LOAD fetches data, and a query never leaves this machine", "add a source to the case and run `kg build`"
    if token.says(*UPDATES):
        word = token.text.upper()
        return f"{word} changes the graph, and a query only reads", "change the case's files and run `kg build`"
    if token.kind == "name" and "SERVICE" in token.text.partition(":")[0].upper():
        return f"an engine may read {token.text!r} as the keyword SERVICE", "give the prefix another name"
    return None


def _check_angles(text: str, found: list[Token], name: str) -> None:
    """Refuse `<…>` that may be a comparison and would then hide what stands inside it."""
    brackets: list[str] = []
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "mark" and token.text in "({":
            brackets.append(token.text)
        elif token.kind == "mark" and token.text in ")}" and brackets:
            brackets.pop()
        elif token.kind == "iri" and brackets[-1:] == ["("] and _unclear(before, token):
            raise fault(
                "refused: this may be a comparison or an IRI",
                text,
                token,
                name=name,
                remedy="put a space after < to compare, or declare a prefix for the IRI",
            )


def _unclear(before: Token | None, token: Token) -> bool:
    compared = before is not None and before.text not in _BEFORE_A_VALUE
    return compared and not _ABSOLUTE.match(token.text) and bool(_CONFUSING.search(token.text))


def _formless(text: str, found: list[Token], name: str) -> QueryError:
    what = "this is no query" if found else "the query is empty"
    return fault(
        what, text, found[0] if found else 0, name=name, remedy=f"start with {', '.join(FORMS[:3])} or DESCRIBE"
    )
