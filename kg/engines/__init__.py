"""SHACL engines behind one interface: bytes in, results out, whoever checks.

results    an engine's report, read once for all of them
shifty     pyshifty, the default
reference  pySHACL, which the tests compare it with
apart      an engine in a process of its own: a crash is an error, a hang has an end
child      that process

Making an engine costs nothing: it imports its library when it runs.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from kg.engines.reference import PyshaclEngine
from kg.engines.results import Engine
from kg.engines.shifty import ShiftyEngine
from kg.errors import EngineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AUTO", "CHOICES", "DEFAULT", "ENGINES", "Choice", "Engine", "auto", "engine"]

DEFAULT, AUTO = "shifty", "auto"
LOCAL: dict[str, type[ShiftyEngine | PyshaclEngine]] = {"shifty": ShiftyEngine, "pyshacl": PyshaclEngine}
ENGINES: dict[str, Callable[[], Engine]] = {**LOCAL}
CHOICES = (AUTO, *ENGINES)
LIBRARIES = {"shifty": "shifty", "pyshacl": "pyshacl"}

Choice = str | Engine
"""The name of an engine that runs in this process, or an engine that was made elsewhere."""


def engine(choice: Choice = DEFAULT) -> Engine:
    """A fresh engine of that name, or the engine itself; UsageError for a name that none has."""
    if not isinstance(choice, str):
        return choice
    if choice not in ENGINES:
        raise UsageError(f"no SHACL engine is called {choice!r}", remedy=f"choose one of {', '.join(ENGINES)}")
    return ENGINES[choice]()


def auto() -> str:
    """The name of the quickest engine that is installed; EngineError where none is."""
    for name, library in LIBRARIES.items():
        if find_spec(library) is not None:
            return name
    raise EngineError("no SHACL engine is installed", remedy="install one: `pip install pyshifty`")
