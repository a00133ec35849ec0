"""Figures in digits, as a sentence gives them.

A figure is read in every way it can be read ("2.150" is 2150, and with "thousand" after it 2150 too), because a check
that doubts a right figure is soon switched off. What is written in digits and counts nobody (dates, years, clock times,
percentages, ages and spans of time, numbers of articles and notes) gives no reason to doubt a count. Number words are
not read.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.resolve.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE = re.compile(r"(?<!\w)(?<!\d[.,'])(?:\d{1,3}(?:[ .,']\d{3})+(?!\w)(?![.,']\d)|\d+(?:[.,]\d+)?(?!\w))")
_SCALES = (
    (100, re.compile(r"\bhundred\b", re.IGNORECASE)),
    (1000, re.compile(r"\bthousands?\b|\b(?:тис|тыс)\.|\b(?:тисяч|тысяч)\w*", re.IGNORECASE)),
    (1_000_000, re.compile(r"\bmillions?\b|\bmln\b|\bмлн\b|\b(?:мільйон|миллион|мільён)\w*", re.IGNORECASE)),
)
_MONTH = (
    r"(?:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?|"
    r"(?i:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"студзеня|лютага|сакавіка|красавіка|траўня|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня)\b)"
)
_TIME = (
    r"(?i:years?|months?|weeks?|days?|hours?|minutes?|рок\w*|років|річн\w+|місяц\w+|тижн\w+|дн\w+|днів|день|годин\w*|"
    r"лет\w*|год\w*|месяц\w+|недел\w+|час\w*|гадоў|гадавы\w+|тыдн\w+|дзён|дзень|гадзін\w*)\b"
)
_LABEL = (
    r"(?i:\b(?:articles?|arts?\.?|paragraphs?|paras?\.?|sections?|rules?|resolution|no\.|стат\w+|стаць\w+|артыкул\w*|"
    r"пункт\w*|резолюц\w+|рэзалюц\w+|ст\.|п\.|арт\.)|№)"
)
_SPAN = r"\d+(?:\s?(?:[-–—]|to|and|or|до|да|и|і|й|або|или|ці)\s?\d+)?"
_NO_COUNT = re.compile(
    rf"(?<!\w)\d{{4}}-\d\d(?:-\d\d)?(?!\w)|(?<!\w)\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}(?!\w)|\d{{1,2}}:\d\d|\[\d+\]|"
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?!\w)|(?<!\w)(?:\d{{1,2}}\s?[-–—]\s?)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|"
    rf"\d+(?:[.,]\d+)?\s?(?:%|per\s?cent)|[^\W\d_]-\d+|(?<!\w){_SPAN}[\s-]{_TIME}|(?i:\bage[ds]?)\s(?:(?:from|between)\s)?{_SPAN}|"
    rf"{_LABEL}\s?{_SPAN}|\d+(?:st|nd|rd|th)\b|\d+-[^\W\d_]+|"
    r"(?<!\w)(?<!\d[.,'])(?:19|20)\d\d(?!\w)"
)


def read(text: str) -> frozenset[Decimal]:
    """Every number that the digits of the text can stand for.

    >>> sorted(map(int, read("some 2,150 children in 14 camps")))
    [2, 14, 2150]
    """
    plain = _plain(text)
    numbers = {number for figure in _FIGURE.finditer(plain) for number in _readings(figure[0])}
    scaled = {number * scale for scale, words in _SCALES if words.search(plain) for number in numbers}
    return frozenset(numbers | scaled)


def counting(text: str) -> list[str]:
    """The figures that may count somebody, as they are written.

    >>> counting("On 24 February 2022, 20 000 children aged 6 to 15 (45%) under Article 49")
    ['20 000']
    """
    return [figure[0] for figure in _FIGURE.finditer(_NO_COUNT.sub(" | ", _plain(text)))]


def _plain(text: str) -> str:
    return fold(text.replace("\N{SOFT HYPHEN}", ""))


def _readings(figure: str) -> Iterator[Decimal]:
    """The figure with its marks as signs of thousands, and with its only mark as the sign of a fraction."""
    groups = re.split(r"\D", figure)
    if len(groups) == 1 or all(len(group) == 3 for group in groups[1:]):
        yield Decimal("".join(groups))
    if len(groups) == 2 and " " not in figure and "'" not in figure:
        yield Decimal(".".join(groups))
