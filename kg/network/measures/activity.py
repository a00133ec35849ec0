"""How much is said to have happened when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.network.measures.model import Found

if TYPE_CHECKING:
    from kg.network.measures.counted import Counted


def activity(counted: Counted) -> Found:
    """How many lines may have held in each year, and of how many nodes.

    year      of the dates that sources give; a line with a span counts in each year of it
    lines     that may have held then
    dated     of these, the ones whose span does not reach beyond the year
    nodes     at their ends
    roots     different roots behind them

    Here it shows where the case is thick and where it is thin in time.

    How it misleads: it is the time of which sources speak, and they speak of what was noticed. An open span ("since
    2014") is counted in the year that is known, once. Lines without a date are counted below the table, not in it.
    """
    lines: Counter[int] = Counter()
    dated: Counter[int] = Counter()
    nodes: dict[int, set[int]] = {}
    roots: dict[int, set[str]] = {}
    undated = 0
    for u, v, data in counted.edges:
        years = _years(str(data.get("earliest", "")), str(data.get("latest", "")))
        undated += not years
        for year in years:
            lines[year] += 1
            dated[year] += len(years) == 1
            nodes.setdefault(year, set()).update((u, v))
            roots.setdefault(year, set()).update(data.get("root_ids", ()))
    rows = tuple((year, lines[year], dated[year], len(nodes[year]), len(roots[year])) for year in sorted(lines))
    remarks = (f"{undated} line(s) carry no date",) if undated else ()
    return Found(header=("year", "lines", "dated", "nodes", "roots"), rows=rows, remarks=remarks)


def _years(earliest: str, latest: str) -> range:
    """The years of a span; of an open one the year that is known."""
    known = [int(day[:4]) for day in (earliest, latest) if day[:4].isdigit()]
    return range(min(known), max(known) + 1) if known else range(0)
