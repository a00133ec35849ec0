"""What a judgement is about, as it was when it was judged: a digest of the records, so that a change shows.

A digest covers each record's own statements and those of its parts (an age range, an identifier), for these are what
somebody compared. Decision: it covers nothing that others say of the record. Rejected: taking in the claims that name
it, since every new source would make every judgement stale, and people would stop looking. Consequence: a claim that
was itself judged (put into a series, withdrawn, corrected) is covered with what it states, but not with its passages,
whose places move when a text is captured anew, nor with who coded and reviewed it: a review changes nothing of it.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import defaultdict
from typing import TYPE_CHECKING

from kg.quads import iri
from kg.schema import CT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from kg.quads import Quad

SCHEME = "1"  # changes whenever the same records would get another digest
LENGTH = 26  # base-32 characters
Lines = dict[str, list[str]]
APART = {iri(each) for each in (CT.passage, CT.codingStatus, CT.codedBy, CT.reviewedBy)}


def described(quads: Set[Quad], terms: Iterable[str]) -> Lines:
    """Term → the statements of that record and its parts, in no order."""
    home = {term: term for term in terms}
    found: Lines = defaultdict(list)
    ahead = set(home)
    while ahead:
        parts: set[str] = set()
        for subject, prop, value, _ in quads:
            if subject in ahead and prop not in APART:
                found[home[subject]].append(f"{subject} {prop} {value}")
                if value.startswith(f"{subject[:-1]}/") and value not in home:
                    home[value] = home[subject]
                    parts.add(value)
        ahead = parts
    return found


def digest(terms: Iterable[str], lines: Mapping[str, list[str]]) -> str:
    """The digest of records by their statements, the same in any order."""
    text = "\n".join(line for term in sorted(set(terms)) for line in [term, *sorted(lines.get(term, ()))])
    return f"{SCHEME}-{b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:LENGTH]}"
