"""A text as YAML that reads back as the same text, whatever is in it."""

from __future__ import annotations

import json
import re

PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff#:]|:(?=\S)|(?<=\S)#)*\Z")
"""Texts that YAML reads as they stand when they follow a key: no `: `, no ` #`, no colon at the end."""

_IN_BRACES = re.compile(r"[][{},]")
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON leaves as it is and YAML does not read so: it stands for a line end, for nothing, or is refused."""


def written(text: str, *, flow: bool = False) -> str:
    r"""A text as a scalar on one line, in quotation marks where it needs them; `flow` inside braces or brackets.

    >>> written("named so: by both"), written("A. Reviewer"), written("a, b", flow=True), written("\u2028")
    ('"named so: by both"', 'A. Reviewer', '"a, b"', '"\\u2028"')
    """
    plain = PLAIN.match(text) and text == text.strip() and not (flow and (_IN_BRACES.search(text) or ":" in text))
    return text if plain else _ODD.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(char: re.Match[str]) -> str:
    return f"\\u{ord(char[0]):04x}"
