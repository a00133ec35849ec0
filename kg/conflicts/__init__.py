"""What a built case says of claims that cannot all hold: gathered for people, with words, roots, places and answers.

    model      plain values, ready to be written
    gather     from the store to these
    about      which comparisons speak of a thing
    text       for a terminal
    markdown   for a pull request
    sheet      for a spreadsheet
    document   for scripts
    page       for print

The rules themselves are `kg.contradictions`; here nothing is found, only told.
"""

from kg.conflicts.gather import gather
from kg.conflicts.model import Found, Report
from kg.conflicts.write import FORMATS, write

__all__ = ["FORMATS", "Found", "Report", "gather", "write"]
