"""The rules: each is a page of Markdown in `rules/`, and the page is all there is to know about it.

Decision: severity, summary and remedy are read from the page. Rejected: a table in Python beside it, which would say
something else before long. Consequence: a rule without a page cannot be told of, and a test finds pages without a rule.

    # lint-some-rule
    What must hold, in one sentence.
    - severity: warning
    - looks at: shapes
    - shapes: cts:Term-label          where a shape of the ontology finds it
    ## What, ## Why, ## How to mend, ## Example

The first paragraph under "How to mend" is the remedy that findings give.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.findings import Finding, RuleText, Severity
from kg.schema import did_you_mean

if TYPE_CHECKING:
    from kg.findings import Position
    from kg.validate import Rule as ShapeRule

FOLDER = Path(__file__).with_name("rules")
SECTIONS = ("What", "Why", "How to mend", "Example")
_HEAD = re.compile(r"# (?P<id>lint-[a-z-]+)\n\n(?P<summary>[^\n]+)\n\n(?P<facts>(?:- [^\n]+\n)+)")
_FACT = re.compile(r"- ([a-z ]+): ([^\n]+)\n")
_SECTION = re.compile(r"^## ([^\n]+)\n\n(.*?)(?=\n*\Z|\n+## )", re.MULTILINE | re.DOTALL)


class Rule(NamedTuple):
    """A rule as its page tells it.

    `about` are the kinds of things it looks at, `shapes` the names of the ontology's shapes that find what it is about.
    """

    id: str
    summary: str
    severity: Severity
    about: tuple[str, ...]
    shapes: tuple[str, ...]
    remedy: str
    page: str

    def text(self) -> RuleText:
        """What reports say of it."""
        return RuleText(self.id, self.summary, self.remedy, self.severity, self.page)

    def finding(self, place: Position, message: str, **more: str) -> Finding:
        """A finding by this rule, with its severity and, unless another is given, its remedy."""
        return Finding(place, self.severity, self.id, message, more.pop("remedy", self.remedy), **more)  # type: ignore[arg-type]  # all are texts


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """All rules by id, in alphabetical order."""
    return {path.stem: read(path.read_text("utf-8"), path.stem) for path in sorted(FOLDER.glob("*.md"))}


def read(text: str, name: str) -> Rule:
    """The rule of a page; raises ValueError where the page of that `name` is not laid out as one."""
    head = _HEAD.match(text)
    if head is None or head["id"] != name:
        raise ValueError(f"{name}.md does not begin as the page of a rule does")
    facts = dict(_FACT.findall(head["facts"]))
    sections = dict(_SECTION.findall(text))
    if tuple(sections) != SECTIONS or not all(body.strip() for body in sections.values()):
        raise ValueError(f"{name}.md has not the sections {', '.join(SECTIONS)}")
    remedy = " ".join(sections["How to mend"].split("\n\n")[0].split())
    shapes = tuple(facts.get("shapes", "").split(", ")) if "shapes" in facts else ()
    severity = Severity[facts["severity"].upper()]
    return Rule(name, head["summary"], severity, tuple(facts["looks at"].split(", ")), shapes, remedy, text)


def rule(name: str) -> Rule:
    """The rule of that id; raises UsageError, with the nearest ids, where there is none."""
    if name not in rules():
        raise UsageError(f"no rule is called {name!r}", remedy=did_you_mean(name, rules()) or "see `kg lint --rules`")
    return rules()[name]


def page(name: str) -> str:
    """The page of a rule, or of the shape of that name; raises UsageError where there is neither."""
    from kg.validate import ontology_shapes, own_shapes

    if not name.startswith("lint-"):
        for shape in (*ontology_shapes().rules.values(), *own_shapes().rules.values()):
            if shape.name == name:
                return _of_shape(shape)
    return rule(name).page


def _of_shape(shape: ShapeRule) -> str:
    """What there is to say of a shape: its message is its page."""
    held = next((each.id for each in rules().values() if shape.name in each.shapes), "")
    more = f"\n\nFindings of `kg lint` have the rule {held}." if held else ""
    facts = f"- severity: {shape.severity.word}"
    return f"# {shape.name}\n\n{shape.message}\n\n{facts}\n\n## How to mend\n\n{shape.remedy}{more}\n"


def found(name: str, place: Position, message: str, **more: str) -> Finding:
    """A finding by the rule of that id."""
    return rule(name).finding(place, message, **more)
