"""A claim told in full from the files as they are now, without a build: what whoever reviews it must see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.assembly import ontology_quads
from kg.quads import write
from kg.schema import data
from kg.store import Store
from kg.tell import Reader, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.build import Assembly
    from kg.tell import Told


class Fresh(Reader):
    """Reads an assembly that was never written."""

    def __init__(self, assembly: Assembly) -> None:
        store = Store.memory()
        store.load(write([*assembly.stated, *assembly.derived, *ontology_quads()]))
        super().__init__(store, Path())
        self.places = assembly.positions

    def entered(self, subject: str) -> str:
        """file:line of the first place where the subject was entered, or an empty text."""
        places = sorted(self.places.get((subject, ""), ()))
        return f"{places[0].file}:{places[0].line}" if places else ""


def in_full(assembly: Assembly, idents: Iterable[str]) -> list[Told]:
    """The claims of these ids, told whole; those that the case's audience may not see are left out."""
    reader = Fresh(assembly)
    known = (data(f"claim/{ident}") for ident in idents)
    return [told(reader, iri) for iri in known if (iri, "") in assembly.positions]
