"""pyshifty: the default engine, some thirty times as fast as the reference.

It is always given bytes, since it takes a string for an address to fetch; always looks at the data graph alone; and
refuses what it cannot check, where its own default is to pass over it in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.engines.results import ShaclResult, read_report
from kg.errors import EngineError, InputError

if TYPE_CHECKING:
    from shifty._shifty import PreparedValidator

INSTALL = "install it (`pip install pyshifty`), or choose `--engine pyshacl`"


class ShiftyEngine:
    """Keeps the plan of the shapes it saw last, so that many small graphs can be checked one after another."""

    name = "shifty"

    def __init__(self) -> None:
        self._shapes = b""
        self._prepared: PreparedValidator | None = None

    def run(self, data_ntriples: bytes, shapes: bytes) -> list[ShaclResult]:
        """Every result, sorted and unique."""
        return read_report(self.report(data_ntriples, shapes))

    def report(self, data_ntriples: bytes, shapes: bytes) -> str:
        """The engine's own report, in N-Triples."""
        validator = self._plan(shapes)
        try:
            report = validator.validate_w3c(
                data=data_ntriples,
                data_format="nt",
                graph_mode="data",
                run_infer=False,
                on_unsupported="error",
                sort_results=False,
            )
        except (ValueError, RuntimeError) as error:
            raise EngineError(f"pyshifty gave up: {error}", remedy="compare with `--engine pyshacl`") from error
        except BaseException as error:
            raise _crash(error) from error
        found: str = report._report_ntriples  # noqa: SLF001 - the only form without a Turtle parser in between
        return found

    def _plan(self, shapes: bytes) -> PreparedValidator:
        if self._prepared is not None and shapes == self._shapes:
            return self._prepared
        try:
            from shifty._shifty import PreparedValidator
        except ImportError as error:
            raise EngineError("the SHACL engine pyshifty is not installed", remedy=INSTALL) from error
        try:
            self._prepared = PreparedValidator(shapes=shapes, shapes_format="nt")
        except ValueError as error:
            raise InputError(f"the shapes cannot be used: {error}", remedy="mend the shape it names") from error
        except BaseException as error:
            raise _crash(error) from error
        self._shapes = shapes
        return self._prepared


def _crash(error: BaseException) -> BaseException:
    """A panic of the Rust code is no `Exception` and has no importable class; anything else (Ctrl-C) passes through."""
    if type(error).__name__ == "PanicException":
        return EngineError(f"pyshifty crashed: {error}", remedy="use `--engine pyshacl` and report the crash")
    return error
