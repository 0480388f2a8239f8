r"""Clean scraped text: every change has a reason and a way back.

>>> cleaned = clean("He made a high -level visit.\n")
>>> cleaned.text
'He made a high-level visit.\n'
>>> cleaned.edits
[Edit(start=14, old=' -', new='-', rule='detached-hyphen')]
"""

from seedclean import cleaners
from seedclean.clean import clean
from seedclean.cleaned import Cleaned
from seedclean.cleaners.dates import FoundDate, find_date, parse_date_header
from seedclean.document import Document
from seedclean.edits import Edit, apply, compose, revert
from seedclean.registry import RULES, Rule, rule, select
from seedclean.report.diff import show

__all__ = [
    "RULES",
    "Cleaned",
    "Document",
    "Edit",
    "FoundDate",
    "Rule",
    "apply",
    "clean",
    "cleaners",
    "compose",
    "find_date",
    "parse_date_header",
    "revert",
    "rule",
    "select",
    "show",
]
