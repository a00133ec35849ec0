"""Close a single text: a word of a code list, a date, a literal of some datatype, or the id of something.

Which of the four it is, the property's range says; the text itself is never asked, so that an id which happens to look
like a date stays an id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.quads import XSD
from kg.resolve.date_hints import GENERAL
from kg.resolve.dates import DateError, relative, span
from kg.resolve.index import ISSUED
from kg.resolve.literals import CHECKS, EDTF, BadText
from kg.resolve.records import Literal, Ref, Statement
from kg.schema import CT, data, did_you_mean, one_of
from kg.schema.suggest import SURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.findings import Position
    from kg.read.nodes import Scalar
    from kg.resolve.index import Index, Known
    from kg.resolve.ranges import Range
    from kg.resolve.scope import Problems, Scope
    from kg.schema import Schema

HERE = "of this file"  # where a remedy sends people who look at the file that is wrong
MANY, MORE = 20, "; `kg schema terms` has them all"  # codes that a remedy names


class Scalars:
    """Closes texts; what is wrong with them goes into `problems`, and which ids they name into `asked`."""

    def __init__(self, schema: Schema, index: Index, problems: Problems) -> None:
        self.schema, self.index, self.problems = schema, index, problems
        self.asked: dict[str, Known | None] = {}
        self._remedies: dict[tuple[str, str], str] = {}
        self._relative = {
            word.casefold(): concept.marks["resolvesTo"]
            for concept in schema.concepts.values()
            if "resolvesTo" in concept.marks
            for word in (*concept.labels.values(), *(word for words in concept.words.values() for word in words))
        }

    def closed(self, rng: Range, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """The statements a text makes under a property: one, and the computed ones that go with it."""
        if rng.codes:
            return self.code(rng, node, scope)
        if rng.datatype == EDTF:
            return self.date(rng, node, scope)
        if rng.datatype:
            return self.literal(rng, node, scope, scope.language if rng.by_language else "")
        return self.reference(rng, node, scope)

    def literal(self, rng: Range, node: Scalar, scope: Scope, language: str) -> Iterator[Statement]:
        """A checked literal of the property's datatype."""
        try:
            text = CHECKS[rng.datatype](node.text)
        except BadText as bad:
            self.problems.report(scope, node, "bad-value", f"`{rng.prop.key}`: {bad}", bad.remedy)
            return
        datatype = "" if rng.by_language else rng.datatype
        yield Statement(rng.prop.iri, Literal(text, datatype, language), scope.place(node))

    def date(self, rng: Range, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """An EDTF date with its computed bounds; a relative wording is resolved against the source's date."""
        prop, place = rng.prop, scope.place(node)
        try:
            found = span(self.absolute(node.text.strip(), scope, place))
        except DateError as bad:
            words = f"; {self.wordings()} are understood too" if bad.remedy == GENERAL and scope.base_date else ""
            self.problems.report(scope, node, "not-a-date", f"`{prop.key}`: {bad.message}", bad.remedy + words)
            return
        yield Statement(prop.iri, Literal(found.edtf, EDTF), place)
        for bound, day in ((prop.lower, found.earliest), (prop.upper, found.latest)):
            if bound and day:
                yield Statement(bound, Literal(day, XSD + "date"), place, computed=True)

    def absolute(self, text: str, scope: Scope, place: Position) -> str:
        """The EDTF form of a date text; notes the wording of a relative one for the claim."""
        rule = self._relative.get(text.casefold())
        if rule is None:
            return text
        if not scope.base_date:
            remedy = "give the source a `date`, or write the date"
            raise DateError(f"`{text}` needs the source's date, and it has none", remedy=remedy)
        scope.wordings.append((text, place))
        return relative(rule, scope.base_date)

    def wordings(self) -> str:
        """Examples of relative dates, one of each unit: the nearest before the source's date."""
        rules = [
            (c.marks["resolvesTo"].split(), c.label) for c in self.schema.concepts.values() if "resolvesTo" in c.marks
        ]
        nearest = {unit: label for (unit, number), label in sorted(rules, key=_nearness, reverse=True)}
        return "words such as " + ", ".join(f"“{label}”" for _, label in sorted(nearest.items()))

    def code(self, rng: Range, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """The concept a word of a code list stands for."""
        word = node.text.strip()
        if word in rng.codes:
            yield Statement(rng.prop.iri, Ref(rng.codes[word].iri), scope.place(node))
            return
        by_label = {label.casefold(): key for key, code in rng.codes.items() for label in code.labels.values()}
        meant = by_label.get(word.casefold())
        guess = f"write `{meant}`" if meant else did_you_mean(word, rng.codes, near=SURE)
        remedy = guess or f"use one of {one_of(rng.codes, most=MANY, like=word)}{MORE * (len(rng.codes) > MANY)}"
        self.problems.report(scope, node, "unknown-code", f"`{word}` is no code of `{rng.prop.key}`", remedy)

    def reference(self, rng: Range, node: Scalar, scope: Scope) -> Iterator[Statement]:
        """A reference to something with an issued id of a class in the property's range."""
        word, key = node.text.strip(), rng.prop.key
        known = self.asked[word] = self.index.known.get(word)
        if known and self.fits(known.cls, rng):
            yield Statement(rng.prop.iri, Ref(known.iri), scope.place(node))
        elif known:
            message = f"`{key}` takes {rng.wanted}, and `{word}` is entered as {self.schema.classes[known.cls].label}"
            remedy = f"name another id, or mend `{word}` at {known.place}"
            self.problems.report(scope, node, "wrong-class", message, remedy)
        elif not rng.referred:
            message = f"a text where `{key}` takes {rng.wanted}"
            self.problems.report(scope, node, "wrong-type", message, "write `Class: {role: …}`")
        elif rng.built and ISSUED.match(word):
            yield Statement(rng.prop.iri, Ref(data(f"conflict/{word}")), scope.place(node))
        elif self.index.unread or word in self.index.lost:
            self.index.waiting.add(word)
        elif tomb := self.index.taken_down(word):
            reason = tomb.content.text(self.schema.properties[CT.tombstoneReason].key)
            message = f"`{key}` names `{word}`, which was taken down ({reason})"
            remedy = f"take this down too, or rest it on another; the tombstone is at {self.index.known[tomb.id].place}"
            self.problems.report(scope, node, "taken-down", message, remedy)
        else:
            message = f"`{key}` names `{word}`, and no file issues that id"
            self.problems.report(scope, node, "unknown-id", message, self.fitting(rng, word))

    def fits(self, cls: str, rng: Range) -> bool:
        """Whether members of the class may stand under the property."""
        return any(self.schema.is_a(cls, wanted) for wanted in rng.referred)

    def fitting(self, rng: Range, word: str) -> str:
        """The remedy for an unknown id, looked up once a word: one renamed source may be missed a thousand times."""
        asked = rng.prop.iri, word
        if asked not in self._remedies:
            fitting = {i for i, known in self.index.known.items() if self.fits(known.cls, rng)}
            meant = sorted(fitting & self.index.labelled(word))
            guess = f"did you mean {' or '.join(f'`{i}`' for i in meant)}?" if meant else did_you_mean(word, fitting)
            self._remedies[asked] = guess or f"issue it in data/register/, or under `mentions:` {HERE}"
        return self._remedies[asked]


def _nearness(rule: tuple[list[str], str]) -> tuple[bool, int, int]:
    """What sorts the unit's next step back before all others; today is no example of a wording."""
    number = int(rule[0][1])
    return number == 0, abs(number), number
