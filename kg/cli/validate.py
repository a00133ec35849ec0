"""`kg validate`: the graph as it was built, or RDF files, held against the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.engine import chosen, engine_options
from kg.cli.last import built_case
from kg.cli.options import Options, jobs, pass_options
from kg.cli.output import steps
from kg.cli.reporting import Wishes, deliver, reporting
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.engines import Engine
    from kg.validate import Shapes

RDF_FILE = click.Path(path_type=Path)
STDIN = Path("-")
SYNTAXES = ("ttl", "trig", "nt", "nq", "rdf", "jsonld")


@click.command()
@click.argument("files", nargs=-1, type=RDF_FILE)
@click.option("--data", multiple=True, type=RDF_FILE, metavar="FILE", help="RDF to validate, as FILES are.")
@click.option("--shapes", "rules", multiple=True, type=RDF_FILE, metavar="FILE", help="Other shapes than kg's own.")
@click.option("--ignore-imports", is_flag=True, help="Do without what the shapes import; nothing is ever fetched.")
@click.option("--ontology", multiple=True, type=RDF_FILE, metavar="FILE", help="Whose subclasses count for the data.")
@click.option("--syntax", type=click.Choice(SYNTAXES), help="What files are in whose names do not tell.")
@click.option(
    "--unknown",
    type=click.Choice(["error", "warn", "off"]),
    help="How to take terms that no vocabulary here has [default: warn; error for kg's own and SHACL's].",
)
@click.option("--changed-since", "revision", metavar="REV", help="Only what can have changed since this git revision.")
@jobs
@engine_options
@reporting("shape")
@pass_options
def validate(
    options: Options,
    wishes: Wishes,
    files: tuple[Path, ...],
    data: tuple[Path, ...],
    rules: tuple[Path, ...],
    ignore_imports: bool,
    revision: str | None,
    processes: int,
    who: str,
    seconds: float,
    both: bool,
    ontology: tuple[Path, ...],
    syntax: str | None,
    unknown: str | None,
) -> int:
    """Validate the built case, or RDF files, against the shapes.

    Several files are taken together, a folder stands for all RDF in it, and - for standard input; without any, it is
    the last build of the case, its views included. Ends with how many nodes each shape looked at: a shape that matched
    nothing says nothing. The subclasses and subproperties of an --ontology count; nothing is fetched. With
    --changed-since, the graph of the revision is worked out too, and only those nodes are looked at whose results the
    changes can have changed.

    \b
    Example:  kg validate
              kg validate --engine pyshacl --fail-on warning
              kg validate --changed-since origin/main
              kg validate data.ttl --shapes shapes.ttl --report json=found.json
              kg validate --data folder/ --shapes shapes.ttl --ontology ontology.owl
              curl … | kg validate - --syntax nt --shapes shapes.ttl
    """
    from kg.validate.built import validate_built
    from kg.validate.foreign import Asked, validate_files
    from kg.validate.spelt import given_shapes

    given = [*files, *data]
    _refuse(given, rules, ontology, syntax)
    engine = chosen(options, who, seconds, both=both)
    shapes = given_shapes(rules, syntax or "", unknown or "", ignore_imports=ignore_imports) if rules else None
    if revision is not None and unknown:
        remedy = "leave one of the two out: the whole build is asked for its terms"
        raise UsageError("--changed-since does not go with --unknown", remedy=remedy)
    if revision is not None:
        return _since(options, wishes, revision, given, shapes, engine)
    if given:
        with steps(options) as say:
            say(f"holding {len(given)} file(s) or folder(s) against the shapes")
            report = validate_files(Asked(given, shapes, ontology, syntax or "", unknown or "", engine, processes))
        return deliver(options, wishes, report, "kg validate", None, engine.name, main=str(given[0]))
    root = built_case(options)
    with steps(options) as say:
        say("holding the build against the shapes")
        report = validate_built(root, shapes, engine, processes, unknown or "")
    return deliver(options, wishes, report, "kg validate", root, engine.name)


def _refuse(given: list[Path], rules: tuple[Path, ...], ontology: tuple[Path, ...], syntax: str | None) -> None:
    """Refuse words that do not go together."""
    if [*given, *rules, *ontology].count(STDIN) > 1:
        raise UsageError("standard input is named twice", remedy="give all but one of them as files")
    if ontology and not given:
        remedy = "name the data, too; a case is held against the ontology of kg"
        raise UsageError("--ontology goes with RDF files", remedy=remedy)
    if syntax and not (given or rules):
        raise UsageError("--syntax goes with RDF files", remedy="name the data, too; a case says what its files are")


def _since(
    options: Options, wishes: Wishes, revision: str, files: list[Path], shapes: Shapes | None, engine: Engine
) -> int:
    """What can have changed in the build since a revision, or another build."""
    from kg.diff import side
    from kg.validate.built import validate_since

    if files or wishes.require_targets:
        what = "RDF files" if files else "--require-targets"
        remedy = "leave one of the two out: a part of the last build of the case is looked at"
        raise UsageError(f"--changed-since does not go with {what}", remedy=remedy)
    root = built_case(options)
    before = side(revision, root)
    report = validate_since(root, before.quads, before.name, shapes, engine)
    return deliver(options, wishes, report, "kg validate", root, engine.name)
