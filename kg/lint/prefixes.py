"""One prefix, one namespace: over all files, or somebody who copies a line from one to another says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lint.pages import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.findings import Finding, Position
    from kg.lint.turtle import Turtle

CLASH, UNUSED = "lint-prefix-clash", "lint-prefix-unused"


class Table:
    """The prefixes of all files so far, and those that hold everywhere."""

    def __init__(self, everywhere: Mapping[str, str]) -> None:
        self._bases: dict[str, tuple[str, str]] = {name: (base, "kg itself") for name, base in everywhere.items()}
        self._names = {base: (name, where) for name, (base, where) in self._bases.items()}

    def add(self, name: str, base: str, place: Position) -> Iterator[Finding]:
        """Take in a declaration, and tell where it does not agree with those before it."""
        base_before, where = self._bases.setdefault(name, (base, str(place)))
        if base_before != base:
            message = f"`{name}:` stands for <{base}> here, and for <{base_before}> in {where}"
            yield found(CLASH, place, message, text=f"{name}: <{base}>")
            return
        name_before, where = self._names.setdefault(base, (name, str(place)))
        if name_before != name:
            message = f"<{base}> is `{name}:` here, and `{name_before}:` in {where}"
            yield found(CLASH, place, message, text=f"{name}: <{base}>")


def clashes(files: Iterable[Turtle], table: Table) -> Iterator[Finding]:
    """Prefixes that two files use for two things, and namespaces with two prefixes."""
    for file in files:
        for prefix in file.prefixes:
            yield from table.add(prefix.name, prefix.base, file.at(prefix.offset))


def unused(file: Turtle) -> Iterator[Finding]:
    """Prefixes that a file declares and no term of it has."""
    declared = {prefix.offset for prefix in file.prefixes}
    used = {
        token.text.partition(":")[0] for token in file.tokens if token.kind == "name" and token.start not in declared
    }
    for prefix in file.prefixes:
        if prefix.name not in used:
            yield found(UNUSED, file.at(prefix.offset), f"no term here has the prefix `{prefix.name}:`")
