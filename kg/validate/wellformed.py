"""Somebody's shapes held against SHACL's own shapes for shapes, before data are held against them.

An engine may pass over a constraint whose value means nothing (`sh:minCount "x"`), and the data conform to what nobody
looked at.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engines import engine
from kg.errors import EngineError
from kg.findings import Finding, Position, RuleText, Severity
from kg.foreign.second.sought import Want
from kg.quads import text_of, triples
from kg.schema import shorten
from kg.validate.shapes import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.findings import ShaclResult
    from kg.foreign.places import Places
    from kg.quads import Quad
    from kg.validate.shapes import Shapes

ILL = "shape-ill-formed"
RULE = RuleText(
    ILL,
    "Shapes are as SHACL's own shapes for shapes have them.",
    "Give the parameter a value that SHACL allows, and as many as it allows.",
)
META = Path(__file__).with_name("shacl-shacl.ttl")


@lru_cache(maxsize=1)
def meta() -> Shapes:
    """SHACL's shapes for shapes."""
    return load([META])


def ill_formed(quads: Sequence[Quad]) -> list[ShaclResult]:
    """What SHACL's shapes for shapes find; nothing without the engine, since the other refuses by itself."""
    try:
        return engine("shifty").run(triples(quads), meta().ntriples)
    except EngineError:
        return []


def want(result: ShaclResult) -> Want:
    """The statement that a result is about."""
    return Want(result.focus, (f"<{result.path}>",) if result.path else (), result.value)


def told(result: ShaclResult, places: Places) -> Finding:
    """A result as a finding, at its place."""
    first, *others = sorted(set(places.of(want(result)))) or [Position("(the shapes)", 0, 0)]
    component = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    what = f"`{shorten(result.path)}`" if result.path else "it"
    named = "" if result.focus.startswith("_:") else f"{shorten(text_of(result.focus))} "
    return Finding(
        first, Severity.VIOLATION, ILL, f"the shape {named}is not valid SHACL: {what} breaks its {component}",
        RULE.remedy, text_of(result.value) if result.value != result.focus else "", also=tuple(others),
    )  # fmt: skip
