"""What is said to have happened when, and when it was said.

from kg.timeline import gather
gather(Reader(open_store(root), table(root)), iri).moments
"""

from kg.timeline.gather import gather
from kg.timeline.model import Moment, Timeline
from kg.timeline.write import FORMATS, write

__all__ = ["FORMATS", "Moment", "Timeline", "gather", "write"]
