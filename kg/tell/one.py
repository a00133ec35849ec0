"""Which ids are one thing by signed judgements, and what those judgements say.

Whoever asks for a person wants what is said under any of that person's ids, and wants to see who holds that they are
one. Propositions keep the ids that they were stated with; only the reading looks through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.schema import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.tell.reader import Reader

JUDGED = """
SELECT DISTINCT ?judgement ?left ?right ?by ?date ?why WHERE {{
  ?judgement a ct:IdentityJudgement ; ct:outcome ct:same ; ct:holds true ; ct:subjectA ?left ; ct:subjectB ?right .
  ?left ct:identity <{iri}>
  OPTIONAL {{ ?judgement ct:judgedBy ?by }}
  OPTIONAL {{ ?judgement ct:date ?date }}
  OPTIONAL {{ ?judgement ct:because ?why }}
}} ORDER BY ?judgement
"""


def one_with(reader: Reader, iri: str) -> tuple[str, ...]:
    """The id itself, then all others that stand for one thing with it, sorted."""
    others = {other for first in reader.values(iri, "ct:identity") for other in reader.subjects("ct:identity", first)}
    return (iri, *sorted(others - {iri}))


def root_labels(reader: Reader, roots: Iterable[str], claims: Iterable[str]) -> tuple[str, ...]:
    """Roots as their own claims call them, sorted.

    A root that is held to be one with others has one id for all of them: who denied it under one name is not to be
    shown under another.
    """
    used = {
        value
        for claim in set(claims)
        for prop in ("prov:wasAttributedTo", "ct:work")
        for value in reader.values(claim, prop)
    }
    own = (next((one for one in one_with(reader, root) if one in used), root) for root in roots)
    return tuple(sorted(map(reader.label, own)))


def judged_one(reader: Reader, iri: str) -> tuple[str, ...]:
    """A sentence for each judgement that makes it one with others: which ids, why, who signed, and its own id."""
    first = reader.value(iri, "ct:identity")
    rows = reader.select(JUDGED.format(iri=first)) if first else []
    return tuple(_sentence({name: text.removeprefix(DATA) for name, text in row.items()}) for row in rows)


def _sentence(row: dict[str, str]) -> str:
    why = f": {row['why']}" if "why" in row else ""
    signed = ", ".join(row[name] for name in ("by", "date") if name in row)
    return f"{row['left']} and {row['right']} are held to be one{why} ({signed}) [{row['judgement']}]"
