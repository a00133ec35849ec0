"""The roots behind any set of claims of a build, with their independence in words.

Roots are found among the claims that are asked about, as everywhere (see `kg.derive.roots`): the same claims may have
other roots beside other claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.derive.facts import gather
from kg.derive.identity import Identity
from kg.derive.joined import join
from kg.derive.roots import Roots
from kg.errors import BuildError
from kg.quads import text_of
from kg.schema import load
from kg.tell import root_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.quads import Quad
    from kg.tell import Reader


class Rest(NamedTuple):
    """Labels of the roots, and in words how many there are and whether they are independent."""

    roots: tuple[str, ...]
    words: str


class Rooted:
    """Answers for one build."""

    def __init__(self, quads: Iterable[Quad], reader: Reader) -> None:
        self.facts = gather(quads, load())
        self.identity = Identity(self.facts)
        joined = join(self.facts, self.identity).facts
        self._claims, self._roots = joined.claims, Roots(joined)
        self._reader = reader

    def of(self, claims: Iterable[str]) -> Rest:
        """What the claims (IRIs) rest on."""
        wanted = [f"<{claim}>" for claim in sorted(set(claims))]
        if not self._claims.keys() >= set(wanted):
            raise BuildError("the store of the build and its graph.nq are not of one build", remedy="run `kg build`")
        known = [self._claims[claim] for claim in wanted]
        names, independence = self._roots.of(known)
        labels = root_labels(self._reader, map(text_of, names), (text_of(claim.iri) for claim in known))
        if len(labels) < 2:
            return Rest(labels, "one root" if labels else "no root named")
        return Rest(labels, f"{len(labels)} roots; {self._reader.value(text_of(independence), 'ct:phrase')}")
