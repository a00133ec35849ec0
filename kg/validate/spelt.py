"""What shapes say that no engine hears: misspelt words of SHACL, and those parts of it that are not evaluated here.

An engine passes over both in silence, and the data conform to what nobody looked at. SHACL's own namespace is closed,
so that a word which it does not have is a slip, or of a later edition; either is as grave as a violation.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.engines.results import SH
from kg.findings import Finding, RuleText, Severity
from kg.foreign import read_all
from kg.foreign.lists import listed
from kg.foreign.places import Places
from kg.foreign.second.sought import Want
from kg.foreign.terms import MOST, graver
from kg.quads import text_of
from kg.schema import did_you_mean, shorten
from kg.validate.files import quads_of
from kg.validate.shapes import loaded
from kg.validate.sound import NOT_EVALUATED
from kg.validate.wellformed import RULE, ill_formed, told, want

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.quads import Quad
    from kg.validate.shapes import Shapes

DEAF, UNKNOWN = "shape-not-evaluated", "shape-unknown-term"
DEAF_RULE = RuleText(
    DEAF,
    "An engine evaluates all that the shapes ask for.",
    "Say it with SHACL core or a SPARQL constraint, or accept this with a reason in a baseline.",
)
UNKNOWN_RULE = RuleText(
    UNKNOWN,
    "SHACL has the terms of its namespace that the shapes use.",
    "Write it as SHACL does; what later editions add is not evaluated.",
)
OWN = f"<{SH}"


class Unheard(NamedTuple):
    """A word of SHACL's namespace, as a term, that no engine acts upon: a `known` one, or a misspelt; and its uses."""

    term: str
    known: bool
    uses: list[Want]


def given_shapes(paths: Iterable[Path], syntax: str = "", unknown: str = "", *, ignore_imports: bool = False) -> Shapes:
    """Somebody's shapes with a finding for each word that no engine hears and for each fault.

    Misspelt words are taken as `unknown` says, like the terms of data. Raises InputError with file:line:column for a
    file that cannot be read.
    """
    files = read_all(paths, syntax)
    shapes = loaded(quads_of(files), ignore_imports=ignore_imports)
    words = [word for word in unheard(quads_of(files)) if word.known or unknown != "off"]
    broken = ill_formed(quads_of(files))
    places = Places(files, [*(use for word in words for use in word.uses), *map(want, broken)])
    found = {_finding(word, places, unknown): DEAF_RULE if word.known else UNKNOWN_RULE for word in words}
    return replace(shapes, unheard={**found, **{told(result, places): RULE for result in broken}})


def unheard(quads: Iterable[Quad]) -> list[Unheard]:
    """The words that no engine acts upon, sorted."""
    uses: Mapping[str, list[Want]] = defaultdict(list)
    for s, p, o, _ in quads:
        if p.startswith(OWN):
            uses[p].append(Want(s, (p,)))
        if o.startswith(OWN):
            uses[o].append(Want(s, (p,), o))
    known = listed().get(SH, frozenset())
    return [
        Unheard(term, term in NOT_EVALUATED, found)
        for term, found in sorted(uses.items())
        if term in NOT_EVALUATED or text_of(term) not in known
    ]


def remedy(word: Unheard) -> str:
    """What to do about it, beginning with a guess at what was meant where one is near."""
    if word.known:
        return DEAF_RULE.remedy
    guess = did_you_mean(text_of(word.term)[len(SH) :], [iri[len(SH) :] for iri in listed().get(SH, ())])
    return f"{guess} {UNKNOWN_RULE.remedy}".strip()


def _finding(word: Unheard, places: Places, wish: str) -> Finding:
    """What is to be said of it, at the first place."""
    iri = text_of(word.term)
    first, *others = sorted({place for use in word.uses[: MOST + 1] for place in places.of(use)})
    what = f"no engine here evaluates {shorten(iri)}" if word.known else f"SHACL has no {shorten(iri)}"
    uses = f"used {len(word.uses):,} time{'s' * (len(word.uses) != 1)}"
    severity = Severity.VIOLATION if word.known else graver(Severity.VIOLATION, wish)
    return Finding(
        first, severity, DEAF if word.known else UNKNOWN, f"{what}, so what it asks is not checked ({uses})",
        remedy(word), focus=iri, also=tuple(others), label=shorten(iri),
    )  # fmt: skip
