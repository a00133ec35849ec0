"""RDF files from anywhere, held against anybody's shapes, with somebody's ontology where there is one.

An ontology is not validated itself: it says what follows from the data, and describes the individuals that they name.
Without one, and where the data use kg's own terms, kg's ontology takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.derive import infer
from kg.engines import DEFAULT
from kg.foreign import Axioms, read_all
from kg.foreign.axioms import mentioned
from kg.foreign.places import Places
from kg.quads import RDF_TYPE
from kg.schema import PREFIXES, load
from kg.validate.files import quads_of
from kg.validate.located import located, wants
from kg.validate.run import code_types, own_shapes, validate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.engines import Choice
    from kg.findings import Report
    from kg.quads import Quad
    from kg.validate.shapes import Shapes

OWN = f"<{PREFIXES['ct']}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look at, against which shapes, and how; `syntax` is for what no name tells."""

    data: Sequence[Path]
    shapes: Shapes | None = None
    ontology: Sequence[Path] = ()
    syntax: str = ""
    engine: Choice = DEFAULT
    jobs: int = 0


def validate_files(asked: Asked) -> Report:
    """Validate RDF files together, with what the axioms infer from them; raises InputError for what cannot be read."""
    data = read_all(asked.data, asked.syntax)
    ontology = read_all(asked.ontology, asked.syntax, len(data))
    axioms = Axioms(quads_of(ontology))
    quads = _looked_at(quads_of(data), quads_of(ontology), axioms, own=asked.shapes is None)
    report = validate(quads, asked.shapes or own_shapes(), None, asked.engine, jobs=asked.jobs)
    sought = wants(report, axioms)
    places = Places([*data, *ontology], sought.values())
    return located(report, sought, places, quads)


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
    return any(o.startswith(OWN) if p == RDF_TYPE else p.startswith(OWN) for _, p, o, _ in quads)
