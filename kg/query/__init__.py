"""Questions to the graph: SPARQL that can be trusted to end, to change nothing, and to stay on this machine.

    tokens      the pieces of a query
    safety      what is refused, and why
    prefixes    names that need no declaration
    dataset     which graphs are read
    header      what a query file says of itself
    collection  named queries, the tool's and the case's
    lookup      from a name to the entity or code that is meant
    params      values given by the user → terms
    binding     terms put into the query
    words       SPARQL's own words, to find a misspelt one
    prepared    all of the above, in order
    run         evaluation with a time limit, a row limit and Ctrl-C
    naming      terms as people read them
    formats     ways to write an answer

The engine is behind `kg.store`; nothing here imports one.
"""

from kg.query.collection import library, named
from kg.query.prepared import Prepared, prepare
from kg.query.run import Answer, leave

__all__ = ["Answer", "Prepared", "leave", "library", "named", "prepare"]
