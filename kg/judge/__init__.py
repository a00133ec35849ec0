"""Judgements: what people signed about records, whether it still holds, and new ones written beside them.

records    what a judgement is about, as it was when it was judged: digests
signed     every judgement of a case, told whole
conflicts  judgements that contradict each other
findings   what `kg check` says of judgements
draft      a new judgement, checked before it is written
keep       new judgements into data files
"""

from kg.judge.conflicts import Conflict, conflicts
from kg.judge.draft import Draft, compare, retract, weigh
from kg.judge.findings import findings
from kg.judge.keep import Kept, keep, seal
from kg.judge.signed import Signed, signed

__all__ = [
    "Conflict",
    "Draft",
    "Kept",
    "Signed",
    "compare",
    "conflicts",
    "findings",
    "keep",
    "retract",
    "seal",
    "signed",
    "weigh",
]
