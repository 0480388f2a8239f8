"""Writes the values that a wheel brings along, so that the package is imported and used at once."""

from __future__ import annotations

import sys

from seedclean import clean
from seedclean.once import prepare

if __name__ == "__main__":
    clean("The council met.")  # imports what has such values
    prepare(sys.argv[1])
