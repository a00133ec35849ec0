"""RDF files from anywhere, held against anybody's shapes, with somebody's ontology where there is one.

An ontology is not validated itself: it says what follows from the data, and describes the individuals that they name.
Without one, and where the data use kg's own terms, kg's ontology takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.derive import infer
from kg.engines import DEFAULT
from kg.findings import Severity
from kg.foreign import Axioms, read_all
from kg.foreign.axioms import mentioned
from kg.foreign.dropped import DROPPED, dropped
from kg.foreign.dropped import RULE as DROPPED_RULE
from kg.foreign.imports import NOT_FOLLOWED, findings, left
from kg.foreign.imports import RULE as IMPORT_RULE
from kg.foreign.places import Places
from kg.foreign.terms import RULE, UNKNOWN, finding, graver, severities, used
from kg.foreign.vocabulary import Vocabulary
from kg.quads import RDF_TYPE
from kg.schema import PREFIXES, load
from kg.store import parse
from kg.validate.files import quads_of
from kg.validate.located import located, wants
from kg.validate.run import code_types, own_shapes, validate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.engines import Choice
    from kg.findings import Report
    from kg.foreign import File
    from kg.foreign.second.sought import Want
    from kg.quads import Quad
    from kg.validate.shapes import Shapes

OWN = f"<{PREFIXES['ct']}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look at, and how; `syntax` is for what no name tells, `unknown` says how unknown terms are taken."""

    data: Sequence[Path]
    shapes: Shapes | None = None
    ontology: Sequence[Path] = ()
    syntax: str = ""
    unknown: str = ""
    engine: Choice = DEFAULT
    jobs: int = 0


def validate_files(asked: Asked) -> Report:
    """Validate RDF files together, with what the axioms infer from them; raises InputError for what cannot be read."""
    data = read_all(asked.data, asked.syntax)
    ontology = read_all(asked.ontology, asked.syntax, len(data))
    shapes = asked.shapes or own_shapes()
    axioms = Axioms(quads_of(ontology))
    quads = _looked_at(quads_of(data), quads_of(ontology), axioms, own=asked.shapes is None)
    report = validate(quads, shapes, None, asked.engine, jobs=asked.jobs)
    sought, terms = wants(report, axioms), _Terms(data, ontology, shapes, asked.unknown)
    imports = left([*data, *ontology])
    places = Places([*data, *ontology], [*sought.values(), *imports], terms.unknown)
    return _noted(terms.told(located(report, sought, places, quads), places), imports, places)


def _noted(report: Report, imports: Sequence[Want], places: Places) -> Report:
    """The report with a word on what was not looked at because nothing is fetched."""
    if not imports:
        return report
    return replace(report.with_findings(findings(imports, places)), rules={**report.rules, NOT_FOLLOWED: IMPORT_RULE})


class _Terms:
    """The terms that no vocabulary has: neither the ontology, nor the data themselves, nor shapes, nor the tool."""

    def __init__(self, data: list[File], ontology: list[File], shapes: Shapes, wish: str) -> None:
        self._wish = wish
        self._vocabulary = Vocabulary([*quads_of(ontology), *quads_of(data)], parse(shapes.ntriples, "nt"))
        self._used = [(file, used(file.quads)) for file in data]
        every = {term for _, uses in self._used for term in uses}
        self.unknown = severities(every, self._vocabulary, wish)

    def told(self, report: Report, places: Places) -> Report:
        """The report with a finding for each term and file."""
        if self._wish == "off":
            return report
        found = [
            finding(term, uses[term], severity, self._vocabulary, places.of_term(term, file))
            for file, uses in self._used
            for term, severity in self.unknown.items()
            if term in uses
        ]
        found += dropped((file for file, _ in self._used), graver(Severity.WARNING, self._wish))
        return replace(report.with_findings(found), rules={**report.rules, UNKNOWN: RULE, DROPPED: DROPPED_RULE})


def _looked_at(stated: list[Quad], ontology: list[Quad], axioms: Axioms, *, own: bool) -> list[Quad]:
    """The data, what is said of the individuals that they name, and what follows; `own` for the tool's own shapes."""
    if ontology:
        stated = [*stated, *mentioned(ontology, stated)]
        stated += axioms.follow(stated)
    if own or (not ontology and _own(stated)):
        stated = [*stated, *infer(stated, load())]
    return [*stated, *code_types()] if own else stated


def _own(quads: Sequence[Quad]) -> bool:
    """Whether data use kg's own terms."""
    used = {quad[1] for quad in quads}.union(quad[2] for quad in quads if quad[1] == RDF_TYPE)
    return any(term.startswith(OWN) for term in used)
