"""Findings of commands that do more than find; the others have `kg.cli.reporting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.findings import Report
from kg.reports import About, write
from kg.reports.table import listing as blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.findings import Finding

STYLES: dict[str, dict[str, object]] = {
    "violation": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "head": {"bold": True},
}
MOST = 50


def painter(*, colour: bool) -> Callable[[str, str], str]:
    """What paints a severity's word, or nothing."""
    return (lambda text, style: click.style(text, **STYLES[style])) if colour else (lambda text, style: text)  # type: ignore[arg-type]


def show(
    findings: Sequence[Finding], form: str, *, command: str, colour: bool, most: int = MOST, root: Path | None = None
) -> None:
    """Print findings to stdout, as one of the formats of `kg.reports`."""
    about = About(command, root, most=most, paint=painter(colour=colour))
    for piece in write(form, Report(tuple(findings)), about):
        click.echo(piece, nl=False)


def listing(
    findings: Sequence[Finding], *, colour: bool = False, most: int = MOST, root: Path | None = None
) -> list[str]:
    """The gravest findings in full, in file order, and the rest counted by rule; paths open from here."""
    return blocks(findings, About("", root, most=most, paint=painter(colour=colour)))


def summary(findings: Sequence[Finding]) -> str:
    """How many of each severity, in words."""
    return Report(tuple(findings)).summary()
