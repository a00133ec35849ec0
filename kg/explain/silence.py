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
  ?proposition ct:supportCount ?claims FILTER (?claims > 0)
  OPTIONAL {{ ?proposition ct:date ?date }}
  FILTER (?addressee = <{iri}> || EXISTS {{ ?post a ct:Affiliation ; ct:agent <{iri}> ; ct:organisation ?addressee }})
}} ORDER BY ?enquirer ?addressee ?date
"""


def silences(reader: Reader, iri: str, contents: tuple[Content, ...]) -> tuple[str, ...]:
    """Sentences about what no source of the case says."""
    return (*_unanswered(reader, iri), *_undenied(reader, contents), *_one_root(contents), *_unstated(contents))


def _unanswered(reader: Reader, iri: str) -> Iterator[str]:
    for row in reader.select(UNANSWERED.format(iri=iri)):
        on = f" on {row['date']}" if "date" in row else ""
        addressee, enquirer = reader.label(row["addressee"]), reader.label(row["enquirer"])
        yield f"{addressee} did not answer {enquirer}{on}. No answer is no denial."


def _undenied(reader: Reader, contents: tuple[Content, ...]) -> Iterator[str]:
    supported = [found for found in contents if any(claim.bearing == "supports" for claim in found.claims)]
    silent = [found for found in supported if not found.disputed and not _denied_with_others(reader, found)]
    if silent:
        yield f"No source in this case denies {_share(len(silent), len(contents))}. That is silence, not agreement."


def _denied_with_others(reader: Reader, found: Content) -> bool:
    """Whether somebody denies it together with other things: no denial of it alone, but no silence either."""
    return any(reader.value(whole, "ct:disputed") == "true" for whole in reader.subjects("ct:conjunct", found.iri))


def _one_root(contents: tuple[Content, ...]) -> Iterator[str]:
    single = [found for found in contents if len(found.roots) == 1]
    if single:
        roots = "; ".join(sorted({root for found in single for root in found.roots}))
        some = f"{len(single)} of the {len(contents)} things said above {'rests' if len(single) == 1 else 'rest'}"
        those = "Each thing said above rests" if len(single) == len(contents) else some
        yield f"{those} on one root and no second: {roots}."


def _unstated(contents: tuple[Content, ...]) -> Iterator[str]:
    only = [found for found in contents if not any(claim.bearing == "supports" for claim in found.claims)]
    if only:
        what = _share(len(only), len(contents))
        yield f"No source in this case asserts or alleges {what}: there are only conditions, denials or doubts."


def _share(part: int, whole: int) -> str:
    """How much of what is said, after a "no source"."""
    if whole == 1:
        return "what is said above"
    return "any of the things said above" if part == whole else f"{part} of the {whole} things said above"
