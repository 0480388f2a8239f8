"""Lines that the line model predicts as boilerplate and no more specific rule claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.headline import drop_but_headline
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.document import Change, Document
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(needs=PREDICTED)
def teaser(document: Document) -> Iterator[Change]:
    r"""Drop headlines and first lines of other pages.

    Why: a page shows what else the site has to offer, beside the text and
    below it; the lines are about anything.

    Leaves alone: lines of fewer than four words; lines that the line model
    takes for a part of the text, as its own headings.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> others = "Related stories\nStorm closes the coastal road\nBakers ask for lower prices"
    >>> print(show(teaser, page(below=others)))  # doctest: +ELLIPSIS
      Home
      ...
      Related stories
    - Storm closes the coastal road
    - Bakers ask for lower prices
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "teaser"))


@rule(needs=PREDICTED)
def page_furniture(document: Document) -> Iterator[Change]:
    r"""Drop what else the line model takes for furniture of the page.

    Why: sites have more kinds of furniture than anybody can name; the model
    knows them by their form and by their place.

    Leaves alone: lines that the model takes for a part of the text; lines of
    a kind that another rule names, whether that rule is chosen or not; texts of
    fewer than eight lines; pages that show no furniture beyond doubt.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(page_furniture, page(below="Share\nJoin us!\nWhat next?")))  # doctest: +ELLIPSIS
      Home
      ...
      Share
    - Join us!
    - What next?
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "page-furniture"))
