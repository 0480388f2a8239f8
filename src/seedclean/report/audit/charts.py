"""Charts as SVG, whose colours the style sheet chooses: for light, dark and paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_html

from seedclean.report.escape import escape

_ROW = 24
_LABEL = 210  # the width of the labels
_BAR = 360  # the width of the longest bar
_WIDTH = _LABEL + _BAR + 90


def bar_chart(rows: Sequence[tuple[str, int]], title: str) -> str:
    """Draw a bar for each row, with its label before it and its number behind it.

    Args:
        rows: Labels and numbers.
        title: What the chart shows, for those who do not see it.

    >>> "&lt;b&gt;" in bar_chart([("<b>", 3)], "words")
    True
    """
    most = max((number for _, number in rows), default=0) or 1
    name = escape_html(escape(title))
    bars = "".join(_bar(place, label, number, most) for place, (label, number) in enumerate(rows))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_ROW * len(rows) + 4}" role="img" aria-label="{name}">'
        f"<title>{name}</title>{bars}</svg>"
    )


def _bar(place: int, label: str, number: int, most: int) -> str:
    middle = _ROW * place + 17
    width = max(1, round(_BAR * number / most)) if number else 0
    shown = label if len(label) <= 26 else f"{label[:25]}…"
    return (
        f'<text class="label" x="{_LABEL - 8}" y="{middle}">{escape_html(escape(shown))}</text>'
        f'<rect class="bar" x="{_LABEL}" y="{_ROW * place + 4}" width="{width}" height="{_ROW - 6}" rx="2"/>'
        f'<text class="number" x="{_LABEL + width + 6}" y="{middle}">{number:,}</text>'
    )
