"""`kg validate`: the graph as it was built, or RDF files, held against the shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import report as findings
from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note

if TYPE_CHECKING:
    from kg.validate import Report

RDF_FILE = click.Path(path_type=Path)
NONE = "none"


@click.command()
@click.argument("files", nargs=-1, type=RDF_FILE)
@click.option("--shapes", multiple=True, type=RDF_FILE, metavar="FILE", help="Other shapes than the tool's own.")
@click.option("--engine", type=click.Choice(["shifty", "pyshacl"]), default="shifty", help="Who checks.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or machines.")
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", NONE]),
    default="violation",
    help="The least grave finding that makes the exit status 1.",
)
@pass_options
def validate(
    options: Options, files: tuple[Path, ...], shapes: tuple[Path, ...], engine: str, form: str, fail_on: str
) -> int:
    """Validate the built case, or RDF files, against the shapes.

    Several files are taken together; without a file, it is the last build of the case, its views included. Ends with
    how many nodes each shape looked at: a shape that matched nothing says nothing.

    \b
    Example:  kg validate
              kg validate --engine pyshacl --fail-on warning
              kg validate data.ttl --shapes shapes.ttl
    """
    from kg.validate.built import validate_built, validate_files

    found = validate_files(files, shapes, engine) if files else validate_built(built_case(options), shapes, engine)
    if form == "json":
        click.echo(json.dumps(as_json(found), indent=2, ensure_ascii=False))
    else:
        findings.show(found.findings, form, colour=coloured(options))
        click.echo("\n".join(coverage(found)))
    note(options, f"{engine}: {findings.summary(found.findings)}")
    return int(fails(found, fail_on))


def fails(report: Report, fail_on: str) -> bool:
    """Whether a finding is grave enough for exit status 1."""
    from kg.findings import Severity

    return fail_on != NONE and report.at_least(Severity[fail_on.upper()])


def coverage(report: Report) -> list[str]:
    """How many nodes each shape looked at, most first; classes whose shapes matched nothing are named at the end."""
    from kg.schema import shorten

    looked = sorted(((count, shorten(shape)) for shape, count in report.focus_counts.items() if count), reverse=True)
    lines = ["", f"{'nodes':>9}  shape", *(f"{count:>9,}  {shape}" for count, shape in looked)]
    idle = [shorten(shape) for shape in report.shapes_without_focus]
    named = ", ".join(shape for shape in idle if "-" not in shape)
    return [*lines, "", f"{len(idle)} shape(s) matched no node: {named}"] if idle else lines


def as_json(report: Report) -> dict[str, object]:
    """The report as plain values: engine, findings, and nodes by shape IRI."""
    return {
        "engine": report.engine,
        "findings": [findings.as_json(finding) for finding in report.findings],
        "coverage": dict(report.focus_counts),
        "withoutFocus": list(report.shapes_without_focus),
    }
