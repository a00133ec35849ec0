"""What the tool has to say about somebody's files: one model for the reader, quotations, SHACL, unknown terms and lint.

model        a finding, how grave it is, where it stands
fingerprint  by what a finding is known again, in another run and after an edit
report       all findings of one run, what was looked at, and what was not
baseline     findings that a team knows of and accepts, with a reason and an end
"""

from kg.findings.fingerprint import fingerprints
from kg.findings.model import Finding, Position, Severity, ShaclResult
from kg.findings.report import Looked, Report, RuleText

__all__ = ["Finding", "Looked", "Position", "Report", "RuleText", "Severity", "ShaclResult", "fingerprints"]
