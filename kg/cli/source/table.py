"""Every command of `kg source`, as in `kg.cli.table`."""

from __future__ import annotations

from kg.cli.table import Entry

HEADING = "Commands"

COMMANDS = {
    "add": Entry("kg.cli.source.add:add", "Take in a file, or an address, as a new source.", HEADING),
    "status": Entry("kg.cli.source.status:status", "Show what is held, and what rests on it.", HEADING),
    "verify": Entry("kg.cli.source.verify:verify", "Verify that held copies are what was hashed.", HEADING),
    "lock": Entry("kg.cli.source.lock:lock", "Complete hashes and texts of sources entered by hand.", HEADING),
    "update": Entry("kg.cli.source.update:update", "Take in a newer state of a source, and compare.", HEADING),
    "forget": Entry("kg.cli.source.forget:forget", "Take a source down, and leave a tombstone.", HEADING),
}
