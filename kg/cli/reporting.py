"""What `kg check`, `kg validate` and `kg lint` share: reports and their places, what is shown, what fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import target
from kg.cli.output import coloured, note
from kg.cli.target import STDOUT
from kg.errors import UsageError
from kg.reports import FORMATS, GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.cli.options import Options
    from kg.findings import Report
    from kg.reports import About

SEVERITIES = ("violation", "warning", "info")
NONE = "none"
MOST = 50
INCOMPLETE = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """The shared options as they were given."""

    form: str | None
    reports: tuple[str, ...]
    fail_on: str
    group: str
    most: int
    most_each: int
    shapes: tuple[str, ...]
    focus: tuple[str, ...]
    baseline: Path | None
    update: bool
    reason: str
    until: str
    require_targets: bool


def reporting(group: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The options, handed to the command as one `wishes`; `group` is how it groups findings by itself."""

    def decorate(command: Callable[..., int]) -> Callable[..., int]:
        def called(*words: Any, **given: Any) -> int:
            taken = {name: given.pop(name) for name in Wishes.__slots__}
            return command(*words, wishes=Wishes(**taken), **given)

        called.__doc__, called.__name__ = command.__doc__, command.__name__
        for option in reversed(_options(group)):
            called = option(called)
        return called

    return decorate


def _options(group: str) -> list[Callable[[Callable[..., int]], Callable[..., int]]]:
    known = ", ".join(FORMATS)
    file = click.Path(dir_okay=False, path_type=Path)
    return [
        click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="What stdout gets [default: table]."),
        click.option(
            "--report", "reports", multiple=True, metavar="FORMAT=FILE",
            help=f"Write a report to FILE, - for stdout; may be given several times. FORMAT: {known}.",
        ),
        click.option(
            "--fail-on", type=click.Choice([*SEVERITIES, NONE]), default="violation", show_default=True,
            help="The least grave finding that makes the exit status 1.",
        ),
        click.option(
            "--group-by", "group", type=click.Choice(GROUPS), default=group, show_default=True,
            help="What findings are shown together for people.",
        ),
        click.option("--max", "most", type=click.IntRange(0), default=MOST, show_default=True,
                     help="Show people so many findings; 0: all."),
        click.option("--max-per-shape", "most_each", type=click.IntRange(0), default=0, metavar="N",
                     help="Show people so many of each group; 0: all."),
        click.option("--shape", "shapes", multiple=True, metavar="NAME",
                     help="Only findings of this shape or rule; * stands for anything."),
        click.option("--focus", multiple=True, metavar="ID", help="Only findings about this node: an id or an IRI."),
        click.option("--baseline", type=file, metavar="FILE",
                     help="Known findings [default: kg-baseline.yaml of the case]."),
        click.option("--update-baseline", "update", is_flag=True, help="Accept what is found now: write the baseline."),
        click.option("--reason", default="", help="Why, for the entries that --update-baseline adds."),
        click.option("--until", default="", metavar="DAY", help="When these entries end, such as 2027-01-31."),
        click.option("--require-targets", is_flag=True, help="A shape that looks at no node is a violation."),
    ]  # fmt: skip


def deliver(
    options: Options, wishes: Wishes, report: Report, command: str, root: Path | None, size: str = "", main: str = ""
) -> int:
    """Narrow the report to what was asked for, hold it against the baseline, write it, and return the exit status.

    `size` says in words how much was looked at, and `main` which file stands for all input.
    """
    from kg.cli.narrowing import known, narrowed, required

    places = _places(wishes)
    asked = required(narrowed(report.marked(), wishes.shapes, wishes.focus), wishes)
    final = known(options, asked.marked(), wishes, root).marked()
    _write(options, places, final, _about(options, wishes, command, root, main))
    left_out = f"; {final.left_out}" if final.left_out else ""
    note(options, f"{size}{': ' if size else ''}{final.summary()}{left_out}")
    return INCOMPLETE if final.incomplete else int(fails(final, wishes.fail_on))


def fails(report: Report, fail_on: str) -> bool:
    """Whether a finding is grave enough for exit status 1."""
    from kg.findings import Severity

    return fail_on != NONE and report.at_least(Severity[fail_on.upper()])


def _about(options: Options, wishes: Wishes, command: str, root: Path | None, main: str) -> About:
    from kg.cli.report import painter
    from kg.read.files import SETTINGS
    from kg.reports import About

    paint = painter(colour=coloured(options))
    return About(
        command, root, wishes.group, wishes.most, wishes.most_each, paint,
        brief=command == "kg check", fail_on=wishes.fail_on, main=main or SETTINGS,
    )  # fmt: skip


def _places(wishes: Wishes) -> list[tuple[str, str]]:
    """Which format goes where; one of them may have stdout, and the table has it where none does."""
    found = [_place(words) for words in wishes.reports]
    if wishes.form or not any(file == STDOUT for _, file in found):
        found = [(wishes.form or "table", STDOUT), *found]
    files = [file for _, file in found]
    for file in files:
        if files.count(file) > 1:
            what = "stdout" if file == STDOUT else file
            raise UsageError(f"two reports go to {what}", remedy="give each a place of its own")
    return found


def _place(words: str) -> tuple[str, str]:
    form, mark, file = words.partition("=")
    if not (mark and file) or form not in FORMATS:
        remedy = f"write FORMAT=FILE, such as json=report.json; FORMAT is one of {', '.join(FORMATS)}"
        raise UsageError(f"--report {words!r} is not understood", remedy=remedy)
    return form, file


def _write(options: Options, places: list[tuple[str, str]], report: Report, about: About) -> None:
    from kg.reports import write

    files: dict[Path, Iterator[str]] = {
        Path(file): write(form, report, about) for form, file in places if file != STDOUT
    }
    target.save(files)
    for form in (form for form, file in places if file == STDOUT):
        target.show(write(form, report, about))
    for file in files:
        note(options, f"wrote {file}")
