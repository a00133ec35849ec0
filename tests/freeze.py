"""Frozen answers of the named queries, one file for each, beside the tests that compare them.

`python -m tests.freeze` asks every query of the real case again and writes `tests/queries/<name>.json`. Read the
difference before you commit it: it is what changed for whoever asks.
"""

from __future__ import annotations

import json
import shlex
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.build import canonical
from kg.query import Answer, library, prepare
from kg.query.prefixes import OURS
from kg.store import Store
from tests.seedcase import seed

if TYPE_CHECKING:
    from kg.query.collection import Named

ROOT = Path(__file__).parents[1]
# Queries about what only the whole case holds; the others are asked of the case as it began, whose answers are short.
WHOLE = {"conflicts", "material", "measures", "roots"}
FROZEN = Path(__file__).parent / "queries"


@cache
def case(*, whole: bool) -> Store:
    """The real case in memory, or the seed case."""
    store = Store.memory()
    store.load(canonical(ROOT if whole else seed()).lines)
    return store


def asked(query: Named) -> list[list[str]]:
    """The parameter lists to ask a query with: none, where it needs none, and those of its examples.

    Of the whole case only the examples are asked: everything in it changes with every claim that is entered.
    """
    examples = [shlex.split(example) for example in query.header.examples]
    given = [[word for flag, word in pairwise(words) if flag == "-p"] for words in examples]
    needs = query.name in WHOLE or any(not param.default for param in query.header.params)
    return [values for index, values in enumerate([*([] if needs else [[]]), *given]) if values or index == 0]


def answer(query: Named, values: list[str]) -> dict[str, object]:
    """What the query answers: its parameters, its columns, and its rows as short terms."""
    store = case(whole=query.name in WHOLE)
    with Answer(prepare(query.text, store, values, query.name), store) as found:
        rows = [[compact(term) for term in row] for row in found]
    assert not found.incomplete
    return {"values": values, "columns": list(found.columns), "rows": rows}


def compact(term: str | None) -> str | None:
    """A term with the longest of our prefixes that fits."""
    if term is None or not term.startswith("<"):
        return term
    known = [(base, prefix) for prefix, base in OURS.items() if term[1:].startswith(base)]
    base, prefix = max(known, key=lambda pair: len(pair[0]), default=("", ""))
    return f"{prefix}:{term[1 + len(base) : -1]}" if base else term


def frozen(query: Named) -> str:
    """The text of the query's file."""
    return "[" + ",\n".join(_lines(answer(query, values)) for values in asked(query)) + "]\n"


def _lines(found: dict[str, object]) -> str:
    """An answer as JSON with a row a line, so that a change shows as the rows that changed."""
    rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in cast("list[object]", found.pop("rows")))
    head = json.dumps(found, ensure_ascii=False)
    return f'{head[:-1]}, "rows": [\n{rows}\n]}}'


def main() -> None:
    """Write every file anew and say which changed."""
    FROZEN.mkdir(exist_ok=True)
    for stale in {path.stem for path in FROZEN.glob("*.json")} - library().keys():
        (FROZEN / f"{stale}.json").unlink()
        print(f"gone     {stale}")
    for name, query in library().items():
        path, text = FROZEN / f"{name}.json", frozen(query)
        same = path.is_file() and path.read_text("utf-8") == text
        path.write_text(text, "utf-8")
        print(f"{'same' if same else 'changed':8} {name}")


if __name__ == "__main__":
    main()
