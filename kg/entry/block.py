"""The block of a new claim as text: what an editor shows, and what is understood of it afterwards.

Lines that begin with `#:` are the tool's and go; all others are the coder's and stay as they were written, comments and
layout too. So each line keeps its number, and a finding about the claim can be told where it was typed.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from kg.entry.proposing import CLAIMANT, ORDER
from kg.errors import FindingsError
from kg.findings import Finding, Position, Severity
from kg.read.extent import Extents
from kg.read.nodes import Mapping
from kg.read.yaml import read
from kg.resolve.index import CLAIMS, ID, MENTIONS
from kg.schema import CT, OA
from kg.schema.limits import limits
from kg.screen import visible
from kg.tidy.items import flowing
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.entry.proposing import Ground, Proposals
    from kg.schema import ClassTerm, Schema
    from kg.schema.limits import Limits

OURS = "#:"
WIDTH = 110
LISTED = 12  # mentions of the source that it names
NO_PLACE = {
    ID: "take it out: the tool issues the id",
    CLAIMS: "enter one claim at a time",
    MENTIONS: "write them into the claims file of the source, above `claims:`; a new file begins with `source:`",
}


class Line(NamedTuple):
    """A line of a block with its number in the text it was typed in; 0 is the tool's own."""

    number: int
    text: str


class Block(NamedTuple):
    """A claim as it was typed: its lines, and what they say."""

    lines: list[Line]
    content: Mapping


def text(ground: Ground, proposed: Proposals, leaves_out: tuple[str, ...] = ()) -> str:
    """The block, filled as far as it can be, with the sentence and the reasons above it."""
    head = [*_sentence(ground), *_reasons(ground, proposed), *_remarks(HEAD)]
    return "\n".join([*head, *_keys(ground, proposed, leaves_out), *_template(ground)]) + "\n"


HEAD = (
    "",
    "Lines that begin with #: are not kept. Mend what is wrong, save, and leave the editor; to give up, delete all.",
)
STATES = (
    "",
    "What is said, if you can say it now: take the marks away, and leave out the keys that the words say nothing of.",
    "Without it the claim is quoted only. `kg schema terms` has every key and code.",
)


