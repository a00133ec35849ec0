"""kg: a knowledge graph of who says what about the transfer of children in armed conflict."""

__version__ = "0.1.0"
