"""`kg explain`: one thing, and everything the case holds about it, down to words, file and line."""

from kg.explain.gather import explain
from kg.explain.model import Content, Explained, Resting
from kg.explain.text import render

__all__ = ["Content", "Explained", "Resting", "explain", "render"]
