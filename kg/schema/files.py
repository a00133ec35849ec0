"""Where the ontology and the shapes live: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import EngineError

_PACKAGE = Path(__file__).resolve().parent.parent
_HOMES = (_PACKAGE / "_data", _PACKAGE.parent)


def home(folder: str) -> Path:
    """The folder `ontology` or `shapes` that belongs to this copy of the tool."""
    for place in _HOMES:
        if (place / folder).is_dir():
            return place / folder
    raise EngineError(f"the tool's own folder `{folder}` is missing", remedy="install child-transfer-kg again")


def modules(folder: str) -> list[Path]:
    """Its Turtle modules, sorted by name."""
    return sorted(home(folder).glob("*.ttl"))
