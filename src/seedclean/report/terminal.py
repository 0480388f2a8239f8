"""The terminal: everything that is shown passes through one function, which makes it harmless."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping

import click

from seedclean.patterns import Pattern
from seedclean.report.escape import escape

MARKS = ("\x02", "\x03")
"""The signs around a changed part of a line; control characters of texts are escaped, so none has them."""

_MARKED = Pattern(f"{MARKS[0]}([^{MARKS[1]}]*){MARKS[1]}")
_Styles = Mapping[str, Mapping[str, object]]
_DIFF: _Styles = {
    "---": {"bold": True},
    "+++": {"bold": True},
    "@@ ": {"fg": "cyan"},
    "-": {"fg": "red"},
    "+": {"fg": "green"},
}
_PAGE: _Styles = {"    -": {"fg": "red"}, "    +": {"fg": "green"}}
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
    style = _style_of(line, _DIFF)
    pieces = []
    end = 0
    for found in _MARKED.finditer(line):
        pieces.append(_style(line[end : found.start()], style))
        pieces.append(_style(found[1], {**style, "reverse": True}))
        end = found.end()
    click.echo("".join([*pieces, _style(line[end:], style)]))


def show_page(lines: Iterable[str]) -> None:
    """Show a page: labels are bold, and what goes and what comes is coloured."""
    for line in lines:
        label = next((label for label in _LABELS if line.startswith(label)), "")
        style = _style_of(line, _PAGE)
        click.echo(_style(label, {"bold": True}) + _style(line[len(label) :], style))


def _style_of(line: str, styles: _Styles) -> Mapping[str, object]:
    return next((style for start, style in styles.items() if line.startswith(start)), {})


def _style(text: str, style: Mapping[str, object]) -> str:
    shown = escape(text, kept="\t")
    return click.style(shown, **style) if style and shown else shown  # type: ignore[arg-type]  # by name
