"""Two engines that look at the same, and what only one of them says.

A difference is a result of its own, on the node and shape that they do not agree on, so that it has a place, a
fingerprint and a line in every report like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.engines.together import together
from kg.findings import Severity, ShaclResult
from kg.quads import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.engines.results import Engine

DISAGREE = "urn:x-kg:component:engines-disagree"


@dataclass(frozen=True, slots=True)
class Both:
    """The results of the first engine, and a result for each that one of the two has and the other has not."""

    first: Engine
    second: Engine

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first.name}+{self.second.name}"

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique; raises what either of them raises."""
        asked = [partial(each.run, data_ntriples, shapes) for each in (self.first, self.second)]
        ours, theirs = together(asked)
        return sorted({*ours, *_alone(ours, theirs, self.first.name), *_alone(theirs, ours, self.second.name)})


def _alone(results: Iterable[ShaclResult], others: Iterable[ShaclResult], name: str) -> list[ShaclResult]:
    """What one engine alone says; wording is each engine's own and does not count."""
    known = {each._replace(message="") for each in others}
    return [_said(each, name) for each in results if each._replace(message="") not in known]


def _said(result: ShaclResult, name: str) -> ShaclResult:
    component = result.component.rpartition("#")[2]
    return result._replace(
        severity=Severity.VIOLATION, component=DISAGREE, message=literal(f"only {name} finds this ({component})")
    )
