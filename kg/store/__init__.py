"""The store: the only place that knows an engine (pyoxigraph).

    parse       RDF of any syntax → quads
    serialize   quads → RDF of any syntax
    Store       quads on disk or in memory, read by pattern or by SPARQL
    Result      what a query gives: columns and rows, or true/false

Terms go in and come out as N-Triples text, as everywhere else: no engine's object leaves this package, so the engine
can be exchanged here, and text sorts, hashes and compares without it. Graph names are bare IRIs.
"""

from kg.store.faults import SyntaxFault
from kg.store.parsing import parse
from kg.store.serializing import serialize
from kg.store.store import UNION, Dataset, Result, Store

__all__ = ["UNION", "Dataset", "Result", "Store", "SyntaxFault", "parse", "serialize"]
