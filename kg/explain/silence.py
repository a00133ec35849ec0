"""Where the sources of a case are silent: said as plainly as what they say, and never as if silence meant anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.tell import one_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.explain.model import Content
    from kg.tell import Reader, Told

UNSPOKEN_OF = "Nothing is said of it in this case."
UNANSWERED = """
SELECT DISTINCT ?claimant ?enquirer ?addressee ?date WHERE {{
  ?proposition a ct:Enquiry ; ct:answered false ; ct:enquirer ?enquirer ; ct:addressee ?addressee .
  ?proposition ct:supportedBy/prov:wasAttributedTo ?claimant
  OPTIONAL {{ ?proposition ct:date ?date }}
  FILTER (?addressee = <{iri}> || EXISTS {{
    ?post a ct:Affiliation ; ct:agent <{iri}> ; ct:organisation ?addressee ; ct:supportedBy ?claim }})
}} ORDER BY ?claimant ?enquirer ?addressee ?date
"""


def silences(reader: Reader, iri: str, contents: tuple[Content, ...], others: tuple[Told, ...]) -> tuple[str, ...]:
    """Sentences about what no source of the case says.

    They count what is said of the thing alone, and say so where `others`, its own claims and those that rest on it,
    stand between.
    """
    told = {claim.id for content in contents for claim in content.claims}
    where = "said above" if all(claim.id in told for claim in others) else "under “What is said”"
    return (
        *(sentence for one in one_with(reader, iri) for sentence in _unanswered(reader, one)),
        *_undenied(reader, contents, where),
        *_one_root(contents, where),
        *_unstated(contents, where),
    )


def _unanswered(reader: Reader, iri: str) -> Iterator[str]:
    for row in reader.select(UNANSWERED.format(iri=iri)):
        on = f" on {row['date']}" if "date" in row else ""
        claimant, addressee = reader.label(row["claimant"]), reader.label(row["addressee"])
        enquirer = "it" if row["enquirer"] == row["claimant"] else reader.label(row["enquirer"])
        yield f"{claimant} says that {addressee} did not answer {enquirer}{on}. No answer is no denial."


def _undenied(reader: Reader, contents: tuple[Content, ...], where: str) -> Iterator[str]:
    supported = [found for found in contents if _is_supported(found)]
    denied = [found for found in contents if _is_denied(reader, found)]
    silent = len([found for found in supported if found not in denied])
    if silent and not denied and silent == len(contents):
        yield f"No source in this case denies {_share(silent, silent, where)}. That is silence, not agreement."
    elif silent:
        asserted = f"the {_things(len(supported))} {where} that somebody asserts or alleges"
        those = f"T{asserted[1:]}" if silent == len(supported) else f"Of {asserted}, {silent}"
        yield f"{those} {_is(silent)} denied by no source in this case. That is silence, not agreement."
        if denied:
            yield f"Of the {_things(len(contents))} {where}, {len(denied)} {_is(len(denied))} denied by somebody."


def _is_supported(found: Content) -> bool:
    return any(claim.bearing == "supports" for claim in found.claims)


def _is_denied(reader: Reader, found: Content) -> bool:
    """Whether somebody denies it, or denies it together with others: that is no denial of it alone, but no silence."""
    together = (reader.value(whole, "ct:disputed") == "true" for whole in reader.subjects("ct:conjunct", found.iri))
    return found.disputed or any(claim.bearing == "opposes" for claim in found.claims) or any(together)


def _one_root(contents: tuple[Content, ...], where: str) -> Iterator[str]:
    single = [found for found in contents if len(found.roots) == 1]
    if single:
        roots = "; ".join(sorted({root for found in single for root in found.roots}))
        some = f"{len(single)} of the {len(contents)} things {where} {'rests' if len(single) == 1 else 'rest'}"
        those = f"Each thing {where} rests" if len(single) == len(contents) else some
        yield f"{those} on one root and no second: {roots}."


def _unstated(contents: tuple[Content, ...], where: str) -> Iterator[str]:
    only = [found for found in contents if not _is_supported(found) and not found.roots]
    if only:
        what = _share(len(only), len(contents), where)
        ways = "conditions, denials or doubts"
        ways += ", or it stands within something else that is said" if any(found.within for found in only) else ""
        yield f"No source in this case asserts or alleges {what}: there are only {ways}."
    implied = [found for found in contents if not _is_supported(found) and found.roots]
    if implied:
        what = _share(len(implied), len(contents), where)
        yield f"No source in this case asserts or alleges {what} in so many words: other things said bear it out."


def _share(part: int, whole: int, where: str) -> str:
    """How much of what is said, after a "no source"."""
    if whole == 1:
        return f"what is {where}"
    return f"any of the things {where}" if part == whole else f"{part} of the {whole} things {where}"


def _things(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
