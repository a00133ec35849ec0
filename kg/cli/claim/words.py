"""What completes the options of `kg claim`, read off the files; and whether a person is there to ask."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

_CLAIM = re.compile(r"^\s*(?:- )?\{?\s*id: *([a-z][a-z0-9-]*)", re.MULTILINE)


def watched() -> bool:
    """Whether a person sits at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def source_ids(context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """The ids of the sources whose files lie below data/sources."""
    from kg.read.nodes import Mapping
    from kg.read.yaml import read
    from kg.schema import CT, load

    key, found = load().classes[CT.Source].key, []
    for text, name in _texts(context, "sources"):
        content, _ = read(text, name)
        section = content.get(key) if isinstance(content, Mapping) else None
        found += list(section.entries) if isinstance(section, Mapping) else []
    return sorted(each for each in found if each.startswith(begun))


def claim_ids(context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """The ids of claims, as they stand in the files below data/claims."""
    found = {each for text, _ in _texts(context, "claims") for each in _CLAIM.findall(text)}
    return sorted(each for each in found if each.startswith(begun))


def codes(_context: click.Context, option: click.Parameter, begun: str) -> list[str]:
    """The codes of the list that an option takes: the option is called like the property, in its own spelling."""
    from kg.schema import CT, load

    schema, head = load(), {"stage": "codingStatus"}
    first, *rest = head.get(option.name or "", option.name or "").split("_")
    prop = schema.properties[CT[first + "".join(word.title() for word in rest)]]
    return sorted(key for cls in prop.ranges for key in schema.codes(cls) if key.startswith(begun))


def _texts(context: click.Context, folder: str) -> Iterator[tuple[str, str]]:
    """The YAML files of a folder of the case; none where there is no case, or a file cannot be read."""
    from kg.errors import KgError
    from kg.read.files import find_case

    try:
        root = find_case(context.find_root().params.get("case") or Path())
        for path in sorted((root / "data" / folder).rglob("*.yaml")):
            yield path.read_text("utf-8-sig"), path.name
    except (KgError, OSError, UnicodeDecodeError):
        return
