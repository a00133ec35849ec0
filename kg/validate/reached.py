"""The reach of shapes with SPARQL constraints, kept as JSON in the user's cache folder.

To read a query takes a library that takes a fifth of a second to load, more than an engine needs for a small graph. The
file's name is made of the shapes and of the code that reads them, so it can be missing but never stale; the oldest go.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.engines.results import SH
from kg.schema.cache import folder, keep
from kg.validate.automaton import Automaton, Step
from kg.validate.reach import Reach, reach

if TYPE_CHECKING:
    from kg.validate.shapes import Shapes

QUERY = f"<{SH}sparql>".encode()
CODE = tuple(Path(__file__).with_name(f"{name}.py") for name in ("automaton", "paths", "queries", "reach", "reached"))
PREFIX = "reach-"
MOST = 20  # shapes graphs


def reached(shapes: Shapes) -> Reach:
    """What `reach` gives, or raises."""
    if QUERY not in shapes.ntriples:
        return reach(shapes)
    try:
        path = folder() / _name(shapes)
        kept = _read(json.loads(path.read_text("utf-8")))
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, RecursionError):
        kept = None
    if kept is None or kept.starts.keys() != shapes.targets.keys():
        kept = reach(shapes)
        _keep(kept, _name(shapes))
    return kept


def _name(shapes: Shapes) -> str:
    said = repr(sorted(shapes.targets.items())).encode()
    return f"{PREFIX}{hashlib.sha256(_code() + shapes.ntriples + said).hexdigest()[:32]}.json"


@lru_cache(maxsize=1)
def _code() -> bytes:
    return __version__.encode() + b"".join(path.read_bytes() for path in CODE)


def _read(content: Any) -> Reach:
    steps = [frozenset(Step(str(p), bool(i), int(to)) for p, i, to in state) for state in content["steps"]]
    starts = {str(shape): int(state) for shape, state in dict(content["starts"]).items()}
    if not all(0 <= state < len(steps) for state in (*starts.values(), *(step.to for each in steps for step in each))):
        raise ValueError("a state that there is not")
    return Reach(Automaton(tuple(steps)), starts)


def _keep(found: Reach, name: str) -> None:
    content = {"steps": [sorted(map(list, state)) for state in found.automaton.steps], "starts": dict(found.starts)}
    with suppress(OSError, RuntimeError):
        keep(folder() / name, content)
        by_age = sorted(folder().glob(f"{PREFIX}*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in by_age[:-MOST]:
            path.unlink(missing_ok=True)
