"""Who may import whom: a layer knows only those below it, and each engine has one owner."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From low to high. Neighbours in one layer do not know each other.
LAYERS = (
    {"findings", "screen"},
    {"errors", "paper"},
    {"quads", "git"},
    {"store"},
    {"schema"},
    {"read", "foreign"},
    {"resolve"},
    {"compile"},
    {"derive"},
    {"contradictions"},
    {"build", "tidy"},
    {"tell", "judge", "reports", "engines"},
    {"validate", "query", "network", "explain", "export", "init", "source", "timeline", "sheets", "conflicts"},
    {"diff", "matrix", "entry", "lint", "path"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

OWNERS = {
    "click": ("kg.cli",),
    "rich": ("kg.cli",),
    "pyoxigraph": ("kg.store",),
    "pypdfium2": ("kg.source.extract.pdf",),
    "selectolax": ("kg.source.extract.html", "kg.source.extract.metadata"),
    "shifty": ("kg.engines",),
    "pyshacl": ("kg.engines",),
    "pyparsing": ("kg.engines",),  # pySHACL passes its errors through
    "networkx": ("kg.network",),
    "rustworkx": ("kg.network.heavy",),
    "pyarrow": ("kg.network.formats.parquet",),
    "reportlab": ("kg.network.picture",),
    "resvg_py": ("kg.network.picture",),
    "yaml": ("kg.read",),
    "openpyxl": ("kg.sheets",),
    "edtf": ("kg.resolve",),
    "sentencex": ("kg.resolve",),
    "rapidfuzz": ("kg.resolve", "kg.schema.suggest", "kg.query"),
    "rdflib": ("kg.validate", "kg.engines", "kg.export", "kg.foreign.lists"),
}


def imported(path: Path) -> set[str]:
    """Dotted names of all modules that a file imports, inside functions and for types too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names |= {f"kg.{alias.name}" for alias in node.names} if module == "kg" else {module}
    return names - {"kg.__version__", "__future__"}


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    files = sorted((ROOT / "kg").rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


MODULES = {name: path for name, path in modules().items() if name != "kg"}


def within(module: str, owners: tuple[str, ...]) -> bool:
    return any(module == owner or module.startswith(f"{owner}.") for owner in owners)


@pytest.mark.parametrize("module", MODULES)
def test_a_layer_knows_only_those_below_it(module: str) -> None:
    package = module.split(".")[1]
    assert package in LEVEL, f"give kg.{package} its layer here"
    known = {name.split(".")[1] for name in imported(MODULES[module]) if name.startswith("kg.")} - {package}
    above = {name for name in known if LEVEL[name] >= LEVEL[package]}
    assert not above, f"{module} must not import {', '.join(sorted(above))}"


@pytest.mark.parametrize("module", MODULES)
def test_an_engine_is_imported_by_its_owner_alone(module: str) -> None:
    engines = {name.split(".")[0] for name in imported(MODULES[module])} - sys.stdlib_module_names - {"kg"}
    strangers = {engine for engine in engines if not within(module, OWNERS.get(engine, ()))}
    assert not strangers, f"{module} must not import {', '.join(sorted(strangers))}"


def test_every_layer_that_is_named_exists() -> None:
    assert LEVEL.keys() == {name.split(".")[1] for name in MODULES}
