"""CSV and TSV as SPARQL 1.1 defines them (https://www.w3.org/TR/sparql11-results-csv-tsv/).

CSV has texts without type or language and lines that end in CR LF; TSV has whole terms. A cell stays what the graph
holds, even where a spreadsheet would take it for a formula: a query's answer is evidence, and exports have their own
rules.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from kg.query.formats import trailer

if TYPE_CHECKING:
    from kg.query.formats import Look
    from kg.query.run import Answer


def write(answer: Answer, name: str, out: TextIO, look: Look) -> None:
    """A header line and a line a row; an ASK is the one word true or false."""
    if answer.kind == "ask":
        out.write("" if answer.incomplete else f"{str(answer.truth).lower()}\n")
    elif name == "csv":
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(answer.columns)
        rows.writerows([look.cell(term) for term in row] for row in answer)
    else:
        out.write("\t".join(f"?{column}" for column in answer.columns) + "\n")
        out.writelines("\t".join(term or "" for term in row) + "\n" for row in answer)
    trailer(answer, out)
