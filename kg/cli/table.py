"""Every command of `kg`: where it lives, what it does in one line, and under which heading help shows it.

The summaries stand here, away from the commands, because help has to answer in a tenth of a second and a command's
module may import an engine. A test holds each summary to the first line of its command's own help.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: `module:attribute`, its one-line summary, and its heading in help."""

    place: str
    summary: str
    heading: str


CASE = "Work on a case"
ASK = "Ask"
TAKE = "Take results elsewhere"
HELPERS = "Help with typing"

COMMANDS = {
    "init": Entry("kg.cli.init:init", "Start a new case with one worked example.", CASE),
    "check": Entry("kg.cli.check:check", "Say what is wrong in the case's files, and how to mend it.", CASE),
    "build": Entry("kg.cli.build:build", "Build the graph of the case into build/.", CASE),
    "validate": Entry("kg.cli.validate:validate", "Validate the built case, or RDF files, against the shapes.", CASE),
    "lint": Entry(
        "kg.cli.lint:lint",
        "Say what in data files, ontology, shapes and queries could be better, and what could harm somebody.",
        CASE,
    ),
    "fmt": Entry("kg.cli.fmt:fmt", "Give new claims their ids and tidy the data files.", CASE),
    "source": Entry("kg.cli.source:source", "Hold documents: take them in, verify, update, and take down.", CASE),
    "claim": Entry("kg.cli.claim:claim", "Enter claims quote first, see how far they are, and review them.", CASE),
    "judge": Entry("kg.cli.judge:judge", "Sign what is the same, what is independent, and what no longer holds.", CASE),
    "query": Entry("kg.cli.query:query", "Ask the case a question: a named query, or your own SPARQL.", ASK),
    "explain": Entry("kg.cli.explain:explain", "Show what is said about one thing, by whom, and in which words.", ASK),
    "conflicts": Entry("kg.cli.conflicts:conflicts", "Show what claims cannot all hold, and what was answered.", ASK),
    "timeline": Entry(
        "kg.cli.timeline:timeline", "Show what is said to have happened when, and when it was said.", ASK
    ),
    "matrix": Entry("kg.cli.matrix:matrix", "Lay out what is said to each condition of a provision.", ASK),
    "path": Entry("kg.cli.path:path", "Show how two things are connected by what is said, step by step.", ASK),
    "measures": Entry(
        "kg.cli.measures:measures", "Measure a network: degree by roots, betweenness, communities and more.", ASK
    ),
    "compare": Entry(
        "kg.cli.compare:compare", "Show what differs in a network between two policies, dates or builds.", ASK
    ),
    "diff": Entry("kg.cli.diff:diff", "Show what changed between two states of the case.", ASK),
    "stats": Entry("kg.cli.stats:stats", "Count what the case holds.", ASK),
    "network": Entry(
        "kg.cli.network:network",
        "Write a network of actors: a picture, or a file for Gephi, Cytoscape or a script.",
        TAKE,
    ),
    "export": Entry("kg.cli.export:export", "Write the graph in an RDF format.", TAKE),
    "schema": Entry("kg.cli.schema:schema", "Print the JSON Schema of the data files, for editors.", HELPERS),
    "completion": Entry("kg.cli.completion:completion", "Print a script that completes kg's words.", HELPERS),
}
