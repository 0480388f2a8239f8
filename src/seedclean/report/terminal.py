"""The terminal: everything that is shown passes through one function, which makes it harmless."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable

import click

from seedclean.patterns import Pattern
from seedclean.report.escape import escape

MARKS = ("\x02", "\x03")
"""The signs around the changed part of a line of a diff; texts cannot have them, since all control characters are escaped."""

_MARKED = Pattern(f"{MARKS[0]}([^{MARKS[1]}]*){MARKS[1]}")
_DIFF = {"---": {"bold": True}, "+++": {"bold": True}, "@@ ": {"fg": "cyan"}, "-": {"fg": "red"}, "+": {"fg": "green"}}
_PAGE = {"    -": {"fg": "red"}, "    +": {"fg": "green"}}
_LABELS = ("Why:", "Leaves alone:", "Wrong when:")


def prepare(context: click.Context) -> None:
    """Prepare the streams: names and texts may hold what they cannot show."""
    if os.environ.get("NO_COLOR"):  # no-color.org; click does not look for it
        context.color = False
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show(line: str, *, err: bool = False) -> None:
    """Show a line."""
    click.echo(escape(line, kept="\t"), err=err)


def show_diff(line: str) -> None:
    """Show a line of a diff in its colour."""
    style = next((style for start, style in _DIFF.items() if line.startswith(start)), {})
    pieces = []
    end = 0
    for found in _MARKED.finditer(line):
        pieces.append(_styled(line[end : found.start()], style))
        pieces.append(_styled(found[1], {**style, "reverse": True}))
        end = found.end()
    click.echo("".join([*pieces, _styled(line[end:], style)]))


def show_page(lines: Iterable[str]) -> None:
    """Show a page: labels are bold, and what goes and what comes is coloured."""
    for line in lines:
        label = next((label for label in _LABELS if line.startswith(label)), "")
        style = next((style for start, style in _PAGE.items() if line.startswith(start)), {})
        click.echo(_styled(label, {"bold": True}) + _styled(line[len(label) :], style))


def _styled(text: str, style: dict[str, object]) -> str:
    shown = escape(text, kept="\t")
    return click.style(shown, **style) if style and shown else shown  # type: ignore[arg-type]  # by name
