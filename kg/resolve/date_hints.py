"""What somebody who wrote a date in another way most likely meant, in EDTF.

A hint is offered, never taken: 05/06/2023 is one day in Kyiv and another in Washington, and only the coder can look.
"""

from __future__ import annotations

import re
from datetime import date

GENERAL = (
    "write YYYY, YYYY-MM or YYYY-MM-DD as precisely as the source has it; `~` after it for about, `?` for uncertain, "
    "A/B for from A to B, `..` for an open end"
)

_DAY_FIRST = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ –—−‑]([0-9]{1,2})[-./ –—−‑]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-./ –—−‑]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[./ -]([0-9]{4})")
_TWO_YEARS = re.compile(r"([0-9]{4}) ?(?:[-–—−‑]|\.\.) ?([0-9]{4})")
_DECADE = re.compile(r"([0-9]{3})0'?(?:s|-х|х)")
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|~)\s*([0-9]{4}(?:-[0-9]{2}){0,2})", re.IGNORECASE)
_OLD_UNKNOWN = re.compile(r"([0-9]{4}|[0-9]{3}u|[0-9]{2}uu)(-(?:[0-9]{2}|uu)){0,2}", re.IGNORECASE)
_OLD_OPEN = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})/(?:open|now|present)|(?:unknown)/([0-9]{4}(?:-[0-9]{2}){0,2})")


def remedy_for(text: str) -> str:
    """The remedy for a text that is no EDTF date: the likely form, or else the general rule."""
    meant = _meant(text.strip())
    return f"write {meant}" if meant else GENERAL


def _meant(text: str) -> str:
    """The EDTF form, or forms, that the text most likely stands for; empty if there is none."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(*filter(None, match.groups()))
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = match.groups()
        forms = dict.fromkeys(filter(None, (_day(year, second, first), _day(year, first, second))))
        return " or ".join(forms)
    if (match := _TWO_YEARS.fullmatch(text)) and match[1] < match[2]:
        return f"{match[1]}/{match[2]}"
    if (match := _YEAR_MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{match[2]:0>2}"
    if (match := _MONTH_YEAR.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return f"{match[2]}-{match[1]:0>2}"
    return _in_words(text)


def _in_words(text: str) -> str:
    """The same for forms that hold a word or an older draft's signs."""
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := _ABOUT.fullmatch(text):
        return f"{match[1]}~"
    if match := _OLD_OPEN.fullmatch(text):
        return f"{match[1]}/.." if match[1] else f"/{match[2]}"
    if "u" in text.lower() and _OLD_UNKNOWN.fullmatch(text):
        return text.lower().replace("u", "X")
    return ""


def _day(year: str, month: str, day: str) -> str:
    """The day, if the calendar has it."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
