"""Which propositions speak of a thing: those in which it plays a role, and those that hold these.

That a claimant calls an order a crime, or denies it together with something else, belongs under the person who is said
to have given it; what is said under an article, under its treaty; what is said of an id that judgements hold to be one
with this, under both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.tell.one import one_with

if TYPE_CHECKING:
    from kg.tell.reader import Reader

ROLES = """
SELECT DISTINCT ?proposition WHERE {{
  {{ BIND (<{iri}> AS ?thing) }} UNION {{ GRAPH kg:graph\\/law {{ ?thing (ct:instrument|ct:partOf)+ <{iri}> }} }}
  GRAPH kg:graph\\/propositions {{ ?proposition (!rdf:type)+ ?thing }}
}} ORDER BY ?proposition
"""


def about(reader: Reader, iri: str) -> list[str]:
    """The IRIs of the propositions that speak of the thing, sorted."""
    rows = (row for one in one_with(reader, iri) for row in reader.select(ROLES.format(iri=one)))
    return sorted({row["proposition"] for row in rows})
