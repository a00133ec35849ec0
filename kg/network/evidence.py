"""An edge's attributes: what is said, how firmly, by whom, where, in which words, and on how many roots it rests."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.network.reader import LABEL, last, tail
from kg.network.style import PUT_FORWARD
from kg.quads import RDF_TYPE, iri, text_of
from kg.schema import CT, OA, PROV, data, load

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.network.drawn import Drawn
    from kg.network.reader import Reader, Terms

TYPE = text_of(RDF_TYPE)
NO_STANCE = "noStance"


class Evidence:
    """Reads what stands behind the edges of one view; `graph` is the view's, as a term."""

    def __init__(self, reader: Reader, graph: str) -> None:
        self._reader, self._graph = reader, graph
        self._claims: dict[Terms, dict[str, object]] = {}
        schema = load()
        self.supports = {f"<{c.iri}>" for c in schema.concepts.values() if c.marks.get("bearing") == CT.supports}
        self._bounds = {"date": CT.date, "earliest": CT.earliest, "latest": CT.latest}
        self._dated = {p.key: p.iri for p in schema.properties.values() if p.lower and p.iri != CT.date}

    def fetch(self, edges: Collection[str]) -> None:
        """Read ahead what the edges will ask for."""
        fetch, through = self._reader.fetch, self._reader.through
        props = (CT["from"], CT.to, CT.relation, CT.policy, CT.ofProposition, CT.disputed, CT.rootCount, CT.stance)
        fetch(edges, LABEL, CT.basedOn, *props, graph=self._graph)
        propositions, claims = through(edges, CT.ofProposition), through(edges, CT.basedOn)
        fetch(propositions, LABEL, CT.root, CT.independence, graph=iri(data("graph/columns")))
        dates = (*self._bounds.values(), *self._dated.values())
        fetch(propositions, TYPE, CT.event, CT.place, *dates, graph=iri(data("graph/propositions")))
        fetch(claims, PROV.wasAttributedTo, CT.source, CT.relayedBy, CT.root, CT.passage, CT.stance)
        passages = through(claims, CT.passage)
        fetch(passages, OA.hasSelector)
        fetch(through(passages, OA.hasSelector), OA.exact)

    def ends(self, edge: str) -> tuple[str, str]:
        """The things that the edge connects."""
        return self._reader.one(edge, CT["from"]), self._reader.one(edge, CT.to)

    def of(self, edge: str) -> dict[str, object]:
        """The attributes of an edge that are known; see README.md."""
        reader = self._reader
        claims = reader.all(edge, CT.basedOn)
        known = self._said(edge) | self._about(reader.one(edge, CT.ofProposition)) | self._behind(claims)
        known["root_ids"] = [tail(root) for root in self.roots(edge) or reader.through(claims, CT.root)]
        kept = {name: value for name, value in known.items() if value not in ("", [])}
        kept["roots"] = int(text_of(reader.one(edge, CT.rootCount)))
        return kept | {"disputed": text_of(reader.one(edge, CT.disputed)) == "true"}

    def of_drawn(self, edge: Drawn) -> dict[str, object]:
        """The attributes of an edge that a projection draws itself: one claimant's, and so one root's."""
        reader = self._reader
        stances = reader.through(edge.claims, CT.stance)
        words = ", ".join(sorted(reader.label(stance) for stance in stances))
        known: dict[str, object] = {
            "id": edge.id,
            "label": f"{words}: {reader.label(edge.proposition)}",
            "relation": tail(edge.relation),
            "relation_label": reader.label(edge.relation),
            "stances": [tail(stance) for stance in stances],
            "style": self._styled(stances),
            "root_ids": [tail(root) for root in self.drawn_roots(edge)],
            **self._about(edge.proposition),
            **self._behind(edge.claims),
        }
        kept = {name: value for name, value in known.items() if value not in ("", [])}
        return kept | {"roots": 1, "disputed": text_of(reader.one(edge.proposition, CT.disputed)) == "true"}

    def drawn_roots(self, edge: Drawn) -> Terms:
        """The roots of an edge that a projection draws itself."""
        return self._reader.through(edge.claims, CT.root)

    def roots(self, edge: str) -> Terms:
        """The roots of what the edge puts forward: none where nobody does."""
        if self._style(edge) != PUT_FORWARD:
            return ()
        return self._reader.all(self._reader.one(edge, CT.ofProposition), CT.root)

    def _style(self, edge: str) -> str:
        """PUT_FORWARD where every stance does so, else the stances: such an edge is of a kind of its own."""
        return self._styled(self._reader.all(edge, CT.stance))

    def _styled(self, stances: Terms) -> str:
        if not stances:
            return NO_STANCE
        return PUT_FORWARD if self.supports.issuperset(stances) else " ".join(map(tail, stances))

    def _said(self, edge: str) -> dict[str, object]:
        reader = self._reader
        relation = reader.one(edge, CT.relation)
        return {
            "id": last(edge),
            "iri": text_of(edge),
            "label": reader.label(edge),
            "policy": last(reader.one(edge, CT.policy)),
            "relation": tail(relation),
            "relation_label": reader.label(relation),
            "stances": [tail(stance) for stance in reader.all(edge, CT.stance)],
            "style": self._style(edge),
        }

    def _about(self, proposition: str) -> dict[str, object]:
        """What is said: the proposition, its event and place, and when it is said to have been."""
        reader = self._reader
        known: dict[str, object] = {
            "proposition": last(proposition),
            "proposition_label": reader.label(proposition),
            "proposition_type": tail(reader.one(proposition, TYPE)),
        }
        for name, prop in (("event", CT.event), ("place", CT.place)):
            if thing := reader.one(proposition, prop):
                known |= {name: tail(thing), f"{name}_label": reader.label(thing)}
        if independence := reader.one(proposition, CT.independence):
            known["independence"] = tail(independence)
        return known | self._dates(proposition, reader.one(proposition, CT.event))

    def _dates(self, proposition: str, event: str) -> dict[str, object]:
        """Its date and bounds, or those of its event (`date_of` says which); other dates under their own keys."""
        one = self._reader.one
        dated = next((term for term in (proposition, event) if term and one(term, CT.date)), "")
        known = {name: one(dated, prop) for name, prop in self._bounds.items()} if dated else {}
        known |= {name: one(proposition, prop) for name, prop in self._dated.items()}
        of = "proposition" if dated == proposition else "event"
        texts: dict[str, object] = {name: text_of(value) for name, value in known.items() if value}
        return texts | {"date_of": of} if dated else texts

    def _behind(self, claims: Terms) -> dict[str, object]:
        """The claims, who makes them, where they were read, and the words of the first: lists of the edge's own."""
        if claims not in self._claims:
            self._claims[claims] = self._worked_out(claims)
        return {name: [*value] if type(value) is list else value for name, value in self._claims[claims].items()}

    def _worked_out(self, claims: Terms) -> dict[str, object]:
        through = self._reader.through
        claimants = through(claims, PROV.wasAttributedTo)
        return {
            "claims": [last(claim) for claim in claims],
            "stance_mix": self._mix(claims),
            "claimants": [tail(claimant) for claimant in claimants],
            "claimant_labels": [self._reader.label(claimant) for claimant in claimants],
            "relays": [tail(relay) for relay in through(claims, CT.relayedBy)],
            "sources": [tail(source) for source in through(claims, CT.source)],
            "quotation": self._quotation(claims),
        }

    def _mix(self, claims: Terms) -> list[str]:
        """How many of the claims have each stance: `alleged 2`."""
        counts = Counter(tail(stance) for claim in claims for stance in self._reader.all(claim, CT.stance))
        return [f"{stance} {count}" for stance, count in sorted(counts.items())]

    def _quotation(self, claims: Terms) -> str:
        """The words of the first passage of the claim that went through the fewest hands, of those that have one."""
        for claim in sorted(claims, key=lambda claim: (len(self._reader.all(claim, CT.relayedBy)), claim)):
            for passage in self._reader.all(claim, CT.passage):
                if words := self._reader.through(self._reader.all(passage, OA.hasSelector), OA.exact):
                    return text_of(words[0])
        return ""
