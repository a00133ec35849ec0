"""Text that is safe to show: data must not be able to steer a terminal, or to make a line read otherwise than it is."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")
MARK = "\N{REPLACEMENT CHARACTER}"
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control, line and direction characters; and halves of characters, which stand for bytes that are no UTF-8."""


def visible(text: str) -> str:
    r"""The text with every control and direction character marked; tabs and line ends stay.

    >>> visible("red \x1b[31m\u202e")
    'red �[31m�'
    """
    return _STEERING.sub(MARK, text)


def visible_in(value: T) -> T:
    """The value with every text in it made visible, through tuples, dictionaries and dataclasses."""
    made: object = value
    if isinstance(value, str):
        made = visible(value)
    elif isinstance(value, tuple):
        made = tuple(map(visible_in, value))
    elif isinstance(value, dict):
        made = {visible_in(key): visible_in(each) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{field.name: visible_in(getattr(value, field.name)) for field in fields(value)})
    return cast("T", made)
