"""From a built case to its comparisons, with everything that a person needs to judge one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.conflicts.about import things
from kg.conflicts.model import Answer, Found, Opinion, Report, Side
from kg.contradictions import RULES
from kg.schema import CT, DATA, load
from kg.tell import one_with, root_labels, told

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.tell import Reader

COMPARISONS = (CT.Contradiction, CT.SeriesNote)


def kinds() -> tuple[str, ...]:
    """All kinds that there are, in the order in which they are told: codes of conflicts, then rules that find notes."""
    concepts = load().concepts
    named = [concepts[CT[kind]].key for rule in RULES for kind in rule.kinds]
    return tuple(dict.fromkeys([*named, *(rule.name for rule in RULES if not rule.kinds)]))


def gather(
    reader: Reader, build: str = "", *, kind: Collection[str] = (), about: str = "", state: Collection[str] = ()
) -> Report:
    """The comparisons of a built case, by kind and matter: of these kinds, about this thing (an IRI), in these states.

    `build` is a digest of the case's graph, to be repeated in what is written.
    """
    names = sorted({name for cls in COMPARISONS for name in reader.subjects("rdf:type", cls)})
    wanted = set(one_with(reader, about)) if about else set()
    heads = {name: _head(reader, name) for name in names}
    chosen = [
        name
        for name in names
        if (not kind or heads[name][0] in kind)
        and (not state or heads[name][1] in state)
        and (not wanted or not wanted.isdisjoint(things(reader, name)))
    ]
    order = {each: at for at, each in enumerate(kinds())}
    found = sorted(
        (_found(reader, name) for name in chosen), key=lambda f: (order.get(f.kind, len(order)), f.about, f.id)
    )
    answers = reader.subjects("rdf:type", CT.ConflictAnswer)
    lost = (each for each in answers if not set(reader.values(each, "ct:answers")) & set(names))
    return Report(build, tuple(found), len(names), tuple(each.removeprefix(DATA) for each in lost))


def _head(reader: Reader, name: str) -> tuple[str, str]:
    """Kind and state, which choose."""
    concepts, kind = load().concepts, reader.value(name, "ct:conflictKind")
    key = concepts[kind].key if kind in concepts else reader.value(name, "ct:rule")
    return key, concepts[reader.value(name, "ct:findingState")].key


def _found(reader: Reader, name: str) -> Found:
    kind, state = _head(reader, name)
    coded = reader.value(name, "ct:conflictKind")
    return Found(
        id=name.rpartition("/")[2],
        digest=reader.value(name, "ct:digest"),
        kind=kind,
        kind_label=reader.label(coded) if coded else kind,
        rule=reader.value(name, "ct:rule"),
        note=not coded,
        about=reader.label(name),
        because=reader.value(name, "ct:because"),
        assumed=reader.values(name, "ct:takenForGranted"),
        state=state,
        sides=tuple(_side(reader, side) for side in reader.values(name, "ct:side")),
        judgements=tuple(_opinion(reader, each) for each in reader.values(name, "ct:conflictingJudgement")),
        answers=tuple(_answer(reader, each, name) for each in reader.subjects("ct:answers", name)),
    )


def _side(reader: Reader, name: str) -> Side:
    claims = sorted((told(reader, claim) for claim in reader.values(name, "ct:basedOn")), key=lambda claim: claim.id)
    roots = root_labels(reader, reader.values(name, "ct:root"), reader.values(name, "ct:basedOn"))
    independence = reader.value(name, "ct:independence")
    return Side(
        label=reader.label(name),
        agrees=reader.value(name, "ct:agrees") == "true",
        propositions=reader.labels(name, "ct:ofProposition"),
        roots=roots,
        independence=reader.label(independence) if independence else "",
        rests=_rests(reader, len(claims), roots, independence),
        claims=tuple(claims),
    )


def _rests(reader: Reader, claims: int, roots: tuple[str, ...], independence: str) -> str:
    """How many claims go back to which roots, and how these stand to each other where there are several."""
    named = f"{len(roots)} root{'s' * (len(roots) > 1)}: {'; '.join(roots)}"
    counted = f"{claims} claims, {named}" if claims > 1 else named
    apart = reader.value(independence, "ct:phrase") if independence and len(roots) > 1 else ""
    return f"{counted}; {apart}" if apart else counted


def _answer(reader: Reader, name: str, conflict: str) -> Answer:
    kept, now = reader.values(name, "ct:digest"), reader.values(conflict, "ct:digest")
    return Answer(
        id=name.removeprefix(DATA),
        outcome=", ".join(reader.labels(name, "ct:conflictOutcome")),
        by=reader.value(name, "ct:judgedBy"),
        date=reader.value(name, "ct:date"),
        why=reader.value(name, "ct:because"),
        fits=not reader.values(name, "ct:undoneBy") and (not kept or kept == now),
        entered=reader.entered(name),
    )


def _opinion(reader: Reader, name: str) -> Opinion:
    return Opinion(
        id=name.removeprefix(DATA),
        outcome=", ".join(reader.labels(name, "ct:outcome")),
        by=reader.value(name, "ct:judgedBy"),
        date=reader.value(name, "ct:date"),
        why=reader.value(name, "ct:because"),
        entered=reader.entered(name),
    )
