"""Curves as SVG, to be put into a page: its style sheet gives the colours, for light and dark."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

_WIDTH, _HEIGHT = 600, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 30, 14, 60
_COLOURS = ("var(--color-brand-content, #2457a6)", "var(--color-foreground-secondary, #6b6f76)")
_TEXT = "var(--color-foreground-primary, #1c1e21)"
_GRID = "var(--color-background-border, #c9ccd1)"
_DASHES = ("none", "7 5")


class Curve(NamedTuple):
    """A line of a picture.

    Attributes:
        name: What it is of.
        points: Where it runs, from left to right.
    """

    name: str
    points: list[tuple[float, float]]


class Picture(NamedTuple):
    """Curves in one picture.

    Attributes:
        name: The name of its file, without suffix.
        title: What it shows, for the terminal.
        across: What goes from left to right, from 0 to 1.
        up: What goes up.
        lowest: Where that begins; it ends at 1.
        wished: A value of it to mark by a line.
        curves: The lines, one or two.
    """

    name: str
    title: str
    across: str
    up: str
    lowest: float
    wished: float
    curves: list[Curve]


def write(folder: Path, picture: Picture) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{picture.name}.svg").write_text(svg(picture), encoding="utf-8")


def in_words(picture: Picture) -> str:
    """The picture for those who do not see it: the values of each curve at a few places."""
    return f"{picture.title}. " + " ".join(
        f"{curve.name}: {', '.join(f'{value:.3f} at {place:.0%}' for place, value in _few(curve.points))}."
        for curve in picture.curves
    )


def _few(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    for wanted in (0.1, 0.25, 0.5, 0.75, 1.0):
        near = min(points, key=lambda point: abs(point[0] - wanted), default=None)
        if near is not None:
            yield near


def svg(picture: Picture) -> str:
    """Draw a picture."""
    said = escape(in_words(picture))
    parts = [*_grid(picture), *_axes(picture)]
    for number, curve in enumerate(picture.curves):
        parts += _line(picture, curve, number)
    return (
        f'<svg class="curve" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{said}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="16">\n'
        f"<title>{escape(picture.title)}</title>\n<desc>{said}</desc>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _grid(picture: Picture) -> Iterator[str]:
    for value in _ticks(picture.lowest):
        y = _y(picture, value)
        yield (
            f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="{_GRID}" fill="none"/>'
            f'<text x="{_LEFT - 8}" y="{y + 5}" text-anchor="end" fill="{_TEXT}">{value:.2f}</text>'
        )
    y = _y(picture, picture.wished)
    yield f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="{_TEXT}" stroke-dasharray="2 4" fill="none"/>'


def _ticks(lowest: float) -> list[float]:
    return [place / 20 for place in range(round(lowest * 20), 21)]


def _axes(picture: Picture) -> Iterator[str]:
    for tenth in range(0, 11, 2):
        yield (
            f'<text x="{_x(tenth / 10)}" y="{_HEIGHT - _BOTTOM + 24}" text-anchor="middle" fill="{_TEXT}">'
            f"{tenth * 10} %</text>"
        )
    look = f'text-anchor="middle" fill="{_TEXT}"'
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    yield f'<text x="{middle}" y="{_HEIGHT - 8}" {look}>{escape(picture.across)}</text>'
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    yield (
        f'<text x="14" y="{middle}" transform="rotate(-90 14 {middle})" {look}>{escape(picture.up)}</text>'
    )


def _line(picture: Picture, curve: Curve, number: int) -> Iterator[str]:
    """The line and, in the lower left corner, its name beside a piece of it."""
    colour, dash = _COLOURS[number], _DASHES[number]
    look = f'stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}" fill="none"'
    way = " ".join(f"{_x(place)} {_y(picture, value)}" for place, value in curve.points)
    y = _HEIGHT - _BOTTOM - 44 + 24 * number
    yield f'<path d="M{way}" {look}/>'
    yield (
        f'<path d="M{_LEFT + 14} {y}h34" {look}/>'
        f'<text x="{_LEFT + 58}" y="{y + 5}" fill="{_TEXT}">{escape(curve.name)}</text>'
    )


def _x(place: float) -> float:
    return round(_LEFT + place * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(picture: Picture, value: float) -> float:
    share = (max(value, picture.lowest) - picture.lowest) / (1 - picture.lowest)
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)
