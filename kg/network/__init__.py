"""Networks: views as `networkx` graphs, and those as files that other tools open.

project     one view of the store → nx.MultiDiGraph whose edges keep claims, stances and roots
asked       what its query gives, and must not give
narrow      as much of it as somebody wishes to see
drawn       edges that a projection draws itself
evidence    what stands behind an edge
joined      things, two of which are linked if something is said of both
paths       ways through these
things      what a node is called
reader      values of the store, asked once
flatten     that graph → two sorted tables that every format shares
values      one attribute value, and one type for a column
layout      one position for each node
measures    degree by roots, betweenness, communities …
heavy       those that plain Python is slow at
compare     two networks side by side; compared writes that
picture     a network as a page
style       colour, size, line
formats     GEXF, GraphML, CSV and others
"""

from kg.network.flatten import Network, flatten
from kg.network.formats import FORMATS
from kg.network.narrow import Wish, narrow
from kg.network.project import policies, project, projections, summaries

__all__ = ["FORMATS", "Network", "Wish", "flatten", "narrow", "policies", "project", "projections", "summaries"]
