"""What the store says about things, asked once for each.

Evidence hangs on claims and claims on edges, so the same claim, source or name is wanted many times. A few are looked
up one by one; many are read in one pass over a property, which is what makes a large network a matter of seconds.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.quads import best_label, iri, is_iri, text_of
from kg.schema import CT, DATA, PREFIXES, data
from kg.schema.load import local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from kg.store import Store

Terms = tuple[str, ...]

MANY = 500  # things above which one pass over all values of a property is quicker than looking each up
LABEL = PREFIXES["rdfs"] + "label"
LABELS = (LABEL, PREFIXES["skos"] + "prefLabel")
INFERRED = iri(data("graph/inferred"))
_STATED = "SELECT ?s ?o WHERE {{ GRAPH ?g {{ ?s {prop} ?o }} FILTER (?g != {inferred}) }}"
_INSIDE = "SELECT ?s ?o WHERE {{ GRAPH {graph} {{ ?s {prop} ?o }} }}"


class Reader:
    """Stated values of a store, by subject and property; terms are N-Triples texts, properties bare IRIs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, dict[str, Terms]] = {}
        self._labels: dict[str, str] = {}

    def all(self, subject: str, prop: str) -> Terms:
        """The values, sorted; what was only inferred is not among them."""
        known = self._found.setdefault(prop, {})
        if subject not in known:
            quads = self._store.quads(s=subject, p=f"<{prop}>")
            known[subject] = tuple(sorted({value for _, _, value, graph in quads if graph != INFERRED}))
        return known[subject]

    def one(self, subject: str, prop: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.all(subject, prop)), "")

    def through(self, subjects: Iterable[str], prop: str) -> Terms:
        """The values of all of the subjects, sorted, each once."""
        return tuple(sorted({value for subject in subjects for value in self.all(subject, prop)}))

    def fetch(self, subjects: Collection[str], *props: str, graph: str = "") -> None:
        """Read ahead what will be asked of the subjects; `graph` (a term) is where it stands, if in one only."""
        if len(subjects) <= MANY:
            return
        wanted = set(subjects)
        for prop in props:
            known = self._found.setdefault(prop, {})
            known.update(dict.fromkeys(wanted, ()))
            for subject, value in self.column(prop, graph):
                if subject in wanted and value not in known[subject]:
                    known[subject] = tuple(sorted((*known[subject], value)))

    def column(self, prop: str, graph: str = "") -> Iterator[tuple[str, str]]:
        """Every subject of the property with each of its values, in no order; `graph` (a term) narrows it."""
        query = (_INSIDE if graph else _STATED).format(prop=iri(prop), graph=graph, inferred=INFERRED)
        for subject, value in self._store.evaluate(query).rows:
            if subject is not None and value is not None:
                yield subject, value

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """Id that stands for a thing → all ids held to be that thing."""
        found: dict[str, list[str]] = {}
        for member, first in sorted(self.column(CT.identity)):
            found.setdefault(first, []).append(member)
        return found

    def ids(self, term: str) -> list[str]:
        """All ids that judgements hold to be the thing which this one stands for, itself first."""
        return [term, *(each for each in self._held.get(term, ()) if each != term)]

    def label(self, term: str) -> str:
        """Its label (see `best_label`), else the end of the IRI."""
        if term not in self._labels:
            self._labels[term] = self._label(term)
        return self._labels[term]

    def _label(self, term: str) -> str:
        if not is_iri(term):
            return text_of(term)
        stated = next((values for prop in LABELS if (values := self.all(term, prop))), ())
        if not stated:
            return tail(term)
        return best_label(stated)


@lru_cache(maxsize=1 << 16)
def tail(term: str) -> str:
    """What people call a thing in data files: the IRI below the project's data, else its local name.

    >>> tail("<https://w3id.org/child-transfer/id/nam>"), tail("<https://w3id.org/child-transfer/ns#ordered>")
    ('nam', 'ordered')
    """
    name = text_of(term)
    return name.removeprefix(DATA) if name.startswith(DATA) else local_name(name)


def last(term: str) -> str:
    """The id that was issued: of a claim, a proposition, an edge.

    >>> last("<https://w3id.org/child-transfer/id/claim/c4f7kq>")
    'c4f7kq'
    """
    return tail(term).rpartition("/")[2]
