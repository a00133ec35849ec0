"""Role → colour. The types of nodes have those of the ontology, which can be told apart on white and on black."""

from __future__ import annotations

from kg.network.style import DISPUTED, LINE, OTHER, colours, web

Theme = dict[str, str]

LIGHT: Theme = {
    "paper": "#ffffff", "ink": "#1a1a1a", "faint": "#5c5c5c",
    "line": web(LINE), "disputed": web(DISPUTED), "held": web(LINE),
    "sea": "#eef3f7", "land": "#ffffff", "border": "#9aa5ad", "frame": "#9aa5ad",
}  # fmt: skip
DARK: Theme = {
    "paper": "#161616", "ink": "#eeeeee", "faint": "#aaaaaa",
    "line": "#b4b4b4", "disputed": "#ff9a4d", "held": "#b4b4b4",
    "sea": "#10161b", "land": "#232323", "border": "#5f6a72", "frame": "#5f6a72",
}  # fmt: skip
DASHES = {"dashed": (7.0, 4.0), "dotted": (1.5, 4.0)}
OTHER_TYPE = "type-other"


def role_of(kind: object) -> str:
    """The role of a node of a type."""
    return f"type-{kind}" if str(kind) in colours() else OTHER_TYPE


def themed(theme: Theme) -> Theme:
    """The theme with the types of nodes."""
    return theme | {OTHER_TYPE: web(OTHER)} | {f"type-{name}": web(colour) for name, colour in colours().items()}
