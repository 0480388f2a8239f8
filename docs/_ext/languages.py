"""The table of what the files of words know: languages by kinds, made when the documentation is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedclean.words import KINDS, PHRASES, labels_of, phrases_of, tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE = Path(__file__).parents[1] / "benchmarks" / "tables" / "languages.md"


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this: the table is written before it looks for its sources."""
    app.connect("builder-inited", lambda _app: TABLE.write_text(table(), encoding="utf-8"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def table() -> str:
    """The number of labels and of templates of each kind in each language, in Markdown."""
    known = dict(sorted(tables().items()))
    rows = [f"| kind | {' | '.join(known)} |", "|---|" + "---:|" * len(known)]
    for kinds, count in ((KINDS, labels_of), (PHRASES, phrases_of)):
        for kind in kinds:
            cells = (str(len(count(file, kind)) or "") for file in known.values())
            rows.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"
