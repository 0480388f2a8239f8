"""Tables as Markdown, aligned so that they read well in a terminal, too."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Table(NamedTuple):
    """A table of figures.

    Attributes:
        name: The name of its file, without suffix.
        title: What it shows, for the terminal.
        columns: The head; the first column names the row.
        rows: The cells; numbers are formatted already.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


def table(name: str, title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Table:
    return Table(name, title, tuple(columns), [tuple(map(str, row)) for row in rows])


def markdown(shown: Table) -> str:
    cells = [shown.columns, *shown.rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(shown.columns))]
    head, *body = (_line(row, widths) for row in cells)
    rule = "|".join(["", f"{'-' * (widths[0] + 2)}", *(f"{'-' * (width + 1)}:" for width in widths[1:]), ""])
    return "\n".join([head, rule, *body]) + "\n"


def write(folder: Path, shown: Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{shown.name}.md").write_text(markdown(shown), encoding="utf-8")


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        row[0].ljust(widths[0]),
        *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
    ]
    return f"| {' | '.join(cells)} |"


def fraction(value: float | None) -> str:
    """`.843`; a dash where nothing was measured."""
    return "–" if value is None else f"{value:.3f}"


def percent(part: float, whole: float) -> str:
    """`84.3`; a dash where there is nothing to count."""
    return f"{100 * part / whole:.1f}" if whole else "–"
