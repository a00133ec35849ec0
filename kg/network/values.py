"""One attribute value as every network format can hold it, and one type for a whole column of them.

Formats disagree on everything but text, whole numbers, numbers, truth values and lists of text, so each value becomes
one of these before any format sees it; what cannot become one is refused, never guessed. Whole numbers beyond 2**53
turn into text because the JavaScript readers (Gephi Lite, sigma, Cytoscape) would silently round them.
"""

from __future__ import annotations

import json
import math
import re
from datetime import date
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

Value = str | bool | int | float | list[str]

LARGEST = 2**53 - 1
STRIPPED = "characters that XML does not allow, stripped"
NOT_FINITE = "values that are no finite number, left out"
TO_TEXT = "values turned into text"
_encode = json.JSONEncoder(ensure_ascii=False).encode
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Kind(Enum):
    """The type of a column."""

    TEXT = "text"
    TRUTH = "truth"
    WHOLE = "whole"
    NUMBER = "number"
    TEXTS = "texts"


def clean(text: str, changes: Counter[str]) -> str:
    r"""The text without what XML 1.0 cannot hold (control characters, lone surrogates), which is counted.

    >>> from collections import Counter
    >>> clean("a\x00b\ud800", counts := Counter()), counts.total()
    ('ab', 2)
    """
    if text.isprintable():  # so is nearly every text, and nothing printable is illegal
        return text
    kept, stripped = _ILLEGAL.subn("", text)
    if stripped:
        changes[STRIPPED] += stripped
    return kept


def simplify(value: object, changes: Counter[str]) -> Value | None:
    """The value as one of the five kinds, or None where there is nothing to write.

    Dates become ISO text, numbers of other libraries Python's own, mappings JSON text, and anything iterable a list of
    text (sets sorted). Raises InputError for an object without a plain form.
    """
    if type(value) is str:
        return clean(value, changes)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean(str(value), changes)
    if isinstance(value, (list, tuple, set, frozenset)):
        return _texts(value, changes)
    if isinstance(value, (int, float, Real, Decimal)):
        return _number(value, changes)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        changes[TO_TEXT] += 1
        inner = {str(key): simplify(item, changes) for key, item in value.items()}
        return clean(json.dumps(inner, ensure_ascii=False, sort_keys=True), changes)
    raise InputError(
        f"an attribute of type {type(value).__name__} has no plain form",
        remedy="turn it into text, a number, a date, a truth value or a list of text",
    )


def _number(value: float | Real | Decimal, changes: Counter[str]) -> Value | None:
    if isinstance(value, Integral):
        if abs(int(value)) <= LARGEST:
            return int(value)
        changes[TO_TEXT] += 1
        return str(int(value))
    if not (value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)):
        changes[NOT_FINITE] += 1
        return None
    number = float(value)
    if isinstance(value, Decimal) and Decimal(repr(number)) != value:
        changes[TO_TEXT] += 1
        return str(value)
    return number


def _texts(values: Iterable[object], changes: Counter[str]) -> list[str]:
    plain = [simplify(item, changes) for item in values]
    texts = [as_text(item) for item in plain if item is not None]
    return sorted(texts) if isinstance(values, (set, frozenset)) else texts


KINDS: dict[type, Kind] = {
    str: Kind.TEXT,
    bool: Kind.TRUTH,
    int: Kind.WHOLE,
    float: Kind.NUMBER,
    list: Kind.TEXTS,
}


def kind_of(value: Value) -> Kind:
    """The kind of one simplified value."""
    return KINDS[type(value)]


def common(kinds: set[Kind]) -> Kind:
    """The one kind that can hold them all.

    >>> common({Kind.WHOLE, Kind.NUMBER}), common({Kind.TRUTH, Kind.WHOLE})
    (<Kind.NUMBER: 'number'>, <Kind.TEXT: 'text'>)
    """
    if len(kinds) == 1:
        return next(iter(kinds))
    if Kind.TEXTS in kinds:
        return Kind.TEXTS
    return Kind.NUMBER if kinds == {Kind.WHOLE, Kind.NUMBER} else Kind.TEXT


def coerce(value: Value, kind: Kind) -> Value:
    """The value in the column's kind, which `common` chose so that nothing is lost."""
    if kind_of(value) is kind:
        return value
    if kind is Kind.TEXTS:
        return [as_text(value)]
    if kind is Kind.NUMBER and isinstance(value, int):
        return float(value)
    return as_text(value)


def as_text(value: Value) -> str:
    """The value as every text format writes it: `true`, `2.5`, `["a", "b"]`.

    >>> as_text(True), as_text(2.0), as_text(["a", "b"])
    ('true', '2.0', '["a", "b"]')
    """
    if type(value) is str:
        return value
    if isinstance(value, list):
        inner = '", "'.join(value)
        plain = value and inner.isprintable() and "\\" not in inner and inner.count('"') == 2 * (len(value) - 1)
        return f'["{inner}"]' if plain else _encode(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)
