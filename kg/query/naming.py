"""What people read in place of a term: the label of a thing, else its short name; the text of a literal.

Queries give IRIs, which are exact and can be asked about again; a table shows what they are called. Claims keep their
id, because that is what a footnote cites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import best_label, iri, is_iri, text_of
from kg.query.prefixes import OURS

if TYPE_CHECKING:
    from kg.store import Store

LABELS = (iri(OURS["rdfs"] + "label"), iri(OURS["skos"] + "prefLabel"))


class Naming:
    """Names terms from the labels in a store, remembering each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def __call__(self, term: str | None) -> str:
        """The name of a term; an empty text for what is unbound."""
        if term is None or not is_iri(term):
            return plain(term)
        if term not in self._known:
            self._known[term] = self._label(term) or short(term)
        return self._known[term]

    def _label(self, term: str) -> str:
        for predicate in LABELS:
            if found := best_label(quad[2] for quad in self._store.quads(s=term, p=predicate)):
                return found
        return ""


def plain(term: str | None) -> str:
    """The text of a term without quotes, brackets, type and language; empty where it is unbound."""
    if term is None:
        return ""
    return term if term.startswith("_:") else text_of(term)


def short(term: str | None) -> str:
    """A term with an IRI shortened: an id alone where it is ours, a prefixed name where the prefix is known.

    >>> short("<https://w3id.org/child-transfer/id/claim/c4f7kq>")
    'c4f7kq'
    >>> short("<http://www.w3.org/ns/prov#Agent>")
    'prov:Agent'
    """
    text = plain(term)
    if term is None or not is_iri(term):
        return text
    for own in ("claim", "kg"):
        if text.startswith(OURS[own]):
            return text[len(OURS[own]) :]
    known = [(base, prefix) for prefix, base in OURS.items() if text.startswith(base)]
    base, prefix = max(known, default=("", ""))
    return f"{prefix}:{text[len(base) :]}" if base else text
