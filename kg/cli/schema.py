"""`kg schema`: what an editor needs to complete and check data files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note
from kg.errors import UsageError


@click.command()
@click.argument("kind", type=click.Choice(["data", "settings", "terms", "report"]), default="data")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of stdout.")
@click.option(
    "--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a workbook for partners."
)
@click.option(
    "--csv", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="The same as CSV."
)
@click.option("--source", default="", metavar="S", help="The source that the workbook is for.")
@pass_options
def schema(
    options: Options, kind: str, output: Path | None, xlsx: Path | None, folder: Path | None, source: str
) -> None:
    """Print the JSON Schema of the data files, for editors.

    Made from the ontology and the shapes. An editor that speaks YAML's language server takes it from the first line of
    a file: `# yaml-language-server: $schema=../kg.schema.json`.

    KIND is `data` for the files below data/, `settings` for kg.yaml, `terms` for a page of all terms in Markdown, or
    `report` for the JSON that `kg check --format json` writes.

    --xlsx writes an empty workbook instead, for partners who enter claims in a spreadsheet: a sheet for claims, one for
    each kind of thing said, drop-downs from the code lists and from this case's register. `kg claim import` takes it
    back, and says in which cell something is wrong.

    \b
    Example:  kg schema -o data/kg.schema.json
              kg schema terms | less
              kg schema --xlsx partner.xlsx --source seed-article
    """
    if not source.isprintable():
        raise UsageError("--source is not the id of a source", remedy="write it as it stands in data/sources/")
    if xlsx or folder:
        _template(options, xlsx, folder, source)
        return
    text = _text(kind)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        note(options, f"wrote {output}")


def _template(options: Options, xlsx: Path | None, folder: Path | None, source: str) -> None:
    """Write the workbook, the CSV files, or both; a file that is there already is left alone."""
    from kg.sheets import csv_template, xlsx_template

    made: dict[Path, bytes] = {xlsx: xlsx_template(source, _known(options))} if xlsx else {}
    if folder:
        made |= {folder / name: text.encode("utf-8-sig") for name, text in csv_template().items()}
    for path in made:
        if path.exists():
            raise UsageError(f"{path} is there already", remedy="name another, or move it away")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    for path, raw in made.items():
        path.write_bytes(raw)
    note(options, f"wrote {xlsx or ''}{' and ' if xlsx and folder else ''}{folder or ''}")


def _known(options: Options) -> dict[str, list[str]]:
    """The ids of the case by class, superclasses included; none outside of a case."""
    from kg.build.assembly import known_ids
    from kg.errors import CaseError

    try:
        return known_ids(options.root())
    except CaseError:
        return {}


def _text(kind: str) -> str:
    from kg.reports.jsonschema import report_schema
    from kg.schema.jsonschema import data_schema, settings_schema
    from kg.schema.reference import reference

    if kind == "terms":
        return reference()
    made = {"data": data_schema, "settings": settings_schema, "report": report_schema}[kind]()
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
