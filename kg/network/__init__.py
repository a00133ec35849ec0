"""Networks: views as `networkx` graphs, and those as files that other tools open.

project     one view of the store → nx.MultiDiGraph whose edges keep claims, stances and roots
evidence    what stands behind an edge
things      what a node is called
reader      values of the store, asked once
flatten     that graph → two sorted tables that every format shares
values      one attribute value, and one type for a column
layout      one position for each node
style       colour, size, line
formats     GEXF, GraphML, JSON, CSV
"""

from kg.network.flatten import Network, flatten
from kg.network.formats import FORMATS
from kg.network.project import policies, project, projections

__all__ = ["FORMATS", "Network", "flatten", "policies", "project", "projections"]
