"""In which order the tests run: what takes longest first, so that at the end no worker is left alone with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

LONGEST = ("tests/test_readme.py", "tests/test_shapes.py", "tests/test_guide.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
