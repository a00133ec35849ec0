"""Which terms there are: those of the ontology, of the files under lint, and of the vocabularies that they borrow from.

A vocabulary that comes with a closed list is held to it. Of the others, only what our ontology names can occur in data,
so anything else is as unknown here. What is in no namespace that we know is nobody's business.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.foreign import lists
from kg.quads import RDF_TYPE, is_iri, text_of
from kg.query.prefixes import OURS
from kg.schema import DATA, PREFIXES, did_you_mean
from kg.schema.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.quads import Quad

DECLARING = tuple(f"<{PREFIXES['owl']}{kind}Property>" for kind in ("Object", "Datatype", "Annotation"))
CLASSES = (f"<{PREFIXES['owl']}Class>", f"<{PREFIXES['rdfs']}Class>")
DEPRECATED = f"<{PREFIXES['owl']}deprecated>"
CLOSED = {"prov", "skos", "sh", "org", "foaf", "dcterms", "schema", "owl", "rdf", "rdfs", "xsd", "geo"}


class Known:
    """The terms of a world: `context` is what is there anyway, `given` what is under lint."""

    def __init__(self, context: Sequence[Quad], given: Iterable[Quad] = ()) -> None:
        quads = [*context, *given]
        self.subjects = {text_of(quad[0]) for quad in quads if is_iri(quad[0])}
        self.heard = {text_of(term) for quad in context for term in quad[:3] if is_iri(term)}
        declared = [quad for quad in quads if quad[1] == RDF_TYPE]
        self.classes = {text_of(quad[0]) for quad in declared if quad[2] in CLASSES}
        self.properties = {text_of(quad[0]) for quad in declared if quad[2] in DECLARING}
        self.deprecated = {text_of(quad[0]) for quad in quads if quad[1] == DEPRECATED and text_of(quad[2]) == "true"}
        self._own = {PREFIXES["ct"], *(namespace(term) for term in self.classes | self.properties)} - _closed()

    def unknown(self, iri: str) -> bool:
        """Whether the term is in a namespace that we know, and not among its terms."""
        base = namespace(iri)
        if iri in self.subjects or len(iri) == len(base) or base.startswith(DATA):
            return False
        if base in self._own:
            return True
        if base in PREFIXES.values():
            return not self.heard_of(iri)
        return False

    def owned(self, iri: str) -> bool:
        """Whether the term is in a namespace whose terms are declared here."""
        return namespace(iri) in self._own

    def heard_of(self, iri: str) -> bool:
        """Whether our ontology names the term of another's vocabulary, or that vocabulary lists it."""
        return iri in self.heard or iri in listed(namespace(iri))

    def meant(self, iri: str, among: Iterable[str] = ()) -> str:
        """A question with the nearest terms, as prefixed names, or an empty text.

        Classes begin with a capital, properties and concepts do not, and nobody takes one for the other.
        """
        base = namespace(iri)
        terms = {*(among or self.subjects | self.heard), *listed(base)}
        alike = {term for term in terms if _capital(term) == _capital(iri)}
        near = nearest(iri[len(base) :], (term[len(base) :] for term in alike if namespace(term) == base))
        said = " or ".join(f"`{short(base + local)}`" for local in near)
        return f"did you mean {said}?" if near else did_you_mean(short(iri), map(short, alike))


def _capital(iri: str) -> bool:
    return iri[len(namespace(iri)) :][:1].isupper()


def namespace(iri: str) -> str:
    """All up to the last `#` or `/`."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut]


def short(iri: str) -> str:
    """The term with a prefix of ours, or in brackets."""
    known = [(base, prefix) for prefix, base in OURS.items() if iri.startswith(base)]
    base, prefix = max(known, default=("", ""))
    return f"{prefix}:{iri[len(base) :]}" if base else f"<{iri}>"


def listed(base: str) -> frozenset[str]:
    """The terms of a vocabulary that comes with a closed list; none of any other."""
    return lists.listed().get(base, frozenset()) if base in _closed() else frozenset()


@lru_cache(maxsize=1)
def _closed() -> frozenset[str]:
    return frozenset(PREFIXES[name] for name in CLOSED)
