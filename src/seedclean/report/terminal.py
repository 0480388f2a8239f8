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
_FATES: _Styles = {"gone:": {"fg": "red"}, "changed:": {"fg": "yellow"}, "  ": {"dim": True}}
_LABELS = ("Why:", "Leaves alone:", "Wrong when:")
_PROBLEMS: _Styles = {"Error:": {"fg": "red", "bold": True}, "Warning:": {"fg": "yellow", "bold": True}}
_RULE = Pattern(r"(\S+)(\s+)(\S+)(.*?)(  \(unsafe\))?")


def prepare(context: click.Context) -> None:
    """Prepare the streams: names and texts may hold what they cannot show."""
    context.color = color_wish(context.color)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def color_wish(otherwise: bool | None = None) -> bool | None:
    """Give `False` where nobody wants colours; `None` leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else otherwise  # no-color.org; click does not look for it


def show(line: str, *, err: bool = False) -> None:
    """Show a line; the label of an error or a warning is coloured."""
    label = next((label for label in _PROBLEMS if line.startswith(label)), "")
    color = color_wish(None if (context := click.get_current_context(silent=True)) is None else context.color)
    shown = _style(label, _PROBLEMS.get(label, {})) + escape(line[len(label) :], kept="\t")
    click.echo(shown, err=err, color=color)


def show_fates(lines: Iterable[str]) -> None:
    """Show what became of each line of a text: lines that went or changed are coloured, reasons are dim."""
    for line in lines:
        click.echo(_style(line, _style_of(line, _FATES)))


def show_rules(lines: Iterable[str]) -> None:
    """Show a list of rules: their names are bold, their cleaners and guesses coloured."""
    styles: tuple[Mapping[str, object], ...] = ({"bold": True}, {}, {"fg": "cyan"}, {}, {"fg": "yellow"})
    for line in lines:
        found = _RULE.fullmatch(line)
        parts = [part or "" for part in found.groups()] if found else [line]
        click.echo("".join(_style(part, style) for part, style in zip(parts, styles, strict=False)))


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
