"""Millions of small tuples, none of which ever points back: not worth the cyclic collector's time.

The collector walks everything alive each time a share of it is new, and so doubles the time of a large build. It is
paused for the length of a step and then as it was; reference counts free what the step no longer needs.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic collector; as a decorator, for the length of each call."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
