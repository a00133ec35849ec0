"""Prefixes that every query may use without declaring them, and the reading of names that use them.

Beside the prefixes of the ontology there are short ones for what the case itself holds:

    kg:lukashenko           an entity: https://w3id.org/child-transfer/id/lukashenko
    claim:c4f7kq            a claim, as footnotes cite it
    graph:register          a graph: ontology, register, law, judgements, identity, propositions, columns, inferred
    source:seed-article     the graph of the source kg:seed-article
    view:reported           the graph of a view

Relative IRIs are read against the same base, so <lukashenko> is kg:lukashenko. A query's own PREFIX goes before ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from kg.errors import QueryError
from kg.query.places import fault
from kg.schema import DATA, PREFIXES, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.tokens import Token

BASE = DATA
OURS: Mapping[str, str] = {
    **PREFIXES,
    "claim": f"{DATA}claim/",
    "graph": f"{DATA}graph/",
    "source": f"{DATA}graph/source/",
    "view": f"{DATA}graph/view/",
}
_ESCAPED = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
_CODED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Names(NamedTuple):
    """The prefixes and the base that hold in one query."""

    prefixes: Mapping[str, str]
    base: str

    def iri(self, token: Token) -> str:
        """The full IRI behind `<…>` or a prefixed name, bare.

        >>> from kg.query.tokens import Token
        >>> Names(OURS, BASE).iri(Token("name", "graph:register", 0))
        'https://w3id.org/child-transfer/id/graph/register'
        """
        if token.kind == "iri":
            return _joined(self.base, token.text)
        prefix, _, local = token.text.partition(":")
        return self.prefixes[prefix] + _ESCAPED.sub(r"\1", local)


def _joined(base: str, text: str) -> str:
    """The address in the brackets, seen from the base; raises QueryError where it is none."""
    try:
        written = _CODED.sub(lambda code: chr(int(code[1] or code[2], 16)), text[1:-1])
        joined = urljoin(base, written)
        return f"{joined}#" if written.endswith("#") and not joined.endswith("#") else joined  # urljoin drops it
    except (ValueError, OverflowError) as error:
        raise QueryError(f"`{text}` is no address: {error}", remedy="mend what stands between `<` and `>`") from error


def names(text: str, found: list[Token], name: str = "") -> Names:
    """The names that hold in a query; raises QueryError at a prefix that nobody declared."""
    declared, base, uses = dict(OURS), BASE, []
    after = {index + 1 for index, token in enumerate(found) if token.says("PREFIX")}
    for index, token in enumerate(found):
        value = found[index + 1] if index + 1 < len(found) else None
        if token.says("BASE") and value and value.kind == "iri":
            base = Names(declared, base).iri(value)
        elif index in after and token.kind == "name" and value and value.kind == "iri":
            declared[token.text.partition(":")[0]] = Names(declared, base).iri(value)
        elif token.kind == "name":
            uses.append(token)
    for token in uses:
        prefix = token.text.partition(":")[0]
        if prefix not in declared:
            remedy = did_you_mean(prefix, declared) or f"declare it: PREFIX {prefix}: <…>"
            raise fault(f"nothing is declared for the prefix `{prefix}:`", text, token, name=name, remedy=remedy)
    return Names(declared, base)
