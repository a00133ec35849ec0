"""From the text of a query to one that is safe to run: checked, its graphs and prefixes known, its values bound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.quads import iri
from kg.query import params, safety, words
from kg.query.binding import Bound, bind
from kg.query.dataset import dataset
from kg.query.header import Header, read
from kg.query.places import fault, offset_of
from kg.query.prefixes import OURS, Names, names
from kg.query.tokens import groups, tokens
from kg.schema import did_you_mean
from kg.store import Dataset, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.query.tokens import Token
    from kg.store import Result, Store

KINDS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "construct"}
ONTOLOGY = iri(OURS["graph"] + "ontology")


class Prepared(NamedTuple):
    """A query ready to run. `columns` is what its SELECT clause names; nothing for `*` and the other forms."""

    name: str
    text: str
    bound: Bound
    names: Names
    dataset: Dataset
    kind: str
    columns: tuple[str, ...]

    def evaluate(self, store: Store) -> Result:
        """Run it; raises QueryError, with the place in the text as it was written, where it does not parse."""
        try:
            return store.evaluate(
                self.bound.text, prefixes=self.names.prefixes, base=self.names.base, dataset=self.dataset
            )
        except SyntaxFault as error:
            raise self._placed(error) from error

    def _placed(self, error: SyntaxFault) -> Exception:
        if word := words.unknown(tokens(self.text)):
            remedy = did_you_mean(word.text.upper(), words.KNOWN) or "a name needs its prefix, a text its quotes"
            return fault(f"SPARQL has no word {word.text!r}", self.text, word, name=self.name, remedy=remedy)
        if not error.line:
            return error
        offset = self.bound.original(offset_of(self.bound.text, error.line, error.column))
        return fault(error.message, self.text, offset, name=self.name)


def prepare(text: str, store: Store, given: Iterable[str] = (), name: str = "") -> Prepared:
    """Check a query and bind the values given as `name=value`; raises QueryError at whatever is wrong with it."""
    found = tokens(text)
    holds = check(text, found, store, name)
    values = _values(read(text, name), given, store)
    if values:
        _check_form(text, found, name)
        _check_optional(text, found, values, name)
    kind = next(KINDS[token.text.upper()] for token in found if token.says(*KINDS))
    graphs = dataset(text, found, holds, store.graphs, name)
    return Prepared(name, text, bind(text, found, values), holds, graphs, kind, columns(found))


def check(text: str, found: list[Token], store: Store, name: str = "") -> Names:
    """Refuse what could change something or leave this machine, and terms that the ontology does not have."""
    safety.check(text, found, name)
    holds = names(text, found, name)
    _check_terms(text, found, holds, store, name)
    return holds


def _values(header: Header, given: Iterable[str], store: Store) -> Mapping[str, str]:
    values, declared = params.given(given)
    return params.terms([*header.params, *declared], values, store)


def _check_form(text: str, found: list[Token], name: str) -> None:
    for token, after in pairwise(found):
        if token.says("CONSTRUCT") and after.text != "{":
            remedy = "write CONSTRUCT { … } WHERE { … }"
            raise fault("the short form of CONSTRUCT takes no parameters", text, token, name=name, remedy=remedy)


def _check_optional(text: str, found: list[Token], values: Iterable[str], name: str) -> None:
    """Refuse a value that would narrow nothing: OPTIONAL keeps every row, and would show the value in it as found."""
    spans = groups(found)
    optional = [group for group in spans if group.first and found[group.first - 1].says("OPTIONAL")]
    for value in values:
        used = [at for at, token in enumerate(found) if token.text in {f"?{value}", f"${value}"}]
        inside = [at for at in used if any(group.first < at < group.last for group in spans)]
        if inside and all(any(group.first < at < group.last for group in optional) for at in inside):
            remedy = f"match it to another name there, and compare: FILTER(!BOUND(?{value}) || ?other = ?{value})"
            message = f"?{value} is used in OPTIONAL only, where a value narrows nothing"
            raise fault(message, text, found[inside[0]], name=name, remedy=remedy)


def _check_terms(text: str, found: list[Token], holds: Names, store: Store, name: str) -> None:
    """Refuse a term of our ontology that it does not have: it could match nothing, and would do so in silence."""
    base = OURS["ct"]
    used = {token: holds.iri(token) for token in found if token.kind in {"iri", "name"}}
    for token, full in used.items():
        if full.startswith(base) and len(full) > len(base) and not _declared(full, store):
            terms = {quad[0][1 + len(base) : -1] for quad in store.quads(g=ONTOLOGY) if quad[0].startswith(f"<{base}")}
            if terms:
                remedy = did_you_mean(full[len(base) :], terms)
                raise fault(f"the ontology has no term ct:{full[len(base) :]}", text, token, name=name, remedy=remedy)


def _declared(full: str, store: Store) -> bool:
    return next(store.quads(s=iri(full), g=ONTOLOGY), None) is not None


def columns(found: list[Token]) -> tuple[str, ...]:
    """The variables that the outermost SELECT clause names, in order.

    >>> columns(tokens("SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b }"))
    ('a', 'n')
    """
    named, depth = [], 0
    start = next((index for index, token in enumerate(found) if token.says("SELECT")), len(found))
    for before, token in zip(found[start:], found[start + 1 :], strict=False):
        if token.text == "{" or token.says("WHERE", "FROM"):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if token.kind == "variable" and (depth == 0 or (depth == 1 and before.says("AS"))):
            named.append(token.text[1:])
    return tuple(named)
