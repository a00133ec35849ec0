"""The forms that a data file may have, told by its ending: YAML, JSON Lines, CSV. All become the same nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.read import yaml

if TYPE_CHECKING:
    from kg.findings import Finding
    from kg.read.nodes import Node

ENDINGS = (".yaml", ".yml")
RECORDS = (".jsonl", ".csv")
"""Files of one record a line; below `data/sources/` they are originals, not data files."""


def read(text: str, file: str) -> tuple[Node | None, list[Finding]]:
    """What a data file holds, and what is wrong with it; None where it is empty or cannot be read."""
    if file.endswith(".jsonl"):
        from kg.read import jsonl

        return jsonl.read(text, file)
    if file.endswith(".csv"):
        from kg.read import csv

        return csv.read(text, file)
    return yaml.read(text, file)
