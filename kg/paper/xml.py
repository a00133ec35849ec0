"""Text inside XML, so that every reader gets back exactly what was written.

XML folds a bare line end or tab in an attribute into a space, and a carriage return anywhere into a line end; only
character references survive. Characters that XML cannot hold at all have to be taken out before: `holdable` marks them.
"""

from __future__ import annotations

import re

from kg.screen import MARK, visible

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_HELD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n\r]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(text: str) -> str:
    """The text for an attribute value or an element's content.

    >>> escape('a < "b"\\n')
    'a &lt; &quot;b&quot;&#10;'
    """
    return _SPECIAL.sub(lambda match: _ENTITIES[match[0]], text)


def holdable(text: str) -> str:
    """The text for people, with every character marked that XML cannot hold or that steers a screen.

    >>> holdable("a\\x00\\uffff")
    'a��'
    """
    return _NOT_HELD.sub(MARK, visible(text))


def attributes(**values: str) -> str:
    """XML attributes in the order given, with a leading space each.

    >>> attributes(id="a", label="A & B")
    ' id="a" label="A &amp; B"'
    """
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
