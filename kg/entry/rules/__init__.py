"""What is proposed for a new claim, rule by rule; each says in words why, and none decides.

claimant   who says it
stance     how firmly, and in which hedging words
speech     what is done by saying it, and whose words they are
way        in which work it was said, and who passed it on
"""

from kg.entry.rules.claimant import claimant
from kg.entry.rules.model import Proposed
from kg.entry.rules.speech import act, mode
from kg.entry.rules.stance import hedge, stance
from kg.entry.rules.way import relays, work

__all__ = ["Proposed", "act", "claimant", "hedge", "mode", "relays", "stance", "work"]
