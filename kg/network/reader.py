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
OURS = f"<{DATA}"
INFERRED = iri(data("graph/inferred"))


class Reader:
    """Stated values of a store, by subject and property; terms are N-Triples texts, properties bare IRIs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, dict[str, Terms]] = {}
        self._labels: dict[str, str] = {}

    def all(self, subject: str, prop: str) -> Terms:
        """The values, sorted; what was only inferred is not among them."""
        try:
            return self._found[prop][subject]
        except KeyError:
            quads = self._store.quads(s=subject, p=f"<{prop}>")
            values = tuple(sorted({value for _, _, value, graph in quads if graph != INFERRED}))
            self._found.setdefault(prop, {})[subject] = values
            return values

    def one(self, subject: str, prop: str) -> str:
        """The first value, or an empty text."""
        values = self.all(subject, prop)
        return values[0] if values else ""

    def through(self, subjects: Iterable[str], prop: str) -> Terms:
        """The values of all of the subjects, sorted, each once."""
        each = [self.all(subject, prop) for subject in subjects]
        return each[0] if len(each) == 1 else tuple(sorted({value for values in each for value in values}))

    def fetch(self, subjects: Collection[str], *props: str, graph: str = "") -> None:
        """Read ahead what will be asked of the subjects; `graph` (a term) is where it stands, if in one only."""
        if len(subjects) <= MANY:
            return
        wanted = set(subjects)
        for prop in props:
            known = self._found.setdefault(prop, {})
            known.update(dict.fromkeys(wanted, ()))
            for subject, value in self.column(prop, graph):
                if subject in wanted:
                    there = known[subject]
                    if not there:
                        known[subject] = (value,)
                    elif value not in there:
                        known[subject] = tuple(sorted((*there, value)))

    def column(self, prop: str, graph: str = "") -> Iterator[tuple[str, str]]:
        """Every subject of the property with each of its values, in no order; `graph` (a term) narrows it."""
        graphs = [graph] if graph else [iri(name) for name in self._graphs if iri(name) != INFERRED]
        for each in graphs:
            yield from self._store.pairs(iri(prop), each)

    @cached_property
    def _graphs(self) -> list[str]:
        return self._store.graphs()

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
    return (term[1:-1] if term.startswith(OURS) else tail(term)).rpartition("/")[2]
