"""A diff as HTML, for notebooks. The text of a page can never become a part of the HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_STYLES = {
    "---": "font-weight:bold",
    "+++": "font-weight:bold",
    "@@ ": "opacity:.7;font-style:italic",
    "-": "background:#d2222222;text-decoration:line-through",
    "+": "background:#22aa2233",
}


def html_diff(lines: Iterable[str]) -> str:
    """Show the lines of a diff as HTML.

    Args:
        lines: The lines, as `report.diff.diff` yields them.

    >>> html_diff(["-<b>"]).partition("<div")[2]
    ' style="background:#d2222222;text-decoration:line-through">-&lt;b&gt;</div></pre>'
    >>> html_diff([])
    '<pre dir="auto" style="white-space:pre-wrap"><div>nothing was changed</div></pre>'
    """
    shown = [_line(line) for line in lines] or ["<div>nothing was changed</div>"]
    return f'<pre dir="auto" style="white-space:pre-wrap">{"".join(shown)}</pre>'


def _line(line: str) -> str:
    style = next((style for start, style in _STYLES.items() if line.startswith(start)), "")
    attribute = f' style="{style}"' if style else ""
    return f"<div{attribute}>{escape(line)}</div>"
