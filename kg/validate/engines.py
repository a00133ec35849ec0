"""The engines by name. Making one costs nothing: it imports its library when it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.validate.pyshacl_engine import PyshaclEngine
from kg.validate.shifty_engine import ShiftyEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.validate.results import Engine

DEFAULT = "shifty"
ENGINES: dict[str, Callable[[], Engine]] = {"shifty": ShiftyEngine, "pyshacl": PyshaclEngine}


def engine(name: str = DEFAULT) -> Engine:
    """A fresh engine; UsageError for a name that none has."""
    if name not in ENGINES:
        raise UsageError(f"no SHACL engine is called {name!r}", remedy=f"choose one of {', '.join(ENGINES)}")
    return ENGINES[name]()
