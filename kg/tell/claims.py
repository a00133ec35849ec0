"""One claim, told whole: who says it, how firmly, in which words, through whom, where it was read and entered.

Every page and table that shows a claim tells it from here, so that it reads the same wherever it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.tell.model import Quotation, Told

if TYPE_CHECKING:
    from kg.tell.reader import Reader


def told(reader: Reader, iri: str) -> Told:
    """One claim; read once, however many propositions it states."""
    if iri not in reader.told:
        passages = tuple(_quotation(reader, passage) for passage in reader.values(iri, "ct:passage"))
        reader.told[iri] = replace(heard(reader, iri), quotations=passages, entered=reader.entered(iri))
    return reader.told[iri]


def heard(reader: Reader, iri: str) -> Told:
    """The claim without its words and its place in the files: for what shows neither, at half the cost."""
    stance, conditions = reader.value(iri, "ct:stance"), reader.labels(iri, "ct:condition")
    bearing = reader.value(stance, "ct:bearing").rpartition("#")[2]
    return Told(
        id=iri.rpartition("/")[2],
        iri=iri,
        claimant=", ".join(reader.labels(iri, "prov:wasAttributedTo")),
        stance=reader.label(stance),
        bearing="neither" if conditions and bearing != "withdraws" else bearing,
        wording=reader.value(stance, "ct:phrase") or f"{reader.label(stance)} by {{claimant}}",
        states=reader.labels(iri, "ct:states"),
        speech_act=", ".join(reader.labels(iri, "ct:speechAct")),
        hedges=reader.values(iri, "ct:hedge"),
        conditions=conditions,
        basis=reader.labels(iri, "ct:evidentialBasis"),
        work=", ".join(reader.labels(iri, "ct:work")),
        relays=reader.labels(iri, "ct:relayedBy"),
        source=", ".join(reader.labels(iri, "ct:source")),
        date=reader.value(iri, "ct:date"),
        quotations=(),
        entered="",
    )


def _quotation(reader: Reader, iri: str) -> Quotation:
    exact, context, pinpoint = "", reader.value(iri, "ct:context"), []
    for selector in reader.values(iri, "oa:hasSelector"):
        exact = exact or reader.value(selector, "oa:exact")
        start, end = reader.value(selector, "oa:start"), reader.value(selector, "oa:end")
        pinpoint += [f"characters {start}-{end}"] if start else []
        numbers = {word: reader.value(selector, f"ct:{word}") for word in ("page", "section", "paragraph")}
        pinpoint += [f"{word} {number}" for word, number in numbers.items() if number]
    state = reader.value(iri, "ct:passageState")
    return Quotation(
        exact=exact,
        context=context,
        start=context.find(exact) if exact else -1,
        pinpoint=", ".join(pinpoint),
        state=reader.label(state) if state else "",
        paraphrases=reader.values(iri, "ct:paraphrase"),
        translations=reader.values(iri, "ct:translation"),
        translator=reader.value(iri, "ct:translator"),
        translated_by=", ".join(reader.labels(iri, "ct:translatedBy")),
    )
