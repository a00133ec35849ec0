"""A network as a picture that can be printed: islands of communities, or a map where it is a network of places.

scene     what is on the page: discs, strokes, areas and words, each in a role
figure    a network → a scene: heading, drawing, legend, and the lines below
islands   where nodes stand on the page
chart     where places lie on a map, and the borders around them
atlas     those borders
strokes   edges as curves with arrows
labels    words that overlap nothing
below     the legend and what is said below the drawing
measure   how wide words are
theme     role → colour, for light, dark and paper
svg, png, pdf   a scene → a file
"""

from kg.network.picture.figure import figure

__all__ = ["figure"]
