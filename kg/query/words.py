"""Every bare word of SPARQL 1.1, so that a misspelt one is found where it stands.

An engine reports the farthest place it could make sense of, which for `FITLER(?n > 5)` is somewhere else, with a list
of what the grammar would have taken there. Words are looked at only after an engine has refused a query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.tokens import Token

KEYWORDS = """
    A AS ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FALSE FILTER FROM GRAPH GROUP HAVING IN
    LATERAL LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR TRUE UNDEF UNION
    VALUES VERSION WHERE
"""
FUNCTIONS = """
    ABS ADJUST AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR
    GROUP_CONCAT HASLANG HASLANGDIR HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR
    LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW OBJECT PREDICATE RAND REGEX REPLACE ROUND SAMETERM
    SAMEVALUE SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR
    STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TZ UCASE URI UUID YEAR
"""
KNOWN = frozenset((KEYWORDS + FUNCTIONS).split())


def unknown(found: list[Token]) -> Token | None:
    """The first bare word that is none of SPARQL's, if there is one."""
    return next((token for token in found if token.kind == "word" and token.text.upper() not in KNOWN), None)
