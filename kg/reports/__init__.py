"""The findings of a run for people and machines: one module a format, each knowing only the model of `kg.findings`.

about    what a writer must know beside the report: where the files are, how much to show, and how
table    for a screen: gravest first, grouped, capped, and saying what was left out
json     for scripts, with a version
sarif    for code scanning (SARIF 2.1.0)
junit    for CI services that show tests: a case for each shape
github   annotations in GitHub's log
gitlab   GitLab's code quality
csv      for spreadsheets
html     a page for people
md       a comment on a pull request
w3c      SHACL's own report, in Turtle

Writers have nothing to say about the network and open no file but those that findings stand in.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.reports.about import GROUPS, About

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Report

__all__ = ["FORMATS", "GROUPS", "About", "write"]

FORMATS = ("table", "json", "sarif", "junit", "github", "gitlab", "csv", "html", "md", "w3c")
"""Names of formats, and of the modules that write them."""


def write(form: str, report: Report, about: About) -> Iterator[str]:
    """The pieces of the report in one of the FORMATS; its module is imported now and no sooner."""
    pieces: Iterator[str] = import_module(f"kg.reports.{form}").write(report, about)
    return pieces
