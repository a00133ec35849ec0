"""Keys of JSON-LD that no context defines: a parser passes over them, so that what they say is lost in silence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.findings import Finding, Position, RuleText, Severity
from kg.foreign.second.jsonld import JsonLd
from kg.foreign.second.sought import Sought
from kg.foreign.second.walk import Lost
from kg.schema import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.foreign.files import File

DROPPED = "jsonld-key-dropped"
MOST = 10  # further places that a finding names
RULE = RuleText(
    DROPPED,
    "The context defines every key.",
    "Write the key as the context has it, or define it there.",
    Severity.WARNING,
)


def dropped(files: Iterable[File], severity: Severity) -> list[Finding]:
    """A finding for each key that is passed over in a file, with all its places."""
    return [each for file in files if file.syntax == "jsonld" for each in _dropped(file, severity)]


def _dropped(file: File, severity: Severity) -> list[Finding]:
    walk = JsonLd(file, Sought(()))
    try:
        walk.run()
    except (Lost, RecursionError, ValueError):
        return []
    if not walk.faithful:  # a rarer form, where a key may be defined in a way that the walk does not know
        return []
    places: dict[str, list[Position]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    for key, at, context in walk.dropped:
        places[key].append(Position(file.name, *walk.place(at)))
        known[key].update(context.terms)
    return [_finding(key, found, known[key], severity) for key, found in places.items()]


def _finding(key: str, places: list[Position], known: set[str], severity: Severity) -> Finding:
    first, *others = sorted(places)
    guess = did_you_mean(key, known)
    uses = f"{len(places):,} time{'s' * (len(places) != 1)}"
    return Finding(
        first, severity, DROPPED, f"no context defines the key `{key}`, so what it says is not read ({uses})",
        f"{guess} {RULE.remedy}".strip(), key, also=tuple(others[:MOST]),
    )  # fmt: skip
