"""What differs between two states: claims first, by the ids that footnotes cite.

A claim that is gone was taken down (a tombstone says why) or is lost, and a lost one is said to be lost. A claim that
says something else under its old id is changed in place; whoever cites it should know.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.diff.snapshot import snapshot, words
from kg.quads import is_iri, text_of
from kg.schema import DATA, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.answers import Answered
    from kg.diff.sides import Side
    from kg.diff.snapshot import Snapshot, Values

ADDED, REMOVED, TAKEN_DOWN, CHANGED = "added", "removed", "taken down", "changed"
KINDS = (ADDED, CHANGED, "revised", "corrected", "withdrawn", "retracted", TAKEN_DOWN, REMOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """One record that changed: what befell it, its id and label, and what it says.

    `by` is the record that says so (a revision, a judgement) or the reason of a tombstone; `values` has for each
    changed key the values before and after.
    """

    kind: str
    id: str
    cls: str
    label: str
    quote: str = ""
    source: str = ""
    by: str = ""
    values: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; `classes` and `sources` have (before, after) where the two are not equal.

    `notes` say in which way the two states cannot be compared line by line.
    """

    old: str
    new: str
    claims: tuple[Change, ...]
    records: tuple[Change, ...]
    classes: dict[str, tuple[int, int]]
    sources: dict[str, tuple[int, int]]
    answers: tuple[Answered, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs at all."""
        return not (self.claims or self.records or self.classes or self.answers)


def compare(old: Side, new: Side, answers: tuple[Answered, ...] = ()) -> Difference:
    """The difference between two states; `answers` are those of named queries, see `kg.diff.answers`."""
    before, after = snapshot(old.quads), snapshot(new.quads)
    claims = [*_changes(before, after, before.claims, after.claims), *_befallen(before, after)]
    return Difference(
        old.name,
        new.name,
        tuple(sorted(claims, key=lambda change: (KINDS.index(change.kind), change.source, change.id, change.by))),
        tuple(_changes(before, after, before.entities, after.entities)),
        _counts(before.by_class(), after.by_class()),
        _counts(_named(before.by_source()), _named(after.by_source())),
        answers,
        tuple(_notes(old.manifest, new.manifest)),
    )


def _notes(old: dict[str, object], new: dict[str, object]) -> Iterator[str]:
    """What sets the builds apart besides their files: for whom they are, and by which terms they were made."""
    if old.get("audience") != new.get("audience"):
        yield (
            f"the one is for the audience {_audience(old)}, the other for {_audience(new)}: what is withheld from one "
            f"of them is told here as added or gone, so show this to nobody whom it is withheld from"
        )
    if old.get("ontology") != new.get("ontology"):
        yield "the two were made with different versions of the ontology: a difference may come from that alone"
    if old.get("propositionScheme") != new.get("propositionScheme"):
        yield "the two name propositions in different ways: those that say the same have other ids"


def _audience(manifest: dict[str, object]) -> str:
    return str(manifest.get("audience") or "that nobody named").rpartition("#")[2]


def _changes(before: Snapshot, after: Snapshot, old: dict[str, Values], new: dict[str, Values]) -> list[Change]:
    """Records that came, went, or say something else; sorted by class and id."""
    found = [_change(ADDED, iri, after, new[iri]) for iri in new.keys() - old.keys()]
    for iri in old.keys() - new.keys():
        reason = after.tombstones.get(iri.rpartition("/")[2], "")
        found.append(_change(TAKEN_DOWN if reason else REMOVED, iri, before, old[iri], by=reason))
    for iri in old.keys() & new.keys():
        if old[iri] != new[iri]:
            values = _values(before, after, old[iri], new[iri])
            found.append(replace(_change(CHANGED, iri, after, new[iri]), values=values))
    return sorted(found, key=lambda change: (change.cls, change.id, change.kind))


def _befallen(before: Snapshot, after: Snapshot) -> list[Change]:
    """Claims on which something new came down: a revision, a correction, a withdrawal, a retraction."""
    found = []
    for iri, fates in sorted(after.fates.items()):
        for word, by in sorted(fates - before.fates.get(iri, set())):
            known = after.claims.get(iri) or before.claims.get(iri) or {}
            found.append(_change(word, iri, after if iri in after.claims else before, known, by=by))
    return found


def _change(kind: str, iri: str, at: Snapshot, values: Values, by: str = "") -> Change:
    """The change of a record as the state that still has it shows it; a claim is labelled by what it states."""
    stated = "; ".join(at.label(text_of(term)) for term in values.get("states", ()))
    return Change(
        kind=kind,
        id=iri.rpartition("/")[2],
        cls=shorten(at.classes.get(iri, "")),
        label=stated or at.label(iri),
        quote=words(values),
        source=", ".join(text_of(term).removeprefix(DATA) for term in values.get("source", ())),
        by=by,
    )


def _values(
    before: Snapshot, after: Snapshot, old: Values, new: Values
) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """For each key whose values differ, those that went and those that came."""
    changed = []
    for key in sorted(old.keys() | new.keys()):
        gone, come = set(old.get(key, ())) - set(new.get(key, ())), set(new.get(key, ())) - set(old.get(key, ()))
        if gone or come:
            changed.append((key, _shown(before, gone), _shown(after, come)))
    return tuple(changed)


def _shown(at: Snapshot, terms: set[str]) -> tuple[str, ...]:
    return tuple(sorted(at.label(text_of(term)) if is_iri(term) else text_of(term) for term in terms))


def _named(counts: Counter[str]) -> Counter[str]:
    return Counter({text_of(source).removeprefix(DATA): number for source, number in counts.items()})


def _counts(before: Counter[str], after: Counter[str]) -> dict[str, tuple[int, int]]:
    return {name: (before[name], after[name]) for name in sorted({*before, *after}) if before[name] != after[name]}