def _remarks(lines: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{OURS} {line}".rstrip() for line in lines)


def _sentence(ground: Ground) -> Iterator[str]:
    quoted = ground.quoted
    where = quoted.pinpoint or "its text is not held here, so nobody has looked for the words"
    yield f"{OURS} {ground.source.id}: {where}"
    for line in textwrap.wrap(visible(quoted.marked()), WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"{OURS}   {line}"
    yield OURS


def _reasons(ground: Ground, proposed: Proposals) -> Iterator[str]:
    yield from (f"{OURS} {reason}" for reason in reasons(ground, proposed))


def reasons(ground: Ground, proposed: Proposals) -> Iterator[str]:
    """One line for each proposal: the key, the value, and the rule that speaks for it."""
    for prop, each in proposed.items():
        if each.rule and (each.values or prop == CLAIMANT):
            yield visible(f"{ground.desk.key(prop)}: {', '.join(each.values) or '?'} — {each.rule}")


def _keys(ground: Ground, proposed: Proposals, leaves_out: tuple[str, ...]) -> Iterator[str]:
    desk = ground.desk
    yield f"{desk.key(CT.source)}: {ground.source.id}"
    yield from _quote(ground, leaves_out)
    told = {desk.key(prop) for prop in (CT.source, CT.passage, CT.codingStatus, *ORDER)}
    for prop in ORDER:
        values = proposed[prop].values if prop in proposed else ()
        if values:
            yield f"{desk.key(prop)}: {_value(values)}"
        elif prop == CLAIMANT:
            yield f"{desk.key(prop)}:"
    for key, (_, value) in ground.inherited.items():
        if key not in told:
            yield f"{key}: {flowing(value)}"


def _value(values: tuple[str, ...]) -> str:
    return written(values[0]) if len(values) == 1 else f"[{', '.join(written(each, flow=True) for each in values)}]"


def _quote(ground: Ground, leaves_out: tuple[str, ...]) -> Iterator[str]:
    desk, quoted = ground.desk, ground.quoted
    parts: dict[str, tuple[str, ...]] = {
        OA.exact: (quoted.exact,),
        OA.prefix: (quoted.prefix,),
        OA.suffix: (quoted.suffix,),
    }
    parts[CT.leavesOut] = leaves_out
    kept = {desk.key(prop): tuple(filter(None, values)) for prop, values in parts.items() if any(values)}
    key = desk.key(CT.passage)
    if len(kept) == 1:
        yield f"{key}: {written(quoted.exact)}"
        return
    yield f"{key}:"
    for part, values in kept.items():
        yield f"  {part}: {_value(values)}"


def _template(ground: Ground) -> Iterator[str]:
    """What could stand under `states`, as remarks: every class of proposition with its roles."""
    schema, desk, allowed = ground.desk.schema, ground.desk, limits()
    yield from _remarks(STATES)
    for line in textwrap.wrap("; ".join(_mentioned(ground)), WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"{OURS}   {line}"
    yield f"{OURS} {desk.key(CT.states)}:"
    for cls in sorted((schema.classes[iri] for iri in schema.subs(CT.Proposition)), key=lambda cls: cls.key):
        if cls.iri != CT.Proposition:
            yield f"{OURS} - {cls.key}: {{{_roles(cls, schema, allowed)}}}  # {cls.definition}"


def _roles(cls: ClassTerm, schema: Schema, allowed: Limits) -> str:
    """The keys of the class: first those that it cannot do without, then the others; one that is left out is missed."""
    keys = schema.keys(cls.iri)
    ranked = sorted(keys, key=lambda key: (not allowed.is_needed(cls.iri, keys[key].iri, schema), key))
    return ", ".join(f"{key}: …" for key in ranked)


def _mentioned(ground: Ground) -> Iterator[str]:
    """The things that the source is known to speak of, by kind."""
    kinds: dict[str, list[str]] = {}
    for each in ground.desk.index.entities:
        if each.source == ground.source.id:
            kinds.setdefault(each.cls.key, []).append(each.id)
    for kind, idents in kinds.items():
        yield f"{kind}: {', '.join(idents[:LISTED])}{', …' if len(idents) > LISTED else ''}"


def understood(typed: str, name: str) -> Block | None:
    """The claim that a text holds, None where all of it was deleted; FindingsError where it is no such block."""
    plain = typed.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = [
        Line(number, line.rstrip())
        for number, line in enumerate(plain.split("\n"), 1)
        if not line.lstrip().startswith(OURS)
    ]
    while lines and not lines[-1].text:
        lines.pop()
    while lines and not lines[0].text:
        lines.pop(0)
    content, findings = read("\n".join(line.text for line in lines), name)
    if findings:
        raise FindingsError([each._replace(position=moved(each.position, lines, name)) for each in findings])
    if content is None:
        return None
    if not isinstance(content, Mapping) or not content.entries:
        raise FindingsError([_finding(name, lines, "this is no claim", "write `key: value`, one on a line")])
    for key, remedy in NO_PLACE.items():
        if key in content.entries:
            raise FindingsError([_finding(name, lines, f"`{key}` has no place in a new claim", remedy)])
    return Block(_block_style(lines, content), content)


def _block_style(lines: list[Line], content: Mapping) -> list[Line]:
    """The lines, or, where somebody wrote braces around them, a line for each key."""
    if not Extents("\n".join(line.text for line in lines)).flowing(content) and content.place.column == 1:
        return lines
    return [Line(key.place.line, f"{key.text}: {flowing(value)}") for key, value in content.entries.values()]


def moved(place: Position, lines: list[Line], name: str) -> Position:
    """A place in the bare lines as a place in the text that was typed."""
    at = min(max(place.line, 1), len(lines)) if lines else 0
    return Position(name, lines[at - 1].number or 1 if at else 1, place.column)


def _finding(name: str, lines: list[Line], message: str, remedy: str) -> Finding:
    where = Position(name, lines[0].number if lines else 1, 1)
    return Finding(where, Severity.VIOLATION, "no-claim", message, remedy)
