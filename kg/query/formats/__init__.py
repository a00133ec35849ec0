"""How an answer is written: one module for each family of formats.

    table            for people: names in place of IRIs, wrapped to the width; colour on a terminal only
    md               a Markdown table, names in place of IRIs
    csv tsv          SPARQL 1.1 results: exact, so a cell that begins with = stays (exports for spreadsheets alter it)
    json             SPARQL 1.1 results JSON, exact; an answer cut short has the member `incomplete`
    jsonl            an object a line, for scripts: IRIs and texts as strings, whole numbers and booleans as such
    ttl nt nq        the triples of a CONSTRUCT, sorted

An answer that was cut short says so in its last line (`# incomplete: …`; in json and jsonl as an object), on stderr,
and by the exit status 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from kg.errors import UsageError
from kg.query.naming import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query.run import Answer

MODULES = {
    "table": "table",
    "csv": "separated",
    "tsv": "separated",
    "json": "results",
    "jsonl": "results",
    "md": "markdown",
    "ttl": "graph",
    "nt": "graph",
    "nq": "graph",
}
PEOPLE = ("table", "md")  # formats that show names unless told otherwise
EXACT = ("tsv", "json", "ttl", "nt", "nq")  # formats whose standard leaves no room for a name


@dataclass(frozen=True, slots=True)
class Look:
    """How cells and tables look: what a term reads as, the width in characters, and whether colour is welcome."""

    cell: Callable[[str | None], str] = plain
    width: int = 120
    colour: bool = False


def check(name: str, kind: str) -> None:
    """Raise UsageError where an answer of that kind cannot be written so."""
    if MODULES[name] == "graph" and kind != "construct":
        rest = ", ".join(each for each, module in MODULES.items() if module != "graph")
        raise UsageError(f"{name} is for the triples of a CONSTRUCT", remedy=f"use --format {rest}")


def write(answer: Answer, name: str, out: TextIO, look: Look) -> None:
    """Write the answer in the format of that name; afterwards the answer knows whether it is incomplete."""
    import_module(f"{__name__}.{MODULES[name]}").write(answer, name, out, look)


def trailer(answer: Answer, out: TextIO) -> None:
    """The line that says that more there is; nothing where the answer is whole."""
    if answer.incomplete:
        out.write(f"# incomplete: {answer.incomplete}\n")
