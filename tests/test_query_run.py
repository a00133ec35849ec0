"""A query can be stopped: by its row limit, its time limit, and by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import EngineError
from kg.quads import text_of
from kg.query import run
from kg.store import Result, Store, SyntaxFault
from tests.asking import CLAIMS, ask, built, many, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RUNAWAY = "SELECT (SUM(?x * ?y * ?z) AS ?n) { ?a kg:number ?x . ?b kg:number ?y . ?c kg:number ?z }"
ENDLESS = "SELECT ?x ?y ?z { ?a kg:number ?x . ?b kg:number ?y . ?c kg:number ?z }"
ENV = {**os.environ, "PYTHONUNBUFFERED": "", "NO_COLOR": "1"}
CAUGHT: dict[str, Any] = {"capture_output": True, "env": ENV}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three thousand numbers: their product has 27 thousand million rows."""
    return built(tmp_path_factory.mktemp("runaway") / "case", many(3000))


def kg(case: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "kg", "-C", str(case), "query", *words]


def test_all_rows_arrive_in_order_over_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 7)
    monkeypatch.setattr(run, "AHEAD", 2)
    store = numbers(500)
    with ask("SELECT ?n { ?s kg:number ?n } ORDER BY ?n", store=store) as answer:
        assert [int(text_of(row[0] or "")) for row in answer] == list(range(500))
    assert (answer.incomplete, answer.rows_given, answer.running) == ("", 500, False)


@pytest.mark.parametrize(("limit", "given", "cut"), [(0, 0, True), (2, 2, True), (3, 3, False), (9, 3, False)])
def test_a_limit_knows_whether_it_cut(limit: int, given: int, cut: bool) -> None:
    with ask(CLAIMS, limit=limit) as answer:
        assert len(list(answer)) == given
    assert answer.incomplete == (f"stopped after {limit} rows (--limit)" if cut else "")


def test_a_limit_ends_an_endless_query_at_once() -> None:
    with ask(ENDLESS, store=numbers(3000), limit=2500) as answer:
        assert sum(1 for _ in answer) == 2500
    answer._thread.join(5)
    assert not answer.running


class Slow(Store):
    """A store whose rows come one every so often, and may fail at the end."""

    def __init__(self, gap: float, count: int, *, fails: bool = False) -> None:
        super().__init__(numbers(0)._engine)
        self.gap, self.count, self.fails = gap, count, fails

    def evaluate(self, *_: object, **__: object) -> Result:
        return Result("select", ("n",), self.trickle())

    def trickle(self) -> Iterator[tuple[str | None, ...]]:
        for number in range(self.count):
            time.sleep(self.gap)
            yield (f'"{number}"',)
        if self.fails:
            raise EngineError("the disk is gone")


def test_what_was_found_before_the_time_is_given() -> None:
    with ask("SELECT ?n {}", store=Slow(0.02, 1000), timeout=0.3) as answer:
        found = [text_of(row[0] or "") for row in answer]
    assert answer.incomplete == "stopped after 0.3 seconds (--timeout)"
    assert 1 <= len(found) < 100
    assert found == [str(number) for number in range(len(found))]


def test_slow_rows_arrive_before_a_batch_is_full() -> None:
    with ask("SELECT ?n {}", store=Slow(0.1, 30)) as answer:
        start = time.monotonic()
        assert next(iter(answer)) == ('"0"',)
        assert time.monotonic() - start < 2


def test_an_engine_that_fails_half_way_is_an_error_not_an_end() -> None:
    with ask("SELECT ?n {}", store=Slow(0, 2500, fails=True)) as answer, pytest.raises(EngineError, match="disk"):
        list(answer)


def test_no_time_to_begin_with() -> None:
    with ask("SELECT ?x { ?s kg:number ?x }", store=Slow(0, 5), timeout=1e-9) as answer:
        list(answer)
    assert answer.columns in {("x",), ("n",)}


def test_what_is_wrong_with_a_query_is_told_before_any_row() -> None:
    with pytest.raises(Exception, match="does not parse") as caught, ask("SELECT ?s { ?s ?p }"):
        pass
    assert isinstance(caught.value.__cause__, SyntaxFault)


@pytest.mark.parametrize("query", [RUNAWAY, ENDLESS + " ORDER BY ?x ?y ?z"])
def test_a_runaway_query_ends_when_its_time_is_over(case: Path, query: str) -> None:
    start = time.monotonic()
    done = subprocess.run(kg(case, "-q", query, "--timeout", "0.5", "--format", "csv"), check=False, **CAUGHT)
    assert time.monotonic() - start < 5
    assert done.returncode == 3
    assert b"kg: incomplete: stopped after 0.5 seconds (--timeout)" in done.stderr
    assert done.stdout.endswith(b"# incomplete: stopped after 0.5 seconds (--timeout)\n")
    assert done.stdout.startswith((b"n\r\n", b"x,y,z\r\n"))


def test_an_endless_answer_gives_what_it_has(case: Path) -> None:
    done = subprocess.run(kg(case, "-q", ENDLESS, "--timeout", "0.5", "--format", "jsonl"), check=False, **CAUGHT)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, len(lines) > 1000) == (3, True)
    assert lines[-1] == '{"incomplete":"stopped after 0.5 seconds (--timeout)"}'


@pytest.mark.parametrize("query", [RUNAWAY, ENDLESS])
def test_ctrl_c_works_at_once(case: Path, query: str) -> None:
    process = subprocess.Popen(
        kg(case, "-q", query, "--format", "json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
    )
    reader = process.stdout
    assert reader is not None
    head = reader.read(8) if query is ENDLESS else b""
    if not head:
        time.sleep(1.5)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    rest, error = process.communicate(timeout=10)
    assert time.monotonic() - start < 3
    assert process.returncode == 130
    assert b"interrupted" in error
    assert b"Traceback" not in error
    assert head + rest == b"" or (head + rest).startswith(b'{"head"')


def test_a_reader_that_stops_reading_ends_the_query(case: Path) -> None:
    process = subprocess.Popen(
        kg(case, "-q", ENDLESS, "--format", "csv"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"x,y,z\r\n"
    process.stdout.close()
    assert process.wait(10) == 0
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
