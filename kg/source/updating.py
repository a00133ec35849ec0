"""`kg source update`: a newer state of a document is a source of its own, which says whose later version it is.

The old one stays, with all that was quoted from it: a footnote must go on meaning what it meant. What becomes of each
quotation in the new text is said, so that a person can decide which claims to read anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.nodes import Scalar, Sequence
from kg.resolve.pagemap import PageMap
from kg.resolve.passages import Snapshot
from kg.schema import CT
from kg.source.comparing import LOST, Quotation, quotations
from kg.source.describing import LABEL, LANGUAGE, URL, described, texts
from kg.source.desk import at_work, desk
from kg.source.entering import Entered, put, unlike_any, write
from kg.source.naming import next_version
from kg.source.shelf import Shelf
from kg.source.taking import take

if TYPE_CHECKING:
    from pathlib import Path

    from kg.resolve.index import Declared
    from kg.source.block import Value
    from kg.source.describing import Order
    from kg.source.desk import Desk
    from kg.source.taking import Taken

KEPT = (CT.sourceKind, "http://purl.org/dc/terms/publisher", CT.embodies, URL, CT.audience)


@dataclass(frozen=True, slots=True)
class Updated:
    """The new source, None where nothing was written, and what became of every quotation of the old one.

    `same` says that the bytes are those that are held.
    """

    old: str
    new: Entered | None
    quotations: tuple[Quotation, ...]
    same: bool = False

    @property
    def lost(self) -> int:
        """How many quotations the new text does not have."""
        return sum(each.state == LOST for each in self.quotations)


def update(root: Path, source: str, order: Order, *, dry: bool = False) -> Updated:
    """Enter a newer state of a source; with `dry` only compare. Bytes that are held already change nothing."""
    with at_work(root), Shelf() as shelf:
        at = desk(root)
        old = at.source(source)
        order = _order(at, old, order)
        home = at.open_vault() if order.vault else at.shelf
        taken = take(order.wish, home / "incoming", shelf)
        if at.said(old, CT.sha256).lower() == taken.staged.sha256:
            return Updated(source, None, (), same=True)
        unlike_any(at, taken)
        _newest(at, source)
        compared = tuple(quotations(at, source, *_read(at, old, taken)))
        if dry:
            return Updated(source, None, compared)
        name = order.id or next_version(source, at.index.known)
        fields = described(at, order, taken, name)
        put(at, order, taken, name, shelf)
        return Updated(source, write(at, order, taken, name, fields, shelf), compared)


def _order(at: Desk, old: Declared, order: Order) -> Order:
    """The order with what the new source has from the old one: its kind, its publisher, its works, its audience."""
    kept: dict[str, Value] = {}
    for prop in KEPT:
        if (value := _value(old, at.key(prop))) is not None:
            kept[at.key(prop)] = value
    vault = at.closed(old)
    label = at.said(old, LABEL)
    if label and not vault:
        kept[at.key(LABEL)] = label
    kept[at.key(CT.laterVersionOf)] = old.id
    return replace(order, said={**kept, **order.said}, file=order.file or old.file, vault=vault)


def _value(old: Declared, key: str) -> Value | None:
    node = old.content.get(key)
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return None


def _newest(at: Desk, source: str) -> None:
    """Refuse to let two versions follow one: which is the later would not be said."""
    key = at.key(CT.laterVersionOf)
    later = next((each.id for each in at.sources.values() if each.content.text(key) == source), "")
    if later:
        raise InputError(f"`{source}` has a later version already: `{later}`", remedy=f"kg source update {later} …")


def _read(at: Desk, old: Declared, taken: Taken) -> tuple[Snapshot, PageMap]:
    """The words of the new bytes; InputError where there are none to compare."""
    text = taken.staged.path.read_bytes().decode("utf-8") if taken.plain else texts(taken)[0]
    if not text.strip():
        raise InputError("the new version has no words to compare", remedy="bring them with --text FILE")
    return Snapshot(text, at.said(old, LANGUAGE) or "en"), PageMap(taken.made.marks if taken.made else ())
