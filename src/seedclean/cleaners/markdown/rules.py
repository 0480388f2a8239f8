"""The rules that look at the marks of Markdown themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedclean.markdown.delete import delete_marks
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from seedclean.document import Change, Document

_TARGET = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
_EMPTY = Pattern(rf"(?<![!\\\]])\[[ \t]{{0,9}}[¶§🔗]?[ \t]{{0,9}}\]{_TARGET}")
_PERMALINK = Pattern(rf"[ \t]?(?<![!\\\]])\[#\]\([^()\s]*#{_TARGET[2:]}")
_OUTSIDE = Pattern(r"\]\(\s*(?:https?:|/)")
_SIGNS = "¶§🔗"
_IMAGE = Pattern(rf"!\[[ \t]{{0,9}}\]{_TARGET}")
_TRACKER = Pattern(
    r"\(\s*(?:data:image/gif;base64,R0lGOD"
    r"|[^()\s]*(?:[/.](?:pixel|beacon|count(?:er)?|track(?:er|ing)?|spacer|blank|transparent|1x1|1px)"
    r"(?:[/.?_-]|\s|\))|scorecardresearch\.com|/tr\?id=|vgwort\.de/))",
    re.IGNORECASE,
)


@rule(needs="](")
def empty_link(document: Document) -> Iterator[Change]:
    r"""Delete links without text, and the signs beside headings that link to the heading.

    Why: icons of a page become links that nobody can see, and headings of documentation get a `¶`.

    Leaves alone: links with text or an image, empty links in a sentence and to
    files beside, `[#]` that links to another page, code in fences.
    `clean` runs it on Markdown only.

    >>> from seedclean import show
    >>> print(show(empty_link, "## Baking[¶](#baking)\nBake it, as [Ann](/ann) says.\n"))
    - ## Baking[¶](#baking)
    + ## Baking
      Bake it, as [Ann](/ann) says.
    """
    text = document.text
    return delete_marks(document, (*_unseen(text), *_PERMALINK.finditer(text)))


@rule(needs="![")
def tracking_image(document: Document) -> Iterator[Change]:
    r"""Delete images without a description whose address is that of a counter or a spacer.

    Why: pages load them to count their readers or to keep a distance; they show nothing.

    Leaves alone: images with a description, all other images, code in fences.
    `clean` runs it on Markdown only.

    >>> from seedclean import show
    >>> print(show(tracking_image, "# Ferry\nIt was late.\n![](https://count.example.org/pixel.gif?p=7)\n"))
      # Ferry
      It was late.
    - ![](https://count.example.org/pixel.gif?p=7)
    """
    return delete_marks(document, (one for one in _IMAGE.finditer(document.text) if _TRACKER.search(one[0])))


def _unseen(text: str) -> Iterator[Match[str]]:
    """The empty links beside a heading or alone in their line; in a sentence they have a title."""
    end = -1
    heading = alone = False
    for match in _EMPTY.finditer(text):
        if match.start() > end:
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = end if end >= 0 else len(text)
            heading = text.startswith("#", start)
            alone = not _EMPTY.sub("", text[start:end]).strip(" \t*+->")
        if heading or any(sign in match[0] for sign in _SIGNS):
            if "#" in match[0]:
                yield match
        elif alone and _OUTSIDE.search(match[0]):
            yield match
