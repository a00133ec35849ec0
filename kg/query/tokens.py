"""A small SPARQL tokenizer: enough to see what a query would do before an engine gets it.

The engine offers no way to look at a parsed query or to forbid `SERVICE`, so the refusals, the dataset and the
parameters are read off the tokens. Where SPARQL's own rule (longest match) and an engine that parses without tokens
could differ, the token carries both readings or the query is refused; see `kg.query.safety`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

Kind = Literal["iri", "string", "variable", "name", "blank", "number", "language", "word", "mark", "skip"]

_CHARACTER = r"[^\W\d_]"  # PN_CHARS_BASE, a little wider: what more it takes no grammar takes elsewhere
_LOCAL = r"(?:[\w:\-\u00b7]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_PATTERNS = {
    "skip": r"\s+|#[^\r\n]*",
    "iri": r"<(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
    "string": r'"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""|'
    r"'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|"
    r'"(?:[^"\\\r\n]|\\.)*"|'
    r"'(?:[^'\\\r\n]|\\.)*'",
    "variable": r"[?$][\w\u00b7]+",
    "blank": r"_:[\w](?:[\w.\-\u00b7]*[\w\-\u00b7])?",
    "name": rf"(?:{_CHARACTER}(?:[\w.\-\u00b7]*[\w\-\u00b7])?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?",
    "number": r"(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?",
    "word": r"[A-Za-z_][A-Za-z0-9_]*",
    "mark": r"\^\^|&&|\|\||[!<>]=|\{\||\|\}|.",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)


class Token(NamedTuple):
    """A piece of a query: its kind, its text, and where it starts in the query, counted from 0."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next piece may start."""
        return self.start + len(self.text)

    def says(self, *words: str) -> bool:
        """Whether it is one of the keywords, in any case.

        >>> Token("word", "From", 0).says("FROM")
        True
        """
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> list[Token]:
    """The pieces of a query without white space and comments; whatever fits no rule is a mark of one character.

    >>> [token.text for token in tokens("SELECT ?service # SERVICE\\n{ ?s ex:p 'SERVICE' }")]
    ['SELECT', '?service', '{', '?s', 'ex:p', "'SERVICE'", '}']
    """
    matches = ((cast("Kind", match.lastgroup), match) for match in _TOKEN.finditer(text))
    return [Token(kind, match[0], match.start()) for kind, match in matches if kind != "skip"]


@dataclass(frozen=True, slots=True)
class Group:
    """A pair of brackets: the positions in the token list of the opening and the closing one, and how deep it lies."""

    first: int
    last: int
    depth: int


def groups(found: list[Token]) -> list[Group]:
    """Every pair of braces, outermost first in order of opening; one that is never closed reaches to the end."""
    pairs: dict[int, Group] = {}
    open_: list[int] = []
    for index, token in enumerate(found):
        if token.text == "{" and token.kind == "mark":
            open_.append(index)
        elif token.text == "}" and token.kind == "mark" and open_:
            first = open_.pop()
            pairs[first] = Group(first, index, len(open_))
    pairs |= {first: Group(first, len(found), depth) for depth, first in enumerate(open_)}
    return [pairs[first] for first in sorted(pairs)]
