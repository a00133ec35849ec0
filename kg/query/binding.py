"""Parameters bound as terms: a value can be nothing but a value.

Decision: each is bound by SPARQL's own `VALUES ?name { term }`, at the head of every group that uses the name. The term
is written by the module that writes all N-Triples and read back as exactly one token, so a value can never become
syntax. Rejected: pasting text; and the engine's `substitutions` (pyoxigraph 0.5), which want the variable among the
columns, lose it in BIND and BOUND without a word, and took 130 ms where VALUES takes 0.6 ms on 330,000 quads.
Consequence: the bound query is plain SPARQL 1.1 and would run on any server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import QueryError
from kg.query.tokens import groups, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.tokens import Group, Token


class Bound(NamedTuple):
    """A query with its values in place, and where in the original text each insertion stands, with its length."""

    text: str
    inserted: tuple[tuple[int, int], ...]

    def original(self, offset: int) -> int:
        """Where in the original text an offset of the bound one lies."""
        shift = 0
        for place, length in self.inserted:
            if offset <= place + shift:
                break
            shift += min(length, offset - place - shift)
        return offset - shift


def bind(text: str, found: list[Token], values: Mapping[str, str]) -> Bound:
    """The query with each value (name → N-Triples term) bound wherever its name is used.

    >>> from kg.query.tokens import tokens
    >>> query = "SELECT ?s { ?s ?p ?who }"
    >>> bind(query, tokens(query), {"who": '"Ivan"@en'}).text
    'SELECT ?s { VALUES ?who { "Ivan"@en } ?s ?p ?who }'
    """
    pieces, inserted, done = [], [], 0
    open_groups = _groups(found) if values else []
    for group in open_groups:
        place = found[group.first].end
        clause = "".join(_clause(name, values[name]) for name in sorted(values) if _uses(found, group, name))
        if clause:
            pieces += [text[done:place], clause]
            inserted.append((place, len(clause)))
            done = place
    return Bound("".join([*pieces, text[done:]]), tuple(inserted))


def _clause(name: str, term: str) -> str:
    read = tokens(term)
    parts = [token.kind for token in read]
    typed = len(parts) == 3 and parts[::2] == ["string", "iri"] and read[1].text == "^^"
    if parts not in (["iri"], ["string"], ["string", "language"]) and not typed:
        raise QueryError(f"the value of ?{name} is not one term: {term}")
    return f" VALUES ?{name} {{ {term} }}"


def _uses(found: list[Token], group: Group, name: str) -> bool:
    """Whether the name is used inside the group; the outermost also takes in the columns and the order."""
    inside = found if group.depth == 0 else found[group.first : group.last]
    return any(token.kind == "variable" and token.text[1:] == name for token in inside)


def _groups(found: list[Token]) -> list[Group]:
    """The groups that can hold a VALUES clause: no CONSTRUCT template, no data block, no bare sub-select."""
    return [group for group in groups(found) if _takes_values(found, group)]


def _takes_values(found: list[Token], group: Group) -> bool:
    before, inside = found[max(0, group.first - 1) : group.first], found[group.first + 1 : group.last]
    if any(token.says("SELECT") for token in inside[:1]) or any(token.says("CONSTRUCT") for token in before):
        return False
    if any(token.says("OPTIONAL", "EXISTS") for token in before):  # these see the value bound outside, save in BIND:
        return any(token.says("BIND") for token in inside)  # and where they need none of their own are 300 x as fast
    return not _is_data(found, group.first)


def _is_data(found: list[Token], first: int) -> bool:
    """Whether the brace opens the rows of a VALUES clause: only variables and round brackets lie between."""
    index = first - 1
    while index >= 0 and (found[index].kind == "variable" or found[index].text in {"(", ")"}):
        index -= 1
    return index >= 0 and found[index].says("VALUES")
