"""Claims, told from a built case: what pages, tables and matrices show of them.

from kg.tell import Reader, told
told(Reader(open_store(root), table(root)), claim_iri).claimant
"""

from kg.tell.about import about
from kg.tell.claims import heard, told
from kg.tell.model import Quotation, Told
from kg.tell.one import judged_one, one_with, root_labels
from kg.tell.reader import Reader

__all__ = ["Quotation", "Reader", "Told", "about", "heard", "judged_one", "one_with", "root_labels", "told"]
