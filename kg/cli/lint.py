"""`kg lint`: how files are written, and what in them could harm somebody."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import Options, pass_options
from kg.cli.output import steps
from kg.cli.reporting import Wishes, deliver, reporting


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--tool", is_flag=True, help="Also kg's own ontology, shapes, queries and policies.")
@click.option("--rules", "listing", is_flag=True, help="List all rules and end.")
@click.option("--explain", metavar="RULE", help="Show the page of a rule and end.")
@reporting("source")
@pass_options
def lint(
    options: Options, wishes: Wishes, paths: tuple[Path, ...], *, tool: bool, listing: bool, explain: str | None
) -> int:
    """Say what in data files, ontology, shapes and queries could be better, and what could harm somebody.

    Without PATHS, the data files and the queries of the case: words that judge outside of quotations, what could
    identify a child, entries that nothing uses, labels. PATHS are looked at instead: ontology modules and shapes
    (.ttl), queries and policies (.rq), data files of a case (.yaml), or folders of them. What is known and accepted
    stands in kg-lint-baseline.yaml.

    \b
    Example:  kg lint
              kg lint ontology shapes my-query.rq
              kg lint --explain lint-word-guilt
    """
    from kg.lint import Asked
    from kg.lint import lint as look

    if listing or explain:
        click.echo(_told(explain), nl=False)
        return 0
    root = None if paths else _case(options, tool=tool)
    with steps(options) as say:
        say("looking at how the files are written")
        report, size = look(Asked(root, tool, paths))
    return deliver(options, wishes, report, "kg lint", root, size)


def _case(options: Options, *, tool: bool) -> Path | None:
    """The case to look at; with --tool there need be none."""
    from kg.errors import CaseError

    try:
        return options.root()
    except CaseError:
        if options.case is None and tool:
            return None
        raise


def _told(rule: str | None) -> str:
    """The page of a rule, or a line for each."""
    from kg.lint import page, rules

    if rule:
        return page(rule)
    every = rules().values()
    width = max(len(each.id) for each in every)
    return "".join(f"{each.id:<{width}}  {each.severity.word:<9}  {each.summary}\n" for each in every)
