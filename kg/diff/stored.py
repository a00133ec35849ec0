"""Answers of the named queries, kept beside a build: asking two states takes longer than all else in a comparison.

Decision: `kg build` writes them, each under the digest of its query's text, bound to the graph they come from; whoever
compares takes those that fit and asks the rest. Rejected: keeping them when they are first asked, which makes the
comparison somebody waits for the slow one. Consequence: an answer is never older than its graph or its query; a file
that is damaged, or was written by another version of the tool, is as good as none.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.quads import text_of
from kg.query import Answer, library, prepare
from kg.query.lookup import short
from kg.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.query.collection import Named

FILE = "answers.json"
LIMIT = 20.0  # seconds for one answer where somebody waits for the comparison
PATIENCE = 2.0  # seconds for one answer while building
Row = tuple[str, ...]


class Rows(NamedTuple):
    """The answer to a query: its columns, its rows in no order, and why they are not all, if they are not."""

    columns: tuple[str, ...]
    rows: frozenset[Row]
    incomplete: str = ""


def asked(case: Path | None) -> dict[str, Named]:
    """The named queries that need no parameter, by name."""
    found = library(case).items()
    return {name: query for name, query in found if all(param.default for param in query.header.params)}


def ask(query: Named, store: Store, limit: float = LIMIT) -> Rows:
    """Ask one of them."""
    with Answer(prepare(query.text, store, (), query.name), store, timeout=limit) as answer:
        rows = frozenset(tuple(_cell(term) for term in row) for row in answer)
    return Rows(tuple(answer.columns), rows, answer.incomplete)


def _cell(term: str | None) -> str:
    if term is None:
        return ""
    return short(term) if term.startswith("<") else text_of(term)


def digest(query: Named) -> str:
    """What an answer depends on besides the graph."""
    return hashlib.sha256(f"{__version__}\n{query.text}".encode()).hexdigest()


def written(lines: bytes, case: Path) -> Iterator[str]:
    """The file for a graph: all answers that come in good time, on lines of their own after one that proves them."""
    store = Store.memory()
    store.load(lines)
    rows = [line for query in asked(case).values() if (line := _line(query, store))]
    body = "".join(f"{line}\n" for line in rows)
    yield f"{_proof(hashlib.sha256(lines).hexdigest(), body)}\n"
    yield body


def _line(query: Named, store: Store) -> str:
    answer = ask(query, store, PATIENCE)
    if answer.incomplete:
        return ""
    return json.dumps([digest(query), answer.columns, sorted(answer.rows)], ensure_ascii=False)


def _proof(graph: str, body: str) -> str:
    return hashlib.sha256(f"{graph}\n{body}".encode()).hexdigest()


def stored(folder: Path, graph: str) -> Mapping[str, Rows]:
    """The answers that the build in this folder keeps of the graph with this digest, by the digest of their query."""
    try:
        proof, _, body = (folder / FILE).read_text("utf-8").partition("\n")
        if proof != _proof(graph, body):
            return {}
        known = (json.loads(line) for line in body.splitlines())
        return {name: Rows(tuple(columns), frozenset(map(tuple, rows))) for name, columns, rows in known}
    except (OSError, ValueError, TypeError):
        return {}
