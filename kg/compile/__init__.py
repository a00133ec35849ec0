"""Closed records to quads: the only writer of the case's triples, and a pure function."""

from kg.compile.compile import Compiled, Pieces, compile_records
from kg.compile.propositions import SCHEME, name

__all__ = ["SCHEME", "Compiled", "Pieces", "compile_records", "name"]
