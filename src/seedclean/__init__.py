r"""Clean scraped text: every change has a reason and a way back.

>>> cleaned = clean("He made a high -level visit.\n")
>>> cleaned.text
'He made a high-level visit.\n'
>>> cleaned.edits
[Edit(start=14, old=' -', new='-', rule='detached-hyphen')]
"""

import sys
from typing import TYPE_CHECKING

from seedclean import cleaners
from seedclean.clean import clean
from seedclean.cleaned import Cleaned
from seedclean.document import Document
from seedclean.edits import Edit, apply, compose, revert
from seedclean.registry import RULES, Rule, rule, select

if TYPE_CHECKING:
    from seedclean.cleaners.dates.api import FoundDate, find_date, parse_date_header
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

_LATER = {
    **dict.fromkeys(("FoundDate", "find_date", "parse_date_header"), "seedclean.cleaners.dates.api"),
    "show": "seedclean.report.diff",
}
"""The modules of names that most programs never ask for."""


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    __import__(_LATER[name])  # importlib itself takes a millisecond to import
    found = globals()[name] = getattr(sys.modules[_LATER[name]], name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
