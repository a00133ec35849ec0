"""A built case, made ready for the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.build import read_manifest
from kg.build.folder import BUILD
from kg.build.last import GRAPH
from kg.build.places import FILE, find
from kg.engines import DEFAULT
from kg.errors import BuildError
from kg.store import parse
from kg.validate.run import ONTOLOGY, code_types, own_shapes, validate, validate_case
from kg.validate.since import since
from kg.validate.unknown import with_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kg.engines import Choice
    from kg.findings import Position, Report
    from kg.quads import Quad
    from kg.validate.shapes import Shapes


class Places:
    """The places of a build, looked up on disk: findings are few, and nodes may be millions."""

    def __init__(self, root: Path) -> None:
        self._table = root / BUILD / FILE
        self._known: dict[str, dict[str, list[Position]]] = {}

    def get(self, key: tuple[str, str], /) -> Sequence[Position] | None:
        """The places of a subject and property."""
        subject, prop = key
        if subject not in self._known:
            found: dict[str, list[Position]] = {}
            for name, place in find(self._table, subject):
                found.setdefault(name, []).append(place)
            self._known[subject] = found
        return self._known[subject].get(prop)


def validate_built(
    root: Path, shapes: Shapes | None = None, engine_name: Choice = DEFAULT, jobs: int = 0, unknown: str = ""
) -> Report:
    """Validate the last build of the case at `root`, views included, against the given shapes or the tool's own.

    A term that its vocabulary does not have, such as one of an older ontology, is taken as `unknown` says.
    """
    quads = [quad for quad in built_quads(root) if quad[3] != ONTOLOGY]
    places = Places(root)
    report = _validate(quads, shapes, places, engine_name, jobs)
    return with_unknown(report, quads, places, unknown)


def validate_since(
    root: Path, before: Iterable[Quad], name: str, shapes: Shapes | None = None, engine_name: Choice = DEFAULT
) -> Report:
    """Validate what can have changed in the last build since a graph, whose name the report tells."""
    now = [quad for quad in built_quads(root) if quad[3] != ONTOLOGY]
    old = [quad for quad in before if quad[3] != ONTOLOGY]
    if shapes:
        return since(now, old, name, shapes, Places(root), engine_name)
    return since([*now, *code_types()], [*old, *code_types()], name, own_shapes(), Places(root), engine_name)


def built_quads(root: Path) -> list[Quad]:
    """The quads of the last build, from its canonical file: a store keeps `xsd:nonNegativeInteger` as `xsd:integer`."""
    read_manifest(root)
    path = root / BUILD / GRAPH
    if not path.is_file():
        raise BuildError("the build holds no graph.nq", remedy="run `kg build`")
    return parse(path.read_bytes(), "nq")


def _validate(quads: Sequence[Quad], shapes: Shapes | None, places: Places, engine_name: Choice, jobs: int) -> Report:
    if shapes:
        return validate(quads, shapes, places, engine_name, jobs=jobs)
    return validate_case(quads, places, engine_name, jobs=jobs)
