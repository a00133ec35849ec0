"""What the engine says in its own words, turned into errors with a line, a column and a readable message.

The engine lists every token its grammar could have taken next, whole Unicode ranges included. Only what a person could
have typed is kept.
"""

from __future__ import annotations

import re

from kg.errors import InputError, QueryError

_QUERY = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_NEXT_OPTION = re.compile(r', (?=["\[A-Za-z<])')
_DATA = re.compile(r"Parser error (?:at|between) line [^:]*: ")
_SAID = {
    "IRI parsing failed": "a valid IRI whose prefix is declared",
    "The SELECT contains a variable that is unbound": "a SELECT clause that holds only what is grouped by",
}


class SyntaxFault(QueryError):
    """A query that does not parse; `line` and `column` are counted from 1, in characters."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message, where=f"{line}:{column}" if line else "")
        self.line = line
        self.column = column


def query_fault(error: SyntaxError) -> SyntaxFault:
    """The engine's complaint about a query.

    >>> fault = query_fault(SyntaxError('error at 2:5: expected one of "*", "?", PREFIX, [_]'))
    >>> fault.line, fault.column, fault.message
    (2, 5, 'the query does not parse; expected "*", "?" or PREFIX')
    """
    found = _QUERY.fullmatch(str(error))
    if not found:
        return SyntaxFault(f"the query does not parse: {error}")
    return SyntaxFault(f"the query does not parse{_expected(found[3])}", int(found[1]), int(found[2]))


def _expected(text: str) -> str:
    options = [option for option in _NEXT_OPTION.split(text.removeprefix("one of ")) if option[0] not in "[<'"]
    if not options:
        return ""
    if said := [_SAID[option] for option in options if option in _SAID]:
        return f"; expected {said[0]}"
    *first, last = options
    return f"; expected {', '.join(first)} or {last}" if first else f"; expected {last}"


def data_fault(error: SyntaxError) -> InputError:
    """The engine's complaint about data, as `line:column: message`; some syntaxes give no place."""
    message = _DATA.sub("", error.msg or "")
    where = f"{error.lineno}:{error.offset}" if error.lineno else ""
    if "LoadDocumentCallback" in message:
        return InputError(
            "a remote JSON-LD context", where=where, remedy="put the context into the file; nothing is fetched"
        )
    return InputError(f"not well-formed: {message}", where=where, remedy="mend the file at this place")
