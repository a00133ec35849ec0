"""Small questions to a built store, each answered once: the values of a property, labels, places in the files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.build.places import find
from kg.quads import RDF_TYPE, best_label, text_of
from kg.schema import DATA, PREFIXES, expand, shorten

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store import Store
    from kg.tell.model import Told

LABELS = (expand("rdfs:label"), expand("skos:prefLabel"))


@cache
def _predicate(prop: str) -> str:
    return f"<{expand(prop)}>"


class Reader:
    """Reads one store; `positions` is the table that lies beside it."""

    def __init__(self, store: Store, positions: Path) -> None:
        self.store, self.positions = store, positions
        self.label = cache(self._label)
        self._said_of = cache(self._read)
        self.told: dict[str, Told] = {}

    def values(self, subject: str, prop: str) -> tuple[str, ...]:
        """The texts of a property's values, sorted; `prop` is a prefixed name."""
        return tuple(sorted(map(text_of, self._said_of(subject).get(_predicate(prop), ()))))

    def _read(self, subject: str) -> dict[str, list[str]]:
        """Everything that is said of a subject, by predicate term: read once, whatever is asked of it afterwards."""
        found: dict[str, list[str]] = {}
        for _, predicate, value, _ in self.store.quads(s=f"<{subject}>"):
            found.setdefault(predicate, []).append(value)
        return found

    def value(self, subject: str, prop: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.values(subject, prop)), "")

    def subjects(self, prop: str, value: str) -> tuple[str, ...]:
        """What has this IRI under the property, sorted."""
        return tuple(sorted(text_of(quad[0]) for quad in self.store.quads(p=f"<{expand(prop)}>", o=f"<{value}>")))

    def instances(self, cls: str) -> list[str]:
        """What is of the class with this IRI, or of one below it, sorted."""
        return sorted({text_of(quad[0]) for quad in self.store.quads(p=RDF_TYPE, o=f"<{cls}>")})

    def select(self, query: str) -> list[dict[str, str]]:
        """Rows of a query as texts."""
        return [{name: text_of(term) for name, term in row.items()} for row in self.store.select(query, PREFIXES)]

    def _label(self, iri: str) -> str:
        for prop in LABELS:
            if found := best_label(quad[2] for quad in self.store.quads(s=f"<{iri}>", p=f"<{prop}>")):
                return found
        return iri.removeprefix(DATA) if iri.startswith(DATA) else shorten(iri)

    def labels(self, subject: str, prop: str) -> tuple[str, ...]:
        """The labels of a property's values."""
        return tuple(sorted(self.label(value) if "://" in value else value for value in self.values(subject, prop)))

    def entered(self, subject: str) -> str:
        """file:line of the first place where the subject was entered, or an empty text."""
        places = [place for prop, place in find(self.positions, subject) if not prop]
        return f"{places[0].file}:{places[0].line}" if places else ""
