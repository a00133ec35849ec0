"""What a source's block says: what people say of it, what the document says of itself, and what is held of it.

People go first. What the document says (title, date, language) is written with a comment that says where it says so: it
is its word, neither guessed nor checked. Of a source in the vault git knows its code and its hashes, and what somebody
says on purpose.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kg.resolve.pagemap import PageMap
from kg.schema import CT
from kg.source import custody
from kg.source.block import Field
from kg.source.media import ENDINGS
from kg.source.naming import last_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.source.block import Value
    from kg.source.desk import Desk
    from kg.source.taking import Taken, Wish

LABEL, DATE, LANGUAGE, URL = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    CT.date,
    "http://purl.org/dc/terms/language",
    "https://schema.org/url",
)
FORMAT = "http://purl.org/dc/terms/format"


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be entered: the bytes wished for, who does it, and what is known of the source beforehand.

    `said` holds values by data key, which go before what the document says. `file` is the YAML file, below
    data/sources/, that gets the block; one of the source's own by default.
    """

    wish: Wish
    by: str
    id: str = ""
    said: Mapping[str, Value] = field(default_factory=dict)
    file: str = ""
    vault: bool = False
    action: str = ""
    now: Callable[[], datetime] = utc_now


def described(at: Desk, order: Order, taken: Taken, name: str) -> list[Field]:
    """The fields of the block, in the order in which people look for them."""
    told = _closed(at, order, name) if order.vault else _told(at, order, taken)
    held = _held(at, order, taken, name)
    known = {each.key for each in held}
    return [*(each for each in told if each.key not in known), *held]


def _told(at: Desk, order: Order, taken: Taken) -> list[Field]:
    """What people and the document say of it; people go first, and only they go without a comment."""
    made, keys = taken.made, {prop: at.key(prop) for prop in (LABEL, DATE, LANGUAGE, URL)}
    fields = {key: Field(key, value) for key, value in order.said.items()}
    language = made.language if made else None
    if made and made.title and keys[LABEL] not in fields:
        tagged: Value = {language.value: made.title.value} if language else made.title.value
        fields[keys[LABEL]] = Field(keys[LABEL], tagged, made.title.where)
    fields.setdefault(
        keys[LABEL], Field(keys[LABEL], last_name(order.wish.place), "its name: the document has no title")
    )
    for prop, said in ((DATE, made.date if made else None), (LANGUAGE, language)):
        if said:
            fields.setdefault(keys[prop], Field(keys[prop], said.value, said.where))
    if taken.url:
        fields.setdefault(keys[URL], Field(keys[URL], taken.url))
    first = [keys[LABEL], at.key(CT.sourceKind), keys[URL], keys[DATE], keys[LANGUAGE]]
    return sorted(fields.values(), key=lambda each: first.index(each.key) if each.key in first else len(first))


def _closed(at: Desk, order: Order, name: str) -> list[Field]:
    """What git may know of a source in the vault: what a person says on purpose, its code, and that it is closed."""
    audience = at.schema.concepts[CT.vaultAudience].key
    fields = {key: Field(key, value) for key, value in order.said.items()}
    fields.setdefault(at.key(CT.code), Field(at.key(CT.code), name))
    fields[at.key(CT.audience)] = Field(at.key(CT.audience), audience)
    return list(fields.values())


def _held(at: Desk, order: Order, taken: Taken, name: str) -> list[Field]:
    """What is held: the paths, hashes and measures of the copies."""
    text, table = texts(taken)
    rows: list[tuple[str, str]] = [(CT.sha256, taken.staged.sha256)]
    if not order.vault:
        rows = [
            (CT.snapshotPath, original(name, taken.media_type)),
            *rows,
            (FORMAT, taken.media_type),
            (CT.byteSize, str(taken.staged.size)),
            (CT.capturedAt, custody.moment(order.now())),
        ]
    elif not taken.plain and not text:
        rows.append((FORMAT, taken.media_type))
    if text:
        rows += [] if order.vault else [(CT.textPath, extracted(name, taken.media_type))]
        rows += [(CT.textSha256, sha(text))]
        rows += [] if order.vault or taken.made is None else [(CT.extractor, taken.made.extractor)]
    if table:
        rows += [] if order.vault else [(CT.mapPath, f"{name}.map.tsv")]
        rows += [(CT.mapSha256, sha(table))]
    return [Field(at.key(prop), value) for prop, value in rows]


def original(name: str, media_type: str) -> str:
    """The file name of a held original."""
    return name + ENDINGS.get(media_type, ".bin")


def extracted(name: str, media_type: str) -> str:
    """The file name of the text that was taken out of an original."""
    return f"{name}.utf8.txt" if original(name, media_type).endswith(".txt") else f"{name}.txt"


def texts(taken: Taken) -> tuple[str, str]:
    """The text and the map as files, empty where there is none."""
    made = taken.made
    if made is None or not made.text.strip():
        return "", ""
    return made.text, PageMap(made.marks).text()


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
