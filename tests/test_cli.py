"""The command line's base: what it imports, how it refuses, and what its exit statuses mean."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from kg import __version__
from kg.cli import main, output
from kg.cli.errors import guarded
from kg.cli.lazy import LazyGroup
from kg.cli.options import Options, pass_options
from kg.cli.output import coloured, console, note, steps
from kg.cli.root import kg
from kg.cli.table import COMMANDS
from kg.errors import CaseError, FindingsError, Incomplete, KgError, QueryError
from kg.findings import Finding, Position, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAVY = {
    "edtf",
    "lxml",
    "networkx",
    "pyoxigraph",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "rich",
    "sentencex",
    "shifty",
    "yaml",
}
FINDING = Finding(
    Position("claims/a.yaml", 3, 7), Severity.VIOLATION, "unknown-key", "no such key", "drop it", "colour:"
)


def run(*words: str, stdout: int = subprocess.PIPE, **variables: str) -> subprocess.CompletedProcess[str]:
    """`kg` in a process of its own, as a shell starts it."""
    environment = {**os.environ, **variables}
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, env=environment, check=False)


# Help


def test_help_imports_no_engine_and_no_command() -> None:
    script = "import sys; from kg.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & HEAVY
    assert not loaded & {entry.place.split(":")[0] for entry in COMMANDS.values()}
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_summary_in_the_table_is_the_first_line_of_the_commands_help(name: str) -> None:
    command = kg.get_command(click.Context(kg), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").splitlines()[0] == COMMANDS[name].summary


def test_every_command_module_is_in_the_table() -> None:
    folder = Path(__file__).parents[1] / "kg/cli"
    modules = {path.stem: path for path in folder.glob("*.py")} | {
        p.parent.name: p for p in folder.glob("*/__init__.py")
    }
    texts = {f"kg.cli.{name}": path.read_text(encoding="utf-8") for name, path in modules.items()}
    commands = {name for name, text in texts.items() if "@click.command" in text or "@click.group(name=" in text}
    assert commands == {entry.place.split(":")[0] for entry in COMMANDS.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_explains_itself(name: str) -> None:
    command = kg.get_command(click.Context(kg), name)
    assert command is not None
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert not [option.name for option in options if not option.help and not option.hidden]


def test_an_entry_that_names_no_command_is_a_bug() -> None:
    group = LazyGroup()
    group.table = {"path": COMMANDS["init"]._replace(place="pathlib:Path")}
    with pytest.raises(TypeError, match="pathlib:Path is not a click command"):
        group.get_command(click.Context(group), "path")


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"kg {__version__}\n")


# Refusals


def test_no_command_shows_help_and_is_a_usage_error() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: kg" in done.stderr


def test_unknown_command_gets_a_suggestion() -> None:
    done = run("qurey")
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'qurey'. Did you mean 'query'?" in done.stderr


def test_unknown_command_without_a_likeness_gets_none() -> None:
    done = run("zzz")
    assert done.returncode == 2
    assert "Did you mean" not in done.stderr


def test_unknown_option_gets_a_suggestion() -> None:
    done = run("--vers")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--version" in done.stderr


def test_a_case_folder_that_is_not_there() -> None:
    done = run("--case", "no-such-folder", "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'no-such-folder' does not exist" in done.stderr


def test_a_folder_without_a_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="kg init"):
        Options(case=tmp_path).root()


def test_the_case_is_found_from_a_folder_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "data" / "claims"
    inside.mkdir(parents=True)
    (tmp_path / "kg.yaml").touch()
    monkeypatch.chdir(inside)
    assert Options().root() == tmp_path.resolve()


# Exit statuses


def raiser(error: BaseException) -> object:
    raise error


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KgError("no", remedy="try yes", where="a.yaml:1:2"), 2, "kg: a.yaml:1:2: no\n  remedy: try yes\n"),
        (QueryError("no query"), 2, "kg: no query\n"),
        (Incomplete("cut short"), 3, "kg: cut short\n"),
        (
            FindingsError([FINDING]),
            1,
            f"{FINDING}\n1 violation\nkg: stopped, since the case's files hold violations",
        ),
        (KeyboardInterrupt(), 130, "kg: interrupted\n"),
        (click.Abort(), 130, "kg: interrupted\n"),
        (click.ClickException("off"), 2, "Error: off\n"),
        (PermissionError(errno.EACCES, "Permission denied", "build"), 2, "kg: build: Permission denied\n"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_what_is_raised_becomes_a_message_and_a_status(
    error: BaseException, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(lambda: raiser(error)) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(told)


@pytest.mark.parametrize(("outcome", "status"), [(None, 0), (0, 0), (1, 1), (3, 3), ("text", 0)])
def test_what_a_command_returns_is_its_status(outcome: object, status: int) -> None:
    assert guarded(lambda: outcome) == status


def test_a_bug_says_so_without_quoting_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_DEBUG", raising=False)
    assert guarded(lambda: raiser(ValueError("a protected name"))) == 70
    err = capsys.readouterr().err
    assert "internal error: ValueError at kg/cli/errors.py:" in err
    assert "This is a bug in kg" in err
    assert "protected name" not in err
    assert "Traceback" not in err


def test_a_bug_shows_its_trace_when_asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DEBUG", "1")
    assert guarded(lambda: raiser(ValueError("why"))) == 70
    assert "ValueError: why" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run("completion", "zsh", stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", [("completion", "zsh"), ("--help",)])
def test_a_full_disk_is_told(words: Sequence[str]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    done = run(*words, stdout=full)
    os.close(full)
    assert done.returncode == 2
    assert done.stderr.startswith("kg: cannot write the result: No space left on device\n")


def test_a_long_list_of_findings_says_what_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    many = [FINDING._replace(position=Position("claims/a.yaml", line, 1)) for line in range(1, 56)]
    other = FINDING._replace(position=Position("claims/b.yaml", 1, 1), severity=Severity.WARNING, rule="left-out")
    assert guarded(lambda: raiser(FindingsError([*many, other]))) == 1
    lines = capsys.readouterr().err.splitlines()
    assert sum("[unknown-key]" in line for line in lines) == 50
    assert lines[-5:-1] == [
        "… and 6 more:",
        "         5 × unknown-key",
        "         1 × left-out",
        "55 violations, 1 warning",
    ]


# Output


class Terminal(io.StringIO):
    """A stream that says a person watches it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("options", "variable", "stream", "wanted"),
    [
        (Options(), "", Terminal(), True),
        (Options(), "1", Terminal(), False),
        (Options(colour=False), "", Terminal(), False),
        (Options(), "", io.StringIO(), False),
    ],
    ids=["terminal", "NO_COLOR", "--no-color", "pipe"],
)
def test_colour(
    options: Options, variable: str, stream: io.StringIO, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    monkeypatch.setattr(sys, "stdout", stream)
    assert coloured(options) is wanted
    assert console(options).no_color is not wanted


def test_notes_go_to_stderr_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    note(Options(), "read 3 files")
    note(Options(quiet=True), "read 4 files")
    assert capsys.readouterr() == ("", "read 3 files\n")


@pytest.mark.parametrize(
    ("stream", "quiet", "drawn"), [(Terminal, False, True), (Terminal, True, False), (io.StringIO, False, False)]
)
def test_progress_is_for_a_watching_person(
    stream: type[io.StringIO], quiet: bool, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = stream()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(output, "PATIENCE", 0.1)
    with steps(Options(quiet=quiet)) as say:
        say("reading")
        say("resolving")
        time.sleep(0.4)  # the work takes its time
    assert ("resolving" in screen.getvalue()) is drawn


def test_quick_work_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with steps(Options()) as say:
        say("reading")
    assert screen.getvalue() == ""


def test_global_options_reach_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Options] = []

    @click.command()
    @pass_options
    def look(options: Options) -> None:
        seen.append(options)

    monkeypatch.setattr(kg, "table", {"look": COMMANDS["check"]})
    monkeypatch.setattr(kg, "get_command", lambda _context, _name: look)
    assert main(["-C", str(tmp_path), "--no-color", "--quiet", "look"]) == 0
    assert main(["look"]) == 0
    assert seen == [Options(case=tmp_path, colour=False, quiet=True), Options()]


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_KG_COMPLETE" in done.stdout


def test_completion_of_a_shell_that_is_not_known() -> None:
    done = run("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")


def test_words_are_completed_from_the_table() -> None:
    done = run(_KG_COMPLETE="fish_complete", COMP_WORDS="kg qu", COMP_CWORD="qu")
    assert f"query\t{COMMANDS['query'].summary}" in done.stdout
    assert "network" not in done.stdout


@pytest.mark.parametrize(
    ("words", "begun", "wanted"),
    [
        ("kg network", "rou", "routes"),
        ("kg network -f", "gra", "graphml"),
        ("kg network --measure", "bet", "betweenness"),
        ("kg measures", "bro", "brokers"),
        ("kg measures -n", "att", "attribution"),
        ("kg compare", "sev", "several-roots"),
        ("kg network -p", "und", "undisputed"),
    ],
)
def test_names_of_networks_are_completed(words: str, begun: str, wanted: str) -> None:
    done = run(_KG_COMPLETE="fish_complete", COMP_WORDS=f"{words} {begun}", COMP_CWORD=begun)
    assert wanted in done.stdout


@pytest.mark.parametrize("group", ["claim", "judge", "source"])
def test_the_help_of_a_group_cuts_no_summary(group: str) -> None:
    shown = run(group, "--help").stdout
    assert "..." not in shown.rpartition("Commands:")[2]


@pytest.mark.parametrize(("words", "status"), [("query --list", 2), ("--version", 2), ("fmt --check", 0)])
def test_a_closed_stdout_is_a_bad_stream_and_no_bug(words: str, status: int) -> None:
    command = f"{sys.executable} -m kg {words} >&-"
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S602
    assert (done.returncode, "cannot write the result" in done.stderr) == (status, bool(status)), done.stderr


def test_a_closed_stderr_stops_nothing() -> None:
    command = f"{sys.executable} -m kg fmt --check 2>&-"
    assert subprocess.run(command, shell=True, check=False).returncode == 0  # noqa: S602
