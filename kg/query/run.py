"""Running a query so that it can be stopped.

The engine knows no time limit and does not hear Ctrl-C while it works. So it works in a daemon thread, which also draws
the rows (an ORDER BY does all its work when the first row is asked for), and the main thread waits no longer than it
was told to. A thread that is still inside the engine then cannot be ended: `leave` flushes what was given and ends the
process. Whatever the reason, an answer that was cut short says so.
"""

from __future__ import annotations

import os
import sys
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from kg.store import Result, Store

Row = tuple[str | None, ...]
BATCH, AHEAD = 1000, 50  # rows handed over at once; batches the engine may be ahead of the reader
TICK = 0.05  # seconds between looks at the clock
_END: list[Row] = []


class Question(Protocol):
    """What can be answered: a prepared query, or another that says what it is."""

    @property
    def kind(self) -> str: ...

    @property
    def columns(self) -> tuple[str, ...]: ...

    def evaluate(self, store: Store) -> Result: ...


class Answer:
    """The answer to a query while it arrives: iterate its rows once, then ask whether it is `incomplete`.

    `limit` is the most rows to give, `timeout` the seconds to wait; None is no bound. Use it as a context manager.
    """

    def __init__(
        self, query: Question, store: Store, *, limit: int | None = None, timeout: float | None = None
    ) -> None:
        self.query, self.limit, self.timeout = query, limit, timeout
        self.columns, self.truth, self.rows_given = query.columns, False, 0
        self.incomplete, self.interrupted = "", False
        self._until = monotonic() + timeout if timeout else None
        self._batches: SimpleQueue[list[Row]] = SimpleQueue()
        self._pending: list[Row] = []
        self._error: BaseException | None = None
        self._begun, self._done, self._stop, self._lock = Event(), Event(), Event(), Lock()
        self._thread = Thread(target=self._work, args=(store,), daemon=True, name="query")

    @property
    def kind(self) -> str:
        """`select`, `ask` or `construct`."""
        return self.query.kind

    def __enter__(self) -> Self:
        """Start, and wait until the columns are known, the time is over, or the query turns out to be wrong."""
        self._thread.start()
        try:
            while not self._begun.wait(TICK) and not self._late():
                pass
        except KeyboardInterrupt:
            self._interrupt()
        if self._error:
            raise self._error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(TICK)

    @property
    def running(self) -> bool:
        """Whether the engine is still at work although nobody waits for it any more."""
        return self._thread.is_alive()

    def __iter__(self) -> Iterator[Row]:
        """The rows, as they arrive; raises EngineError where the engine fails half-way."""
        try:
            for row in self._arriving():
                if self.limit is not None and self.rows_given == self.limit:
                    self.incomplete = f"stopped after {self.limit} rows (--limit)"
                    return
                self.rows_given += 1
                yield row
        except KeyboardInterrupt:
            self._interrupt()

    def _arriving(self) -> Iterator[Row]:
        """Rows until the engine's end mark or the end of the time, in the order in which it found them."""
        batch: list[Row] | None = None
        while batch != _END and not self._late():
            try:
                batch = self._batches.get(timeout=TICK)
            except Empty:
                batch = self._take_pending() or None
            yield from batch or ()
        if self.incomplete:
            yield from self._rest()
        elif self._error:
            raise self._error

    def _take_pending(self) -> list[Row]:
        """Rows that do not fill a batch yet, so that slow ones arrive as well."""
        with self._lock:
            if not self._batches.empty():
                return []
            taken, self._pending = self._pending, []
        return taken

    def _rest(self) -> Iterator[Row]:
        """What had been found when the time was over."""
        self._stop.set()
        while not self._batches.empty():
            yield from self._batches.get()
        yield from self._take_pending()

    def _late(self) -> bool:
        if self._until is not None and monotonic() > self._until and not self._done.is_set():
            self.incomplete = f"stopped after {self.timeout:g} seconds (--timeout)"
        return bool(self.incomplete)

    def _interrupt(self) -> None:
        self.incomplete, self.interrupted = "interrupted", True

    def _work(self, store: Store) -> None:
        """The engine's side, in a thread of its own."""
        try:
            result = self.query.evaluate(store)
            self._begin(result)
            most = None if self.limit is None else self.limit + 1
            for row in islice(result.rows, most):
                if self._stop.is_set():
                    return
                self._hand_over(row)
        except BaseException as error:  # noqa: BLE001 - raised again where the caller is, in the main thread
            self._error = error
        finally:
            self._done.set()
            self._begun.set()
            with self._lock:
                self._batches.put(self._pending)
                self._pending = []
            self._batches.put(_END)

    def _begin(self, result: Result) -> None:
        self.columns, self.truth = result.columns, result.truth
        self._begun.set()

    def _hand_over(self, row: Row) -> None:
        with self._lock:
            self._pending.append(row)
            if len(self._pending) < BATCH:
                return
            self._batches.put(self._pending)
            self._pending = []
        while self._batches.qsize() > AHEAD and not self._stop.wait(TICK):
            pass


def leave(status: int) -> NoReturn:
    """End the process now, with what was printed flushed: a thread inside the engine would hold it, or crash it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue  # nobody reads any more
    os._exit(status)
