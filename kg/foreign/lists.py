"""The vocabularies that a library has lists of, by namespace, kept as JSON.

To load the library takes longer than to check small data. The file's name tells which copy of the library it was made
of, so it can be missing but never stale. Where no folder can be written, nothing is kept.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from kg.schema.cache import folder, keep

Lists = dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def listed() -> Lists:
    """Terms by namespace."""
    try:
        path = _path()
        kept = json.loads(path.read_text("utf-8"))
        return {str(base): frozenset(map(str, terms)) for base, terms in kept.items()}
    except (OSError, RuntimeError, ValueError, AttributeError, TypeError):
        found = _of_library()
        _remember(found)
        return found


def _of_library() -> Lists:
    import rdflib.namespace as lists  # late: see above

    kinds = [each for each in vars(lists).values() if isinstance(each, type(lists.DefinedNamespace))]
    return {
        str(each): frozenset(
            [str(name) for name in dir(each) if str(name).startswith(str(each))]
            + [f"{each}{local}" for local in each._extras]  # noqa: SLF001 - names that are Python's own words, too
        )
        for each in kinds
        if each is not lists.DefinedNamespace
    }


def _remember(lists: Lists) -> None:
    """Keep the lists for the next process."""
    with suppress(OSError, RuntimeError):
        keep(_path(), {base: sorted(terms) for base, terms in sorted(lists.items())})


def _path() -> Path:
    """Where the lists of the library that is installed are kept; raises OSError where there is none."""
    found = find_spec("rdflib")
    if found is None or found.origin is None:
        raise FileNotFoundError("rdflib")
    about = Path(found.origin).stat()
    return folder() / f"vocabularies-2-{about.st_size}-{about.st_mtime_ns}.json"
