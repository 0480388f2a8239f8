"""A directive that shows a text before and after cleaning, with what each rule took in a colour of its own.

```{cleaned-page} ../seeds/001_766f2dcda9d01265.txt
```
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from page_boxes import boxes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class CleanedPage(SphinxDirective):
    """Two boxes side by side: the text of a file, and what `clean` leaves of it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Read the file, which is a path from the page, and clean it."""
        _, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(path)
        text = Path(path).read_bytes().decode()  # line ends as they are
        return [nodes.raw("", boxes(text), format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_directive("cleaned-page", CleanedPage)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
