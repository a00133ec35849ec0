"""What a format cannot say in its own file goes into another beside it, so that nothing is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.network.formats.spelling import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.flatten import Network
    from kg.network.formats.base import Format


def sidecar(form: Format, network: Network, stem: str) -> dict[str, Iterator[str]]:
    """`STEM.FORMAT.notes.json`: what the network says of itself, and what this format changed or left out."""
    return {f"{stem}.{form.name}.notes.json": iter([f"{text(form.about(network))}\n"])}
