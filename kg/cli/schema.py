"""`kg schema`: what an editor needs to complete and check data files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note


@click.command()
@click.argument("kind", type=click.Choice(["data", "settings"]), default="data")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of stdout.")
@pass_options
def schema(options: Options, kind: str, output: Path | None) -> None:
    """Print the JSON Schema of the data files, for editors.

    Made from the ontology and the shapes. An editor that speaks YAML's language server takes it from the first line of
    a file: `# yaml-language-server: $schema=../kg.schema.json`.

    \b
    Example:  kg schema -o data/kg.schema.json
              kg schema settings
    """
    from kg.schema.jsonschema import data_schema, settings_schema

    made = data_schema() if kind == "data" else settings_schema()
    text = json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", "utf-8")
        note(options, f"wrote {output}")
