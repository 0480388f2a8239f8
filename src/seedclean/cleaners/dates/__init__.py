"""Dates: the stamps that say when a text was published, as data.

`date-header` finds the one that counts and writes it as the canonical first
line; `date-stamp` takes the others out.
"""

from seedclean.cleaners.dates import relative, rules
from seedclean.cleaners.dates.api import FoundDate, find_date, parse_date_header
from seedclean.cleaners.dates.canonical import canonical_date

__all__ = ["FoundDate", "canonical_date", "find_date", "parse_date_header", "relative", "rules"]
