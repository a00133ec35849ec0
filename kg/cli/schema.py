"""`kg schema`: what an editor needs to complete and check data files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import note


@click.command()
@click.argument("kind", type=click.Choice(["data", "settings", "terms"]), default="data")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of stdout.")
@pass_options
def schema(options: Options, kind: str, output: Path | None) -> None:
    """Print the JSON Schema of the data files, for editors.

    Made from the ontology and the shapes. An editor that speaks YAML's language server takes it from the first line of
    a file: `# yaml-language-server: $schema=../kg.schema.json`.

    KIND is `data` for the files below data/, `settings` for kg.yaml, or `terms` for a page of all terms in Markdown.

    \b
    Example:  kg schema -o data/kg.schema.json
              kg schema terms | less
    """
    text = _text(kind)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        note(options, f"wrote {output}")


def _text(kind: str) -> str:
    from kg.schema.jsonschema import data_schema, settings_schema
    from kg.schema.reference import reference

    if kind == "terms":
        return reference()
    made = data_schema() if kind == "data" else settings_schema()
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
