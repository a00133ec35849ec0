"""RDF that others wrote: read in any syntax, looked at a second time for places, and held against its vocabulary.

syntaxes    which syntax a text is in, by its name or by how it begins
opening     files, folders, standard input and what is compressed, as bytes
guard       what is refused before a parser sees it
files       a file as quads, under a name that people know it by
axioms      what follows from the subclasses and subproperties of somebody's ontology
vocabulary  which classes and properties there are
terms       those that data use and no vocabulary has
dropped     keys of JSON-LD that a parser passes over
imports     what files import and nobody gave
nameless    what nodes without a name are called
places      where statements stand, by
second      a second look at the text of each file
"""

from kg.foreign.axioms import Axioms
from kg.foreign.files import SYNTAXES, File, read, read_all

__all__ = ["SYNTAXES", "Axioms", "File", "read", "read_all"]
