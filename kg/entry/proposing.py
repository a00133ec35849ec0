"""All that is known of a new claim before anybody looks at it: what was given, what rules propose, what is inherited.

What is given goes before what a rule proposes, a rule that has found words before the file's own defaults, and these
before a rule that merely falls back on something.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entry.desk import texts
from kg.entry.names import Names
from kg.entry.rules import Proposed, act, claimant, hedge, mode, relays, stance, work
from kg.entry.rules.claimant import publisher
from kg.entry.sentence import Sentence
from kg.schema import CT, PREFIXES, PROV

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from kg.entry.desk import Desk
    from kg.entry.quoting import Quoted
    from kg.read.nodes import Entry
    from kg.resolve.held import Held
    from kg.resolve.index import Declared

NOTE = PREFIXES["rdfs"] + "comment"
CLAIMANT = PROV.wasAttributedTo
GIVEN = "given"
ORDER = (
    CLAIMANT, CT.work, CT.relayedBy, CT.date, CT.stance, CT.hedge, CT.speechAct, CT.speechMode, NOTE, CT.codedBy,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: the words, what is known of them by property, and who enters them."""

    source: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    leaves_out: tuple[str, ...] = ()
    given: dict[str, tuple[str, ...]] = field(default_factory=dict)


Proposals = dict[str, Proposed]


def settled(desk: Desk, wish: Wish) -> dict[str, tuple[str, ...]]:
    """What was given, each name as an id and each code as it is called; InputError with the option at fault."""
    found = dict(wish.given)
    for prop, option, classes in (
        (CLAIMANT, "--claimant", (CT.Agent,)),
        (CT.work, "--work", (CT.Work,)),
        (CT.relayedBy, "--relayed-by", (CT.Agent, CT.Work)),
    ):
        if prop in found:
            found[prop] = tuple(desk.entity(name, option, *classes) for name in found[prop])
    for prop, option in ((CT.stance, "--stance"), (CT.speechAct, "--speech-act"), (CT.speechMode, "--speech-mode")):
        if prop in found:
            found[prop] = tuple(desk.code(code, option, prop).key for code in found[prop])
    return found


@dataclass(frozen=True)
class Ground:
    """What proposals rest on: the case, the source with its text, the quotation, and what the file gives already."""

    desk: Desk
    source: Declared
    held: Held
    quoted: Quoted
    inherited: Table[str, Entry]

    def file(self, prop: str) -> tuple[str, ...]:
        """What the file gives under a property."""
        entry = self.inherited.get(self.desk.key(prop))
        return tuple(texts(entry.value)) if entry else ()


def proposals(ground: Ground, given: Table[str, tuple[str, ...]]) -> Proposals:
    """Property → what is proposed for it and why, in the order in which a claim is written."""
    sentence = Sentence(ground.quoted, Names(ground.desk), ground.desk.schema)
    found: Proposals = {prop: Proposed(values, GIVEN) for prop, values in given.items()}
    who = found.setdefault(CLAIMANT, _who(ground, sentence)).value
    desk, source = ground.desk, ground.source
    plain = Proposed((desk.schema.concepts[CT.asserted].key,), "nothing in the sentence suggests another")
    rules = {
        CT.work: (work(desk, source, who), Proposed((), "")),
        CT.relayedBy: (relays(desk, source, who, ground.file(CT.relayedBy)), Proposed((), "")),
        CT.stance: (stance(sentence), plain),
        CT.hedge: (hedge(sentence), Proposed((), "")),
        CT.speechAct: (act(sentence), Proposed((), "")),
        CT.speechMode: (Proposed((), ""), mode(sentence, who, publisher(desk, source))),
    }
    if sentence.direct:
        rules[CT.speechMode] = (mode(sentence, who, ()), Proposed((), ""))
    for prop, (strong, weak) in rules.items():
        found.setdefault(prop, _chosen(ground, prop, strong, weak))
    for prop in (NOTE, CT.date):
        found.setdefault(prop, _chosen(ground, prop, Proposed((), ""), Proposed((), "")))
    return {prop: found[prop] for prop in ORDER if prop in found}


def _who(ground: Ground, sentence: Sentence) -> Proposed:
    """The claimant; that nobody is named falls back on the file before it does on the publisher."""
    found = claimant(sentence, ground.desk, ground.source, ground.held, ground.file(CT.relayedBy))
    return _chosen(ground, CLAIMANT, Proposed((), ""), found) if found.weak else found


def unsettled(found: Proposals) -> Proposed | None:
    """The claimant, where it is no more than a guess or is missing: somebody has to say who it is."""
    who = found[CLAIMANT]
    return who if who.guess or not who.values else None


def _chosen(ground: Ground, prop: str, strong: Proposed, weak: Proposed) -> Proposed:
    if strong.values:
        return strong
    given = ground.file(prop)
    if given and not (prop == CT.relayedBy and strong.rule):
        return Proposed(given, "the file gives it")
    return weak
