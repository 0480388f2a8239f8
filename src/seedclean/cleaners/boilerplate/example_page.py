"""A page for the examples in the docstrings: the line model judges whole pages only."""

from __future__ import annotations

_PAGE = """Home
News
Weather
Contact
Log in
{above}
The mayor opened the new library on Friday, three years later than planned, and thanked all who had helped.
“We have waited long for this,” she told the crowd that had come to the market square in the rain.
The house holds forty thousand books, and most of them were moved from the cellar of the town hall.
Children may borrow as many as they can carry, the librarian said, and bring them back when they like.
{below}
About us
Privacy policy
Terms of use
Follow us
"""


def page(*, above: str = "", below: str = "") -> str:
    r"""A short page with a menu, some lines above its text and some below it, and a footer.

    >>> page(above="By Ann Field").count("\n")
    14
    """
    return _PAGE.format(above=above, below=below).replace("\n\n", "\n")
