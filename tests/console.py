"""`kg` as a shell starts it, in the tests' own process: Python and the engines are loaded once, not for every command.

What needs a process of its own (signals, locks, what is imported) uses `tests.test_cli.run`.
"""

from __future__ import annotations

from subprocess import CompletedProcess

from click.testing import CliRunner

from kg.cli import main

Done = CompletedProcess[str]


def kg(*words: str, stdin: str = "", **variables: str | None) -> Done:
    """Status and output of a command; a variable that is None is taken out of the environment."""
    with CliRunner().isolation(stdin, variables) as (out, err, _):
        status = main(words)
    return Done(words, status, out.getvalue().decode(), err.getvalue().decode())
