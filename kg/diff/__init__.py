"""What changed between two states of a case: builds, folders or git revisions.

sides       from what somebody named to a graph and where it came from
revision    a git revision's files, in a folder of their own
snapshot    claims, entities and counts of a graph
compare     what was added, changed, taken back, taken down or lost
answers     named queries whose answers changed
shrink      sources and classes that lost more than they may
write       text, Markdown and JSON
"""

from kg.diff.compare import Change, Difference, compare
from kg.diff.sides import Side, now, side
from kg.diff.write import FORMATS, write

__all__ = ["FORMATS", "Change", "Difference", "Side", "compare", "now", "side", "write"]
