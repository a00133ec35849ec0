"""SPARQL 1.1 results JSON (https://www.w3.org/TR/sparql11-results-json/), and JSON Lines for scripts.

Both are written row by row, and closed properly even where the answer was cut short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from kg.paper.json import text as json_text
from kg.quads import XSD, is_iri, language_of, text_of

if TYPE_CHECKING:
    from kg.query.formats import Look
    from kg.query.run import Answer

Value = str | int | bool | None


def write(answer: Answer, name: str, out: TextIO, look: Look) -> None:
    """The whole as one JSON document, or one object a line."""
    if name == "jsonl":
        _lines(answer, out, look)
    else:
        _document(answer, out)


def _document(answer: Answer, out: TextIO) -> None:
    if answer.kind == "ask":
        members: dict[str, Value] = (
            {"incomplete": answer.incomplete} if answer.incomplete else {"boolean": answer.truth}
        )
        out.write(_dump({"head": {}, **members}) + "\n")
        return
    out.write(f'{{"head":{{"vars":{_dump(list(answer.columns))}}},"results":{{"bindings":[')
    for index, row in enumerate(answer):
        bound = {column: binding(term) for column, term in zip(answer.columns, row, strict=True) if term is not None}
        out.write((",\n" if index else "\n") + _dump(bound))
    out.write("\n]}" + (f',"incomplete":{_dump(answer.incomplete)}' if answer.incomplete else "") + "}\n")


def _lines(answer: Answer, out: TextIO, look: Look) -> None:
    if answer.kind == "ask" and not answer.incomplete:
        out.write(_dump({"boolean": answer.truth}) + "\n")
    for row in answer:
        values = {column: _value(term, look) for column, term in zip(answer.columns, row, strict=True)}
        out.write(_dump(values) + "\n")
    if answer.incomplete:
        out.write(_dump({"incomplete": answer.incomplete}) + "\n")


def binding(term: str) -> dict[str, str]:
    """A term as the results JSON has it.

    >>> binding('"Мінск"@be')
    {'type': 'literal', 'value': 'Мінск', 'xml:lang': 'be'}
    """
    if term.startswith("_:"):
        return {"type": "bnode", "value": term[2:]}
    if is_iri(term):
        return {"type": "uri", "value": text_of(term)}
    found = {"type": "literal", "value": text_of(term)}
    if language := language_of(term):
        return {**found, "xml:lang": language}
    return {**found, "datatype": datatype} if (datatype := datatype_of(term)) else found


def datatype_of(term: str) -> str:
    """The datatype's IRI of a literal, or an empty text for a plain one.

    >>> datatype_of('"5"^^<http://www.w3.org/2001/XMLSchema#integer>')
    'http://www.w3.org/2001/XMLSchema#integer'
    """
    return term[term.rindex('"') + 1 :].removeprefix("^^<").removesuffix(">")


def _value(term: str | None, look: Look) -> Value:
    """A cell as a script wants it; a number of any length stays exact, a decimal keeps its digits as text."""
    if term is None:
        return None
    kind = datatype_of(term).removeprefix(XSD) if term.startswith('"') and not language_of(term) else ""
    text = look.cell(term)
    if kind in {"integer", "nonNegativeInteger"} and text.lstrip("+-").isdecimal():
        return int(text)
    return text == "true" if kind == "boolean" and text in {"true", "false"} else text


def _dump(value: object) -> str:
    return json_text(value, indent=None, separators=(",", ":"))
