"""Where the sources of a case are silent: said as plainly as what they say, and never as if silence meant anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.explain.model import Content
    from kg.explain.reader import Reader

UNANSWERED = """
SELECT DISTINCT ?enquirer ?addressee ?date WHERE {{
  ?proposition a ct:Enquiry ; ct:answered false ; ct:enquirer ?enquirer ; ct:addressee ?addressee .
  ?claim ct:states ?proposition .
  OPTIONAL {{ ?proposition ct:date ?date }}
  FILTER (?addressee = <{iri}> || EXISTS {{ ?post a ct:Affiliation ; ct:agent <{iri}> ; ct:organisation ?addressee }})
}} ORDER BY ?enquirer ?addressee ?date
"""


def silences(reader: Reader, iri: str, contents: tuple[Content, ...]) -> tuple[str, ...]:
    """Sentences about what no source of the case says."""
    return (*_unanswered(reader, iri), *_undenied(contents), *_one_root(contents), *_unstated(contents))


def _unanswered(reader: Reader, iri: str) -> Iterator[str]:
    for row in reader.select(UNANSWERED.format(iri=iri)):
        on = f" on {row['date']}" if "date" in row else ""
        yield f"{reader.label(row['addressee'])} did not answer {reader.label(row['enquirer'])}{on}. No answer is no denial."


def _undenied(contents: tuple[Content, ...]) -> Iterator[str]:
    supported = [found for found in contents if any(claim.bearing == "supports" for claim in found.claims)]
    silent = [found for found in supported if not found.disputed]
    if silent:
        yield f"No source in this case denies {len(silent)} of the {len(supported)} things said above. That is silence, not agreement."


def _one_root(contents: tuple[Content, ...]) -> Iterator[str]:
    single = [found for found in contents if len(found.roots) == 1]
    if single:
        roots = sorted({root for found in single for root in found.roots})
        yield f"{len(single)} of them rest on a single root each: {'; '.join(roots)}."


def _unstated(contents: tuple[Content, ...]) -> Iterator[str]:
    only = [found for found in contents if not any(claim.bearing == "supports" for claim in found.claims)]
    if only:
        yield f"{len(only)} of them no source in this case asserts or alleges: they are conditions, denials or doubts."
