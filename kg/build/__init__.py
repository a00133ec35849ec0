"""From the files of a case to `build/`."""

from kg.build.assemble import Assembly, assemble
from kg.build.build import build, canonical, check_build, open_store, read_manifest

__all__ = ["Assembly", "assemble", "build", "canonical", "check_build", "open_store", "read_manifest"]
