"""From engine results to findings that a person can act on, each at a place in the human-written files."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from kg.engines.both import DISAGREE
from kg.findings import Finding, Position, RuleText, Severity
from kg.quads import text_of
from kg.schema import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from kg.engines.results import ShaclResult
    from kg.validate.shapes import Rule, Shapes

DISAGREEMENT = "engines-disagree"
NOTHING_CHECKED = Finding(
    Position("(the data)", 0, 0), Severity.VIOLATION, "validate-nothing-checked",
    "No node of the data is looked at by any shape.", "Check that the right data and the right shapes were given.",
)  # fmt: skip


class Positions(Protocol):
    """Where things were written: (subject IRI, property IRI or "" for the node itself) → places, or None."""

    def get(self, key: tuple[str, str], /) -> Sequence[Position] | None:
        """The places of a key; a mapping has this method already."""


def findings(
    results: Iterable[ShaclResult],
    shapes: Shapes,
    positions: Positions,
    labels: Mapping[str, str],
    hidden: AbstractSet[str] = frozenset(),
) -> dict[Finding, tuple[ShaclResult, ...]]:
    """One finding for each distinct thing to mend, sorted, with the results that it stands for.

    Two constraints of one shape on one value are one thing. `labels` has what people call a node, by its term; `hidden`
    are the nodes of which nothing may be repeated.
    """
    made: dict[Finding, list[ShaclResult]] = defaultdict(list)
    for result in results:
        finding = _finding(result, shapes, positions, labels)
        private = not hidden.isdisjoint((result.focus, result.value)) if hidden else False
        made[hushed(finding) if private else finding].append(result)
    return {finding: tuple(made[finding]) for finding in sorted(made)}


def hushed(finding: Finding) -> Finding:
    """The finding without any word of what it is about."""
    return finding._replace(text="", label="", private=True)


def rules(shapes: Shapes) -> dict[str, RuleText]:
    """What a report says of each shape, by the shape's name, and of what the shapes say that no engine hears."""
    return {
        **{rule.id: rule for rule in shapes.unheard.values()},
        **{
            rule.name: RuleText(rule.name, rule.message, rule.remedy, rule.severity, iri=rule.iri, path=rule.turtle)
            for rule in shapes.rules.values()
        },
    }


def _finding(result: ShaclResult, shapes: Shapes, positions: Positions, labels: Mapping[str, str]) -> Finding:
    rule = shapes.rules.get(result.shape)
    path = result.path or _step(rule)
    focus = text_of(result.focus)
    places = _places(focus, path, positions)
    told = _told(result, rule)
    return Finding(
        places[0],
        told.severity,
        told.id,
        told.summary,
        told.remedy,
        _said(result, focus),
        focus,
        path or (rule.path if rule else ""),
        places[1:],
        labels.get(result.focus, ""),
    )


def _told(result: ShaclResult, rule: Rule | None) -> RuleText:
    """What the result is called and says: in the shape's words, else in ours, else in the engine's."""
    name = rule.name if rule else shorten(result.shape)
    if result.component == DISAGREE:
        message = f"The engines do not agree on {name}: {text_of(result.message)}."
        return RuleText(
            DISAGREEMENT, message, "Compare the shape with the recommendation; report the one that is wrong."
        )
    if rule is None:
        return RuleText(name, text_of(result.message or '""'), severity=result.severity)
    return RuleText(name, rule.message or _plain(result, rule), rule.remedy, rule.severity)


def _plain(result: ShaclResult, rule: Rule) -> str:
    """A sentence for a shape without a message: each engine would have its own.

    A SPARQL constraint has its message beside its query, and engines fill its variables in.
    """
    kind = result.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    if kind == "SPARQL" and result.message:
        return text_of(result.message)
    parameter = kind[:1].lower() + kind[1:]
    return f"This does not fit `{' '.join(('sh:' + parameter, *rule.constraints.get(parameter, ())))}`."


def _step(rule: Rule | None) -> str:
    """The rule's path where it is one property."""
    path = rule.path if rule else ""
    return path[1:-1] if path.startswith("<") and path.count("<") == 1 and path.endswith(">") else ""


def _said(result: ShaclResult, focus: str) -> str:
    value = text_of(result.value) if result.value else ""
    return "" if value == focus else value


def _places(focus: str, path: str, positions: Positions) -> tuple[Position, ...]:
    """Where the value was written, else where the node was, else where the node it is embedded in was.

    Where none is known, the node itself stands for the file, and the line is 0.
    """
    keys = [(focus, path), *((node, "") for node in _with_parents(focus))]
    found = next((places for key in keys if (places := positions.get(key))), ())
    return tuple(sorted(set(found))) or (Position(shorten(focus), 0, 0),)


def _with_parents(iri: str) -> list[str]:
    """The IRI, and those it is nested in: the IRI of an embedded node begins with that of its parent.

    >>> _with_parents("https://e.org/id/a/b")
    ['https://e.org/id/a/b', 'https://e.org/id/a', 'https://e.org/id']
    """
    scheme, mark, rest = iri.partition("://")
    parts = rest.split("/")
    return [scheme + mark + "/".join(parts[:length]) for length in range(len(parts), 1, -1)] if mark else [iri]
