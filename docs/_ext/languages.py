"""The table of what the files of words know: languages by kinds, made when the documentation is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedclean.words import KINDS, LINES, labels_of, lines_of, tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE = Path(__file__).parents[1] / "benchmarks" / "tables" / "languages.md"


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this: the table is written before it looks for its sources."""
    app.connect("builder-inited", lambda _app: TABLE.write_text(table(), encoding="utf-8"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def table() -> str:
    """The number of labels, templates and patterns of each kind in each language, in Markdown."""
    known = dict(sorted(tables().items()))
    rows = [f"| kind | {' | '.join(known)} |", "|---|" + "---:|" * len(known)]
    found = {kind: [labels_of(file, kind) for file in known.values()] for kind in KINDS}
    for name, kinds in LINES.items():
        found |= {kind: [lines_of(file, name, kind) for file in known.values()] for kind in kinds}
    for kind, row in found.items():
        rows.append(f"| {kind} | {' | '.join(str(len(some) or '') for some in row)} |")
    return "\n".join(rows) + "\n"
