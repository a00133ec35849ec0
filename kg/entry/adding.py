"""A new claim into its file: written only if `kg check` would say nothing against it.

Under one lock the case is read, the file is edited as text, and the case is checked as it would then be. So a file is
never wrong for a moment, two people who add at once both keep their claims, and whatever is refused has left no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.entry.block import Line, moved
from kg.entry.desk import Desk, open_desk, texts
from kg.entry.target import Target, target
from kg.errors import FindingsError, InputError
from kg.findings import Finding, Position, Severity
from kg.read.extent import Extents
from kg.read.files import Document
from kg.read.nodes import Mapping, Node, Scalar, Sequence
from kg.read.yaml import read
from kg.resolve.index import CLAIMS, ID
from kg.resolve.scalars import HERE
from kg.schema import CT, data
from kg.tidy.alone import alone
from kg.tidy.files import ids
from kg.tidy.ids import issue
from kg.tidy.items import alike, appended
from kg.tidy.put import put
from kg.tidy.scalar import written

if TYPE_CHECKING:
    from pathlib import Path

    from kg.entry.block import Block
    from kg.tidy.items import Appended


class Order(NamedTuple):
    """A claim to be entered: its block, what the text it was typed in is called, who codes it, and where it goes."""

    block: Block
    name: str
    coder: str
    file: str = ""
    write: bool = True


class Added(NamedTuple):
    """The new claim: its id, its place, its lines as they stand there, and what `kg check` says of it.

    `unsure` counts violations elsewhere that keep the shapes from being looked at.
    """

    id: str
    file: str
    line: int
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    unsure: int = 0


def add(root: Path, order: Order) -> Added:
    """Enter the claim; FindingsError with what speaks against it, at the places where it was typed."""
    with alone(root):
        desk = open_desk(root)
        goal = target(desk, _source(desk, order), order.file)
        ident = issue(order.block.content, goal.file, _taken(desk))
        lines = finished(desk, goal, order, ident)
        made = appended(goal.text, goal.file, CLAIMS, [line.text for line in lines])
        findings, unsure = _checked(desk, goal, made, ident, lines, order.name)
        if order.write:
            (root / goal.file).parent.mkdir(parents=True, exist_ok=True)
            put(root / goal.file, goal.mark + made.text)
    return Added(ident, goal.file, made.line, tuple(line.text for line in lines), findings, unsure)


def _source(desk: Desk, order: Order) -> str:
    """The id of the source that the block names."""
    key = desk.key(CT.source)
    entry = order.block.content.entries.get(key)
    try:
        return desk.source(order.block.content.text(key)).id
    except InputError as bad:
        place = moved(Position("", *(entry.value.place if entry else (1, 1))), order.block.lines, order.name)
        message = bad.message if entry else f"`{key}` is missing"
        remedy = bad.remedy if entry else f"write `{key}:` and the id of the source"
        raise FindingsError([Finding(place, Severity.VIOLATION, "no-source", message, remedy)]) from bad


def _taken(desk: Desk) -> set[str]:
    return {text for document in desk.tree.documents for text in ids(document.content)}


def finished(desk: Desk, goal: Target, order: Order, ident: str) -> list[Line]:
    """The lines of the claim as they will stand: with id, status and coder, without what the file gives already."""
    block, status, coder = order.block, desk.key(CT.codingStatus), desk.key(CT.codedBy)
    _refuse_review(desk, order)
    entries = block.content.entries
    known = {key for key in goal.inherited if key in entries and same(entries[key].value, goal.inherited[key].value)}
    kept = _kept(block, {*known, status})
    cleared = [Line(0, f"{key}: []") for key in goal.inherited if key not in entries and key not in _own(desk)]
    stage = CT.coded if desk.key(CT.states) in entries else CT.quotedOnly
    signed = [Line(0, f"{status}: {desk.schema.concepts[stage].key}")]
    if coder not in entries and order.coder:
        signed.append(Line(0, f"{coder}: {written(order.coder)}"))
    starts = [f"{key}:" for key in (coder, desk.key(CT.states))]
    at = next((n for start in starts for n, line in enumerate(kept) if line.text.startswith(start)), len(kept))
    return [Line(0, f"{ID}: {ident}"), *kept[:at], *cleared, *signed, *kept[at:]]


def _own(desk: Desk) -> set[str]:
    """Keys that every claim has by itself."""
    return {desk.key(prop) for prop in (CT.source, CT.codingStatus, CT.codedBy, CT.reviewedBy)}


def _kept(block: Block, dropped: set[str]) -> list[Line]:
    """The lines of a block without those of some keys."""
    text = "\n".join(line.text for line in block.lines)
    content, _ = read(text, "")
    if not isinstance(content, Mapping):
        return block.lines
    ends, gone = Extents(text), set()
    for key, value in content.entries.values():
        if key.text in dropped:
            gone |= set(range(key.place.line, ends.end(value).line + 1))
    return [line for number, line in enumerate(block.lines, 1) if number not in gone]


def same(one: Node, other: Node) -> bool:
    """Whether two values say the same: one text or a list of that one text alike."""
    flat = all(
        isinstance(each, Scalar)
        or (isinstance(each, Sequence) and all(isinstance(item, Scalar) for item in each.items))
        for each in (one, other)
    )
    return list(texts(one)) == list(texts(other)) if flat else alike(one, other)


def _refuse_review(desk: Desk, order: Order) -> None:
    """A claim cannot be reviewed by the one who enters it."""
    for prop in (CT.codingStatus, CT.reviewedBy):
        entry = order.block.content.entries.get(desk.key(prop))
        wanted = desk.schema.concepts[CT.reviewed].key
        if entry and (prop == CT.reviewedBy or (isinstance(entry.value, Scalar) and entry.value.text == wanted)):
            place = moved(Position("", *entry.key.place), order.block.lines, order.name)
            remedy = "take it out; when somebody else has checked the claim: `kg claim review`"
            message = f"`{entry.key.text}` in a claim that is being entered"
            raise FindingsError([Finding(place, Severity.VIOLATION, "own-review", message, remedy)])


def _checked(
    desk: Desk, goal: Target, made: Appended, ident: str, lines: list[Line], name: str
) -> tuple[tuple[Finding, ...], int]:
    """What `kg check` would say of the new claim, and how many violations elsewhere hide what the shapes would say."""
    from kg.build import assemble
    from kg.validate.checking import all_findings

    content, _ = read(made.text, goal.file)
    new = [Document(goal.file, content, len(made.text))] if isinstance(content, Mapping) else []
    found = all_findings(assemble(desk.root, also=new)).findings
    own = [each for each in found if _about(each, goal.file, made, ident)]
    wrong = [each for each in own if each.severity is Severity.VIOLATION]
    if wrong:
        raise FindingsError([_where_typed(each, goal, made, lines, name) for each in own])
    elsewhere = sum(each.severity is Severity.VIOLATION for each in found)
    return tuple(own), elsewhere


def _about(finding: Finding, file: str, made: Appended, ident: str) -> bool:
    """Whether a finding is about the new claim: at its lines, or with it in focus."""
    places = (each.line for each in (finding.position, *finding.also) if each.file == file)
    return any(0 <= line - made.line < made.height for line in places) or finding.focus == data(f"claim/{ident}")


def _where_typed(finding: Finding, goal: Target, made: Appended, lines: list[Line], name: str) -> Finding:
    """The finding at the place where the claim was typed, since the file itself was not written."""
    at = finding.position.line - made.line
    if finding.position.file != goal.file or not 0 <= at < len(lines):
        return finding
    remedy = finding.remedy.replace(HERE, f"of {goal.file}, below its `source:`")
    place = Position(name, lines[at].number or 1, max(finding.position.column - made.indent, 1))
    return finding._replace(position=place, remedy=remedy)
