"""Which classes and properties there are: a misspelt one passes every shape, since none looks at it.

A namespace is known where an ontology is about it, by its address or by most of its terms, or where it is kg's own. A
library's list of terms may be older than its vocabulary: what is missing there is doubtful, unless it is one slip away
from a term of the list. Where only shapes name some terms of a namespace, or an ontology merely declares one that it
borrows, the rest may well exist, and only what is one slip away from them is held to be misspelt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kg.foreign.lists import listed
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.schema import PREFIXES, load
from kg.schema.suggest import nearest, slips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kg.quads import Quad

OWN = PREFIXES["ct"]
RDFS, OWL, RDF, SH = (PREFIXES[name] for name in ("rdfs", "owl", "rdf", "sh"))
_KINDS = (
    rf"{re.escape(OWL)}\w*(?:Property|Class)",
    rf"{re.escape(RDFS)}(?:Class|Datatype)",
    f"{re.escape(RDF)}Property",
)
_KIND = re.compile(rf"<(?:{'|'.join(_KINDS)})>")
_AXIOMS = {f"<{RDFS}{local}>" for local in ("subClassOf", "subPropertyOf", "domain", "range")}
_COMMON = {text_of(RDF_TYPE)}  # in all data: it must not take the time to load a library's lists
_MEMBER = re.compile(rf"{re.escape(RDF)}_[1-9]\d*")
_SHAPES_NAME = {
    f"<{SH}{local}>"
    for local in (
        "path", "targetClass", "class", "targetSubjectsOf", "targetObjectsOf", "equals", "disjoint", "lessThan",
        "lessThanOrEquals", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath",
        "ignoredProperties",
    )
}  # fmt: skip
_MEMBERS = {f"<{RDF}{local}>" for local in ("first", "type")}


class Vocabulary:
    """The terms that ontologies declare, that shapes name, and that come with the tool."""

    def __init__(self, ontology: Iterable[Quad], shapes: Iterable[Quad] = ()) -> None:
        self._declared, self._loaded = _declared(ontology)
        self._named = {text_of(o) for _, p, o, _ in shapes if p in _SHAPES_NAME | _MEMBERS and is_iri(o)}

    def unknown(self, term: str) -> bool | None:
        """Whether a class or property, a bare IRI, is one that no vocabulary has; None where that is doubtful."""
        base = namespace(term)
        if len(base) == len(term) or any(term in known for known in (_COMMON, self._declared, self._named, _own())):
            return False
        theirs = listed().get(base, frozenset())
        if term in theirs or _MEMBER.fullmatch(term):
            return False
        if base in self._loaded or base == OWN:
            return True
        if not (theirs or base in self._every):
            return False
        return bool(self._like(term, slips)) or (None if theirs else False)

    def meant(self, term: str) -> list[str]:
        """The local names of the terms that are most like it, best first."""
        return self._like(term, slips) or self._like(term, nearest)

    def _like(self, term: str, chosen: Callable[[str, Iterable[str]], list[str]]) -> list[str]:
        """Of the terms of the same namespace, classes for a class, those that are chosen by their local names."""
        base = namespace(term)
        local = term[len(base) :]
        known = {*self._every.get(base, ()), *(_own() if base == OWN else ()), *listed().get(base, ())}
        among = {each[len(base) :] for each in known if each.startswith(base)}
        return chosen(local, [each for each in among if each[:1].isupper() == local[:1].isupper()])

    @cached_property
    def _every(self) -> dict[str, set[str]]:
        """Terms of ontologies and shapes by namespace."""
        found: dict[str, set[str]] = defaultdict(set)
        for term in self._declared | self._named:
            found[namespace(term)].add(term)
        return found


def namespace(iri: str) -> str:
    """All up to the last `#`, `/` or, where there is neither, `:`."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[: cut or iri.rfind(":") + 1]


def _declared(quads: Iterable[Quad]) -> tuple[set[str], set[str]]:
    """The terms that are declared, and the namespaces that ontologies are about."""
    given: Sequence[Quad] = [quad for quad in quads if quad[0][0] == "<"]
    typed = [(quad[0], quad[2]) for quad in given if quad[1] == RDF_TYPE]
    kinds = {kind for kind in {kind for _, kind in typed} if _KIND.fullmatch(kind)}
    terms = {quad[0] for quad in given if quad[1] in _AXIOMS}.union(s for s, kind in typed if kind in kinds)
    described = Counter(namespace(text_of(q[0])) for q in given if q[0] in terms and q[1] != RDF_TYPE)
    heads = [text_of(s) for s, kind in typed if kind == f"<{OWL}Ontology>"]
    about = {base for base in described if any(_belongs(base, head) for head in heads)}
    return {text_of(term) for term in terms}, about.union(base for base, _ in described.most_common(1))


def _belongs(base: str, ontology: str) -> bool:
    """Whether a namespace is that of an ontology, by their addresses."""
    return base.rstrip("#/").startswith(ontology.rstrip("#/")) or (base[-1:] == "/" and ontology.startswith(base))


@lru_cache(maxsize=1)
def _own() -> frozenset[str]:
    schema = load()
    return frozenset((*schema.classes, *schema.properties, *schema.concepts))
