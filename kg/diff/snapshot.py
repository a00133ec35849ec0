"""Claims, entities and counts of one state of a case: what people cite, and what they would miss.

What is computed (columns, comparisons, views, inferred types) is left out: it follows from the rest, and named queries
tell what it comes to. Parts of a record (a passage and its selectors) belong to the record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive.facts import LABEL, gather
from kg.quads import RDF_TYPE, best_label, is_iri, text_of
from kg.schema import DATA, OA, PREFIXES, data, load, shorten
from kg.tell.fates import fates

if TYPE_CHECKING:
    from kg.quads import Quad

DERIVED = ("columns", "contradictions", "inferred", "ontology", "view/", "identity")
COMPUTED = tuple(f"<{data(f'graph/{name}')}" for name in DERIVED)
PROPOSITIONS = f"<{data('graph/propositions')}>"
CLAIM = f"<{data('claim/')}"
NAMES = {f"<{LABEL}>", f"<{PREFIXES['skos']}prefLabel>"}
Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state: records by IRI (the values of each key, parts as `part/key`), labels, fates and counts.

    `fates` has for a claim what befell it: corrected, retracted, withdrawn, each with the record that says so.
    `tombstones` has the reason by the former id.
    """

    claims: dict[str, Values]
    entities: dict[str, Values]
    classes: dict[str, str]
    labels: dict[str, str]
    fates: dict[str, set[tuple[str, str]]]
    tombstones: dict[str, str]

    def label(self, iri: str) -> str:
        """What people call the thing; of what has no name, such as a judgement, what it is about; else its id."""
        if named := self.labels.get(iri):
            return named
        ends = (text_of(value) for values in self.entities.get(iri, {}).values() for value in values if is_iri(value))
        about = {self.labels.get(end) or end.removeprefix(DATA) for end in ends if end in self.classes and end != iri}
        return "; ".join(sorted(about)) or iri.removeprefix(DATA)

    def by_class(self) -> Counter[str]:
        """How many records of each class there are."""
        return Counter(map(shorten, self.classes.values()))

    def by_source(self) -> Counter[str]:
        """How many claims each source has."""
        return Counter(source for values in self.claims.values() for source in values.get("source", ()))


def snapshot(quads: list[Quad]) -> Snapshot:
    """The state that the quads hold."""
    stated = [quad for quad in quads if not quad[3].startswith(COMPUTED)]
    values, classes = _records([quad for quad in stated if quad[3] != PROPOSITIONS])
    claims = {iri: found for iri, found in values.items() if iri.startswith(CLAIM[1:])}
    return Snapshot(
        claims,
        {iri: found for iri, found in values.items() if iri not in claims},
        classes,
        _labels(quads),
        fates(gather(stated, load())),
        _tombstones(values),
    )


def _records(quads: list[Quad]) -> tuple[dict[str, Values], dict[str, str]]:
    """Records by IRI, and their classes; a part is told from a record by having one above it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    types = {text_of(subject): text_of(value) for subject, predicate, value, _ in quads if predicate == RDF_TYPE}
    keys = {f"<{prop.iri}>": prop.key for prop in load().properties.values()}
    homes = {iri: _home(iri, types) for iri in types}
    for subject, predicate, value, _ in quads:
        iri = text_of(subject)
        home = homes.get(iri, iri)
        part = iri[len(home) + 1 :].split("/")[0]
        key = keys.get(predicate, shorten(text_of(predicate)))
        if predicate != RDF_TYPE and not (is_iri(value) and text_of(value).startswith(f"{home}/")):
            found[home][f"{part} {key}" if part else key].append(value)
    records = {home: {key: tuple(sorted(all_)) for key, all_ in sorted(each.items())} for home, each in found.items()}
    return records, {iri: cls for iri, cls in types.items() if homes[iri] == iri}


def _home(iri: str, types: dict[str, str]) -> str:
    """The record that an IRI is a part of, or itself."""
    pieces = iri.removeprefix(DATA).split("/")
    above = (DATA + "/".join(pieces[:number]) for number in range(1, len(pieces)))
    return next((each for each in above if each in types), iri)


def _labels(quads: list[Quad]) -> dict[str, str]:
    """What things are called: stated labels, those of code lists, and those that the columns have for propositions."""
    named: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value, _ in quads:
        if predicate in NAMES:
            named[text_of(subject)].append(value)
    return {iri: best_label(labels) for iri, labels in named.items()}


def _tombstones(records: dict[str, Values]) -> dict[str, str]:
    """Former id → reason."""
    return {
        text_of(former): ", ".join(text_of(reason).rpartition("#")[2] for reason in values.get("reason", ()))
        for values in records.values()
        for former in values.get("formerId", ())
    }


def words(values: Values) -> str:
    """The first words that a claim quotes, or their account."""
    exact = [value for key, found in values.items() if key.endswith(f" {_EXACT}") for value in found]
    return text_of(exact[0]) if exact else ""


_EXACT = load().properties[OA.exact].key
