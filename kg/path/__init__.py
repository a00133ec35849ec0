"""`kg path`: how two things are connected by what is said, each step down to words, source, file and line."""

from kg.path.gather import gather
from kg.path.model import Found, Step, Way
from kg.path.text import render

__all__ = ["Found", "Step", "Way", "gather", "render"]
