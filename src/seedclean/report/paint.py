"""Colours for diffs and explanations."""

from __future__ import annotations

EMPHASIS = ("\x1b[7m", "\x1b[27m")
"""What stands round the changed part of a line: on and off again, in any colour."""

_PLAIN = "\x1b[0m"
_BOLD, _RED, _GREEN, _CYAN = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[36m"
_DIFF = {"---": _BOLD, "+++": _BOLD, "@@ ": _CYAN, "-": _RED, "+": _GREEN}
_PAGE = {"    -": _RED, "    +": _GREEN}
_LABELS = ("Why:", "Leaves alone:", "Wrong when:")


def painted_diff(line: str) -> str:
    """A line of a diff in its colour."""
    return _painted(line, _DIFF)


def painted_page(line: str) -> str:
    """A line of an explanation: the labels stand out, and what goes and what comes."""
    for label in _LABELS:
        if line.startswith(label):
            return f"{_BOLD}{label}{_PLAIN}{line[len(label) :]}"
    return _painted(line, _PAGE)


def _painted(line: str, colours: dict[str, str]) -> str:
    for start, colour in colours.items():
        if line.startswith(start):
            return f"{colour}{line}{_PLAIN}"
    return line
