"""Which network somebody looks at: projection, policy and what narrows it, the same for every command on networks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli import named
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.narrow import Graph, Wish
    from kg.store import Result, Store

_OPTIONS = (
    click.option(
        "-p",
        "--policy",
        default="reported",
        show_default=True,
        metavar="NAME",
        shell_complete=named.policies,
        help="The view to draw from.",
    ),
    click.option("--at", metavar="DATE", help="Only what may have held on this day, month or year."),
    click.option("--between", nargs=2, metavar="A B", help="Only two things, and what is connected to both."),
    click.option("--ego", metavar="THING", help="Only one thing, and what lies within --hops of it."),
    click.option("--hops", type=click.IntRange(1, 12), default=1, show_default=True, help="How far --ego looks."),
    click.option("--min-roots", type=click.IntRange(0), default=0, metavar="N", help="Only edges on so many roots."),
    click.option("--stance", "stances", multiple=True, metavar="CODE", help="Only edges of this stance."),
    click.option("--relation", "relations", multiple=True, metavar="NAME", help="Only edges of this relation."),
    click.option("--exclude", multiple=True, metavar="THING", help="Without this thing."),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0),
        default=60,
        metavar="SECONDS",
        help="How long a query file of your own may take; 0 is for ever [default: 60].",
    ),
)


def narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which network it looks at."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def seen(
    root: Path, projection: str, wishes: dict[str, Any], *, exact: bool = False, store: Store | None = None
) -> Graph:
    """The network of a built case that the words ask for; `store` is another state of it."""
    from kg.build import open_store
    from kg.build.last import digest
    from kg.network import project

    asked = store or open_store(root)
    name, query = _projection(projection, asked)
    wish, policy = _wish(asked, wishes), wishes["policy"]
    build = "" if store else digest(root)
    ask = partial(_patient, asked, wishes["timeout"], (projection, query)) if query else None
    return project(asked, name, policy=policy, build=build, query=query, wish=wish, exact=exact, ask=ask)


class _Own(NamedTuple):
    """A query of somebody's own, in the form that `Answer` takes."""

    text: str
    name: str
    original: str
    kind: str = "select"
    columns: tuple[str, ...] = ()

    def evaluate(self, store: Store) -> Result:
        """Run it; raises QueryError, with the place in the file, where it does not parse."""
        from kg.query.places import fault, offset_of
        from kg.store import SyntaxFault

        try:
            return store.evaluate(self.text)
        except SyntaxFault as error:
            at = min(offset_of(self.text, error.line, error.column), len(self.original)) if error.line else 0
            remedy = "a projection is a SELECT of ?edge that leaves ?policy to kg, without VALUES at its end"
            raise fault(error.message, self.original, at, name=self.name, remedy=remedy) from None


def _patient(store: Store, seconds: float, file: tuple[str, str], text: str) -> Result:
    """The answer to a query; where it takes too long the process ends with 3, since the engine cannot be stopped."""
    from kg.query import Answer, leave
    from kg.store import Result

    with Answer(_Own(text, *file), store, timeout=seconds or None) as answer:
        rows = [*answer]
        if answer.incomplete:
            click.echo(f"kg: incomplete: the projection's query was {answer.incomplete}; nothing was written", err=True)
            leave(130 if answer.interrupted else 3)
        return Result("select", answer.columns, iter(rows))


def _projection(word: str, store: Store) -> tuple[str, str]:
    """The name of a projection, and its query where it is a file of somebody's own: one that only reads the case."""
    from kg.query.collection import read_text
    from kg.query.prepared import check
    from kg.query.tokens import tokens

    if not word.endswith(".rq"):
        return word, ""
    text = read_text(Path(word))
    check(text, tokens(text), store, word)
    return Path(word).stem, text


def _wish(store: Store, wishes: dict[str, Any]) -> Wish:
    """What somebody asks for, names as ids."""
    from kg.network.narrow import Wish
    from kg.query.lookup import entity, short, stands_for

    def known(word: str) -> str:
        return short(stands_for(store, entity(store, word)))

    between, ego = wishes["between"], wishes["ego"]
    return Wish(
        at=_days(wishes["at"]) if wishes["at"] else None,
        between=(known(between[0]), known(between[1])) if between else None,
        ego=known(ego) if ego else "",
        hops=wishes["hops"] if ego else 1,
        min_roots=wishes["min_roots"],
        stances=wishes["stances"],
        relations=wishes["relations"],
        exclude=tuple(known(word) for word in wishes["exclude"]),
    )


def _days(text: str) -> tuple[str, str]:
    """The first and last day of a date, as ISO dates."""
    from kg.resolve.dates import DateError, span

    try:
        found = span(text)
    except DateError as error:
        raise UsageError(f"--at: {error.message}", remedy=error.remedy) from None
    return found.earliest or "0001-01-01", found.latest or "9999-12-31"
