"""What files import and nobody gave: nothing is fetched, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.findings import Finding, RuleText, Severity
from kg.foreign.second.sought import Want
from kg.quads import RDF_TYPE, text_of
from kg.schema import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.foreign.files import File
    from kg.foreign.places import Places

NOT_FOLLOWED = "import-not-followed"
IMPORTS, ONTOLOGY = f"<{PREFIXES['owl']}imports>", f"<{PREFIXES['owl']}Ontology>"
RULE = RuleText(
    NOT_FOLLOWED,
    "What a file imports is given, too.",
    "Get it yourself, and name the file with --ontology or --data; nothing is fetched.",
    Severity.INFO,
)


def left(files: Iterable[File]) -> list[Want]:
    """The imports of what is not among the files, each once."""
    given = [quad for file in files for quad in file.quads]
    known = {quad[0] for quad in given if quad[1] == RDF_TYPE and quad[2] == ONTOLOGY}
    return sorted({Want(s, (p,), o) for s, p, o, _ in given if p == IMPORTS and o not in known})


def findings(wants: Sequence[Want], places: Places) -> list[Finding]:
    """A word on each import that was not followed."""
    return [_finding(want, places) for want in wants]


def _finding(want: Want, places: Places) -> Finding:
    first, *others = sorted(set(places.of(want)))
    name = text_of(want.value)
    return Finding(
        first, Severity.INFO, NOT_FOLLOWED, "an import is not followed", RULE.remedy, name,
        text_of(want.subject), text_of(IMPORTS), tuple(others),
    )  # fmt: skip
