"""Networks: views as `networkx` graphs, and those as files that other tools open.

project     one view of the store → nx.MultiDiGraph whose edges keep claims, stances and roots
flatten     that graph → two sorted tables that every format shares
layout      one position for each node
style       colour, size, line
formats     GEXF, GraphML, JSON, CSV
"""
