"""The findings of a run for people and machines: one module a format, each knowing only the model of `kg.findings`.

about    what a writer must know beside the report: where the files are, how much to show, and how
table    for a screen: gravest first, grouped, capped, and saying what was left out
json     for scripts, with a version
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.reports.about import GROUPS, About

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Report

__all__ = ["FORMATS", "GROUPS", "About", "write"]

FORMATS = ("table", "json")
"""Names of formats, and of the modules that write them."""


def write(form: str, report: Report, about: About) -> Iterator[str]:
    """The pieces of the report in one of the FORMATS; its module is imported now and no sooner."""
    pieces: Iterator[str] = import_module(f"kg.reports.{form}").write(report, about)
    return pieces
