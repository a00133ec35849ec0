"""Sources entered by a test, at a fixed time, by one person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.source.describing import Order
from kg.source.entering import enter
from kg.source.taking import Wish

if TYPE_CHECKING:
    from kg.source.entering import Entered

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def order(place: Path | str, wish: dict[str, Any] | None = None, **more: Any) -> Order:
    """An order to take in a file, or an address."""
    return Order(Wish(str(place), **(wish or {})), "A. B.", now=lambda: NOW, **more)


def taken(root: Path, name: str, content: bytes, wish: dict[str, Any] | None = None, **more: Any) -> Entered:
    """The source that a file of this name and content becomes; the file lies beside the case."""
    file = root.parent / "incoming" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return enter(root, order(file, wish, **more))


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, to see that nothing was touched."""
    files = (path for path in sorted(Path(root).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
