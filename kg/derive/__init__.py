"""What follows from the claims: roots, specialisation, support, labels, inferred types and the edges of views.

Everything here is a pure function of quads and schema, without a store and without SPARQL.
"""

from kg.derive.columns import COLUMNS, columns, tabulate
from kg.derive.derived import Derived, derive
from kg.derive.infer import INFERRED, infer
from kg.derive.views import edges

__all__ = ["COLUMNS", "INFERRED", "Derived", "columns", "derive", "edges", "infer", "tabulate"]
