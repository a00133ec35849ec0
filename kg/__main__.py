"""`python -m kg`: the command `kg` where its script is not on the path."""

from __future__ import annotations

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.exit(main())
