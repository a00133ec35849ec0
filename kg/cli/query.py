"""`kg query`: a question to the case."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.last import built_case
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, note

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kg.query import Answer
    from kg.query.collection import Named
    from kg.query.formats import Look
    from kg.store import Store

MOST = 1 << 40  # rows: more than anybody can be given
FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "ttl", "nt", "nq")
INCOMPLETE, INTERRUPTED = 3, 130


def complete(context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of queries that begin so."""
    from click.shell_completion import CompletionItem

    from kg.query.collection import library

    known = library(_case(context.ensure_object(Options)))
    return [
        CompletionItem(name, help=query.header.summary) for name, query in known.items() if name.startswith(incomplete)
    ]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in which form the answer is wanted, and how long and how much it may take."""

    title: str
    text: str
    values: tuple[str, ...]
    style: str
    names: bool | None
    timeout: float
    limit: int | None


@click.command()
@click.argument("name", required=False, shell_complete=complete)
@click.option("-q", "--text", metavar="SPARQL", help="A query as text.")
@click.option("-f", "--file", type=click.Path(path_type=Path), metavar="FILE", help="A query in a file; - is stdin.")
@click.option("-p", "--param", "values", multiple=True, metavar="NAME=VALUE", help="A parameter's value.")
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="table", help="How to write it [default: table]."
)
@click.option("--names/--iris", "names", default=None, help="Show names or IRIs [default: names in table and md].")
@click.option("--timeout", type=click.FloatRange(min=0), default=60, metavar="SECONDS", help="0 is none [default: 60].")
@click.option("--limit", type=click.IntRange(0, MOST), metavar="N", help="The most rows to give.")
@click.option("--list", "listed", is_flag=True, help="List the named queries (as a table or json).")
@click.option("--show", metavar="NAME", shell_complete=complete, help="Print a named query instead of asking it.")
@pass_options
def query(
    options: Options,
    name: str | None,
    text: str | None,
    file: Path | None,
    values: tuple[str, ...],
    style: str,
    names: bool | None,
    timeout: float,
    limit: int | None,
    listed: bool,
    show: str | None,
) -> int:
    """Ask the case a question: a named query, or your own SPARQL.

    NAME is a query of the library (see --list), or - for a query on stdin. A query reads the last build, changes
    nothing, and never leaves this machine. Without FROM it reads all graphs; FROM graph:register, FROM source:<id> and
    FROM view:<policy> narrow that. The ontology's prefixes need no declaration; kg:<id> is a thing of the case. An
    answer that was cut short says so and exits with 3.

    \b
    kg query roles
    kg query about -p about="Alexander Lukashenko" --format csv
    kg query -q "SELECT ?claim { ?claim ct:stance ct:denied }"
    """
    if listed:
        return _list(options, style)
    if show is not None:
        return _show(options, show)
    title, sparql = _source(options, name, text, file)
    return _ask(options, Question(title, sparql, values, style, names, timeout, limit))


def _source(options: Options, name: str | None, text: str | None, file: Path | None) -> tuple[str, str]:
    """The query's title for messages, and its text: exactly one way of giving it."""
    from kg.query.collection import decoded, named, read_text

    if sum(given is not None for given in (name, text, file)) != 1:
        raise click.UsageError("give one query: its NAME, -q TEXT, -f FILE or - (see kg query --list)")
    if text is not None:
        return "query", text
    if name == "-" or str(file) == "-":
        return "stdin", decoded(sys.stdin.buffer.read(), "stdin")
    if file is not None:
        return str(file), read_text(file)
    found = named(name or "", _case(options))
    return found.path.name, found.text


def _ask(options: Options, asked: Question) -> int:
    """Run the query and write its answer; the exit status."""
    from kg.build import open_store
    from kg.query import Answer, leave, prepare
    from kg.query.formats import check, write

    store = open_store(built_case(options))
    prepared = prepare(asked.text, store, asked.values, asked.title)
    check(asked.style, prepared.kind)
    look = _look(options, store, asked)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale: an answer is UTF-8
    try:
        with Answer(prepared, store, limit=asked.limit, timeout=asked.timeout or None) as answer:
            write(answer, asked.style, sys.stdout, look)
        status = _tell(options, answer)
    except KeyboardInterrupt:
        click.echo("kg: interrupted", err=True)
        leave(INTERRUPTED)
    except BrokenPipeError:
        leave(0)  # the reader had what it wanted
    if answer.running:
        leave(status)
    return status


def _look(options: Options, store: Store, asked: Question) -> Look:
    from kg.paper.table import screen_width
    from kg.query.formats import EXACT, PEOPLE, Look
    from kg.query.naming import Naming, plain

    if asked.names and asked.style in EXACT:
        raise click.UsageError(f"{asked.style} holds terms as they are; --names is for table, md, csv and jsonl")
    named = asked.style in PEOPLE if asked.names is None else asked.names
    return Look(Naming(store) if named else plain, screen_width(), colour=coloured(options))


def _tell(options: Options, answer: Answer) -> int:
    """Say on stderr what the rows alone do not show, and give the exit status."""
    if answer.incomplete:
        click.echo(f"kg: incomplete: {answer.incomplete}", err=True)
        return INTERRUPTED if answer.interrupted else INCOMPLETE
    if answer.kind != "ask" and not answer.rows_given:
        note(options, "no rows: nothing in the case answers this query")
    return 0


def _case(options: Options) -> Path | None:
    """The case we are in, if any: the library can be read without one."""
    from kg.errors import CaseError

    try:
        return options.root()
    except CaseError:
        return None


def _show(options: Options, name: str) -> int:
    from kg.query.collection import named

    click.echo(named(name, _case(options)).text.rstrip("\n"))
    return 0


def _list(options: Options, style: str) -> int:
    from kg.query.collection import library

    queries = library(_case(options)).values()
    if style == "json":
        click.echo(json.dumps([_described(found) for found in queries], indent=2, ensure_ascii=False))
    elif style == "table":
        click.echo("\n".join(map(_line, queries)))
    else:
        raise click.UsageError("--list is a table or json")
    return 0


def _described(found: Named) -> dict[str, object]:
    header = found.header
    params = [param._asdict() for param in header.params]
    own = {"name": found.name, "summary": header.summary, "params": params, "examples": header.examples}
    return {**own, "own": found.own}


def _line(found: Named) -> str:
    own = "  (of this case)" if found.own else ""
    params = (f"\n{'':18}-p {param}   {param.description}" for param in found.header.params)
    return f"{found.name:17} {found.header.summary}{own}{''.join(params)}"
