"""Measures of a network: what each is, what it means here, and how it misleads.

counted    what measures count
model      a measure, and what it gives
degree     neighbours and roots
between    betweenness, PageRank
cuts       articulation points, bridges
groups     communities, brokers
activity   years
gather     several measures of one network
write      tables, CSV, JSON

Each measure's page is the docstring of its function.
"""

from kg.network.measures.gather import MEASURES, OF_NODES, Measured, annotated, measured
from kg.network.measures.model import Found, Measure

__all__ = ["MEASURES", "OF_NODES", "Found", "Measure", "Measured", "annotated", "measured"]
