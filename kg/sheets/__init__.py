"""Claims by spreadsheet: a template with drop-downs for partners, and what comes back, checked cell by cell.

columns    which sheets and columns there are: the ontology's keys, nothing else
template   an empty workbook, or a folder of CSV files
workbook   what an XLSX file or a folder of CSV files holds, as texts with their cells
blocks     from the cells of a row to a block of keys
taking     from cells to the claims of a data file
entering   checked with the whole case, and written
yaml       claims as a data file
"""

from kg.sheets.entering import Entered, enter
from kg.sheets.template import csv_template, xlsx_template

__all__ = ["Entered", "csv_template", "enter", "xlsx_template"]
