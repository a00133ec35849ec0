"""Labels: each proposition as an English that-clause, so that no list shows a hash.

The wording is the ontology's (`ct:phrase`), never the code's, and always a clause: "that X ordered Y" reads as
something said, where "X ordered Y" would read as something known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.derive.facts import LABEL
from kg.derive.quantities import Reader
from kg.errors import EngineError
from kg.quads import best_label, iri, is_iri, text_of
from kg.schema import DATA

if TYPE_CHECKING:
    from kg.derive.facts import Facts, Proposition, Values
    from kg.schema import Schema

_SEGMENT = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")
_KEY = re.compile(r"\{(\w+)(?:\?([^{}|]*)\|([^{}|]*))?\}")  # {role}, or {role?if true|if false}
_ALTERNATIVE = re.compile(r"\|(?![^{}]*\})")
_WHOLE = re.compile(r'"(-?[0-9]+)"\^\^<\S*(?:[iI]nteger|decimal)>')


class Labels:
    """Words terms for people; what was worded once is kept."""

    def __init__(self, facts: Facts, schema: Schema) -> None:
        self._facts, self._schema, self._reader = facts, schema, Reader(schema)
        self._stated = facts.of(LABEL)
        self._worded: dict[str, str] = {}

    def of(self, term: str) -> str:
        """The English label of an entity, concept, class or proposition; the text of a literal.

        What has no label in any language is called by the end of its IRI.
        """
        if not is_iri(term):
            return text_of(term)
        if term not in self._worded:
            self._worded[term] = text_of(term)  # what a proposition inside itself would be called
            self._worded[term] = self._word(term)
        return self._worded[term]

    def _word(self, term: str) -> str:
        if term in self._facts.propositions:
            return self._clause(self._facts.propositions[term])
        if term in self._stated:
            return best_label(self._stated[term])
        name = text_of(term)
        known = self._schema.concepts.get(name) or self._schema.classes.get(name) or self._schema.properties.get(name)
        return known.label if known else name.removeprefix(DATA)

    def _clause(self, proposition: Proposition) -> str:
        cls = text_of(proposition.cls)
        keys = {key: iri(prop.iri) for key, prop in self._schema.keys(cls).items()}
        implied = self._reader.implied(proposition)
        roles = {role: values for role, values in proposition.roles.items() if role not in implied}
        term = self._schema.classes[cls]
        if not term.phrase:
            parts = [f"{key} {self._listed(roles[role])}" for key, role in sorted(keys.items()) if role in roles]
            return f"{term.label}: {', '.join(parts)}"
        segments = (self._segment(segment, keys, roles) for segment in _segments(term.phrase, frozenset(keys)))
        return " ".join("".join(segments).split())

    def _segment(self, segment: tuple[str, bool], keys: dict[str, str], roles: dict[str, Values]) -> str:
        """The segment filled in: of an optional one the first wording that misses no role; a needed one has gaps."""
        text, optional = segment
        fitting = (one for one in _ALTERNATIVE.split(text) if all(keys[key] in roles for key in _named(one)))
        wording = next(fitting, "") if optional else text
        return _KEY.sub(lambda match: self._filled(match, roles.get(keys[match[1]], ())), wording)

    def _filled(self, key: re.Match[str], values: Values) -> str:
        if key[2] is None:
            return self._listed(values) or "…"
        texts = {text_of(value) for value in values}
        return (key[2] if texts == {"true"} else key[3]) if len(texts) == 1 else "…"

    def _listed(self, values: Values) -> str:
        """The labels in alphabetical order, as a list in a sentence."""
        *most, last = sorted(self._shown(value) for value in values) or [""]
        return f"{', '.join(most)} and {last}" if most else last

    def _shown(self, value: str) -> str:
        """The label; a whole number with its thousands parted."""
        whole = _WHOLE.fullmatch(value)
        return f"{int(whole[1]):,}" if whole else self.of(value)


def _named(text: str) -> list[str]:
    """The keys that a piece of a phrase fills in."""
    return [match[1] for match in _KEY.finditer(text)]


@lru_cache(maxsize=256)
def _segments(phrase: str, keys: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """The pieces of a phrase, each with whether it may be left out; refuses a key that the class does not have."""
    unknown = sorted(set(_named(phrase)) - keys)
    if unknown:
        raise EngineError(
            f"the phrase {phrase!r} speaks of {', '.join(unknown)}, which its class does not have",
            remedy="use the data keys of the class's own roles",
        )
    return tuple((match[1] or match[2] or "", match[1] is not None) for match in _SEGMENT.finditer(phrase))
