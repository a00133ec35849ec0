"""What claims cannot all hold, found by rules that name themselves, and written down as data beside what was derived.

    model      a comparison: its sides, its explanation, and the id under which people answer it
    grounds    what every rule asks of a derived case, worked out once
    figures    counts and shares as they are put forward: of whom, how many, as of when
    times      which dates are one time
    rounding   whether a figure is another one, rounded
    rules/     one module for each rule
    answers    which comparisons people have answered, and whether the answer still fits
    tabulate   comparisons as quads of their own graph

Everything here is a pure function of what was derived; nothing looks at a store or at files.
"""

from kg.contradictions.model import Conflict, Side
from kg.contradictions.rules import RULES, Rule, compare
from kg.contradictions.tabulate import CONTRADICTIONS, contradictions

__all__ = ["CONTRADICTIONS", "RULES", "Conflict", "Rule", "Side", "compare", "contradictions"]
