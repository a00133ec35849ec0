"""A report in the format of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.conflicts import document, markdown, page, sheet, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.conflicts.model import Report
    from kg.paper.page import Paint

RENDER = {"md": markdown.render, "json": document.render, "csv": sheet.render, "html": page.render}
FORMATS = ("table", *RENDER)


def write(report: Report, form: str, paint: Paint | None = None, width: int | None = None) -> Iterator[str]:
    """The pieces of the result; `paint` and `width` are for a terminal alone."""
    if form == "table":
        return text.render(report, paint, width)
    return RENDER[form](report)
