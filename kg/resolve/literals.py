"""From the text in a file to a literal of the ontology's range, checked by that range's own rules.

One small function a datatype; the table at the end is all there is to it. Nothing is guessed: `yes` is no boolean and
`2,150` no number, because a tool that guesses once will guess in a figure that ends up in court.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.quads import XSD
from kg.schema import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

LANG_STRING = PREFIXES["rdf"] + "langString"
EDTF = PREFIXES["edtf"] + "EDTF"
LONGEST = 18  # digits; what 64 bits hold, and far beyond any count of people
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_POINT = re.compile(r"POINT ?\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)\Z")


class BadText(ValueError):
    """A text that is no value of the wanted kind; `remedy` says what would be."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def string(text: str) -> str:
    """Any text, with neither leading nor trailing white space."""
    return text.strip()


def boolean(text: str) -> str:
    """`true` or `false`, and nothing that only looks like it."""
    if text not in {"true", "false"}:
        raise BadText(f"`{text}` is neither true nor false", "write `true` or `false`")
    return text


def integer(text: str) -> str:
    """A whole number in digits, in its canonical form."""
    if len(text) > LONGEST:
        raise BadText(f"a number of {len(text)} characters", f"write {LONGEST} digits at most")
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        digits = re.sub(r"[,_ \u00a0\u202f']", "", text)
        hint = f"write `{digits}`" if digits.isascii() and digits.isdigit() else "write digits only"
        raise BadText(f"`{text}` is no whole number", hint)
    return str(int(text))


def non_negative(text: str) -> str:
    """A whole number that is not below zero."""
    number = integer(text)
    if number.startswith("-"):
        raise BadText(f"`{text}` is below zero", "write 0 or more")
    return number


def decimal(text: str) -> str:
    """A decimal number with a point, in its canonical form, so that 85.50 and 85.5 are one share.

    >>> decimal("085.50"), decimal("-0.0")
    ('85.5', '0')
    """
    match = re.fullmatch(r"([+-]?)0*(\d+?)(?:\.(\d*?)0*)?", text, re.ASCII)
    if not match or text.endswith("."):
        raise BadText(f"`{text}` is no number", "write digits with a point, such as 85.5")
    sign, whole, part = match.groups()
    number = f"{whole}.{part}" if part else whole
    return f"-{number}" if sign == "-" and number != "0" else number


def day(text: str) -> str:
    """A day of the calendar, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadText(f"`{text}` is no day of the calendar", "write YYYY-MM-DD") from None


def moment(text: str) -> str:
    """A date and time with its offset from UTC, in the form that XML Schema and every engine write.

    >>> moment("2023-05-23 10:00+03:00"), moment("2023-05-23T10:00:00.50+00:00")
    ('2023-05-23T10:00:00+03:00', '2023-05-23T10:00:00.5Z')
    """
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise BadText(f"`{text}` is no date and time", "write 2023-05-23T10:00:00Z") from None
    offset = parsed.utcoffset()
    if offset is None:
        raise BadText(f"`{text}` has no time zone", "add `Z` or an offset such as `+03:00`")
    if offset.seconds % 60 or abs(offset) > timedelta(hours=14):
        raise BadText(f"`{text}` is in no time zone", "write an offset of hours and minutes, such as `+03:00`")
    day_and_time, zone = parsed.replace(tzinfo=None).isoformat(), parsed.isoformat()[-6:]
    part = day_and_time.rstrip("0") if parsed.microsecond else day_and_time
    return part + ("Z" if zone == "+00:00" else zone)


def address(text: str) -> str:
    """An absolute web address or another IRI without spaces; schemes that run code are refused."""
    if _scheme(text) not in {"http", "https", "urn", "doi", "mailto"} or re.search(r"[\s<>\"{}|\\^`]", text):
        raise BadText(f"`{text}` is no address", "write an address that starts with https://, without spaces")
    return text


def _scheme(text: str) -> str:
    try:
        return urlsplit(text).scheme
    except ValueError:  # a bracket without its partner
        return ""


def tag(text: str) -> str:
    """A language tag such as `uk` or `sr-Latn`."""
    if not _TAG.match(text):
        raise BadText(f"`{text}` is no language tag", "write a tag such as en, uk, ru, be")
    return text


def well_known_text(text: str) -> str:
    """A point as GeoSPARQL writes it, longitude first."""
    match = _POINT.match(text)
    if not match or abs(float(match[1])) > 180 or abs(float(match[2])) > 90:
        remedy = "write POINT(longitude latitude), such as POINT(27.56 53.90)"
        raise BadText(f"`{text}` is no point on the globe", remedy)
    return text


CHECKS: dict[str, Callable[[str], str]] = {
    XSD + "string": string,
    XSD + "boolean": boolean,
    XSD + "integer": integer,
    XSD + "nonNegativeInteger": non_negative,
    XSD + "decimal": decimal,
    XSD + "date": day,
    XSD + "dateTime": moment,
    XSD + "anyURI": address,
    XSD + "language": tag,
    PREFIXES["geo"] + "wktLiteral": well_known_text,
    LANG_STRING: string,
}
