"""Law against claims: a provision's conditions and duties, and what is said to each.

    provisions  which provision somebody means
    bearings    which claims an editor says speak to a condition
    rooted      the roots behind any set of claims
    law         treaty status at the time, ages against a threshold
    gaps        what is missing
    gather      all of it, for one provision
    write       text, Markdown, CSV, JSON and HTML

Nothing here sums up, scores or concludes.
"""

from kg.matrix.bearings import Asked
from kg.matrix.gather import gather
from kg.matrix.model import Matrix
from kg.matrix.provisions import provision
from kg.matrix.write import FORMATS, write

__all__ = ["FORMATS", "Asked", "Matrix", "gather", "provision", "write"]
