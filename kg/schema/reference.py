"""The reference of all terms as one Markdown page, made from the ontology so that it cannot say anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.schema.limits import Limits, limits
from kg.schema.load import load
from kg.schema.namespace import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema.terms import ClassTerm, PropertyTerm, Schema

MODULES = {
    "core": "Agents, places, dates, handling",
    "event": "Events, populations and what is said of them",
    "law": "Law and measures",
    "claim": "Sources, claims and judgements",
}
HEAD = """\
# Terms

Every class, key and code of the data files. Written by `kg schema terms` from the ontology (version {version}) and the
shapes; do not edit. A class in *italics* is written by the build alone. **Bold** keys must be given, `…` marks keys
that may be given more than once. What a key takes is a text or number, an `id`, a code of a list (linked), or a block.
"""


def reference(schema: Schema | None = None, allowed: Limits | None = None) -> str:
    """The page: classes by module with their keys, then the code lists."""
    return "\n".join(_lines(schema or load(), allowed or limits()))


def _lines(schema: Schema, allowed: Limits) -> Iterator[str]:
    yield HEAD.format(version=schema.version)
    for module, title in MODULES.items():
        yield f"## {title}\n"
        members = [cls for cls in schema.classes.values() if cls.module == module]
        for cls in sorted(members, key=lambda cls: cls.key):
            yield from _class(cls, schema, allowed)
    yield "## Code lists\n"
    lists = [cls for cls in schema.classes.values() if schema.codes(cls.iri)]
    for cls in sorted(lists, key=lambda cls: cls.key):
        yield from _codes(cls, schema)


def _class(cls: ClassTerm, schema: Schema, allowed: Limits) -> Iterator[str]:
    keys = schema.keys(cls.iri)
    yield f"### {cls.key if keys else f'*{cls.key}*'}\n"
    above = ", ".join(
        f"[{schema.classes[p].key}](#{schema.classes[p].key.lower()})" for p in cls.parents if p in schema.classes
    )
    yield f"{cls.label}: {cls.definition}.{f' A kind of {above}.' if above else ''}\n"
    if keys:
        yield "| key | takes | meaning |\n|---|---|---|"
        yield from (_row(cls, key, prop, schema, allowed) for key, prop in keys.items())
        yield ""


def _row(cls: ClassTerm, key: str, prop: PropertyTerm, schema: Schema, allowed: Limits) -> str:
    needed = allowed.is_needed(cls.iri, prop.iri, schema) and not prop.default
    many = "" if allowed.is_single(cls.iri, prop.iri, schema) else " …"
    name = f"**`{key}`**{many}" if needed else f"`{key}`{many}"
    default = f" Default: `{schema.concepts[prop.default].key}`." if prop.default in schema.concepts else ""
    return f"| {name} | {', '.join(_range(rng, schema) for rng in prop.ranges)} | {_cell(prop.definition)}{default} |"


def _range(rng: str, schema: Schema) -> str:
    cls = schema.classes.get(rng)
    return f"[{cls.key}](#{cls.key.lower()})" if cls and cls.module else f"`{shorten(rng)}`"


def _codes(cls: ClassTerm, schema: Schema) -> Iterator[str]:
    yield f"### {cls.key}\n"
    yield f"{cls.label}: {cls.definition}.\n"
    yield "| code | label | meaning |\n|---|---|---|"
    for key, code in sorted(schema.codes(cls.iri).items()):
        labels = " · ".join(code.labels[tag] for tag in ("en", "uk", "ru", "be") if tag in code.labels)
        yield f"| `{key}` | {_cell(labels)} | {_cell(code.definition)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
