"""Lint: what can be better in ontology, shapes, queries, policies and data files, before any graph is built.

    pages       the rules: a page of Markdown each, in `rules/`
    texts       a text under lint, and where in it something stands
    turtle      a second look at Turtle: where terms and prefixes stand
    known       which terms there are, and which were meant
    prefixes    one prefix, one namespace
    ontology    terms: what the shapes of the ontology say, and what they cannot
    shapes      shapes: reach, wording, SHACL's own rules
    sought      classes and properties that shapes look for
    queries     queries and policies
    voice       the editors' own words
    children    what could identify a child, in texts
    groups      the same, in what claims state
    entries     what the register and the sources hold: used, labelled, told apart
    case        the data files of a case
    looked      what looking at files came to
    files       files of any kind, each by its own rules
    gather      which files to look at
    report      what both say, as one report

Nothing is repeated that `kg check` says: the shapes look at the graph, lint at how files are written.
"""

from kg.lint.pages import Rule, page, rules
from kg.lint.report import Asked, lint

__all__ = ["Asked", "Rule", "lint", "page", "rules"]
