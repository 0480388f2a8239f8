"""Images of pages in Markdown: those of which the text says all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.line_model.gate import is_page
from seedclean.document import HEADER
from seedclean.markdown.delete import delete_marks
from seedclean.markdown.view import view_of
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from re import Match

    from seedclean.document import Change, Document

_ALT = r"(?:[^\[\]\\]++|\\.|\[[^\[\]]*+\])*+"
_NESTED = r"\((?P<target>(?:[^()\n]++|\((?:[^()\n]++|\([^()\n]*+\))*+\))*+)\)"
_ANY_IMAGE = Pattern(rf"!\[(?P<alt>{_ALT})\]{_NESTED}")
_LINKED_IMAGES = Pattern(
    rf"(?<![!\\\]])\[\s*+(?:!\[{_ALT}\]{_NESTED.replace('?P<target>', '?:')}\s*+)++\]{_NESTED}"
)
_TO_IMAGE = Pattern(r"\.(?:jpe?g|png|gif|webp|svg|avif)\b", re.IGNORECASE)
_PLACEHOLDER = Pattern(r"\s*<?data:image/(?:gif|svg\+xml)")
_WORD = Pattern(r"\w+")
_LEAST_SAID = 0.8
_LONGEST_NAME = 4
"""Words of a description that says no more than what is shown: `Arrow icon`, `Ann Field`."""


@rule(needs="![", cleaner="markdown")
def page_image(document: Document) -> Iterator[Change]:
    r"""Delete images of a page of which the text says all, or that only decorate a link or hold a place.

    Why: pages show portraits, thumbnails and logos beside links, and scripts put a small picture in the
    place of a large one; what a photograph shows is in its caption.

    Of the images without a description those go that lead nowhere, that are there twice and more (icons),
    and those above and below all text.

    Leaves alone: texts that show no furniture of a site (notes, manuals, READMEs with their badges); images
    with a description of five words and more that nothing else on the page says, links from a small picture
    to the large one, other images without a description within the text, and code in fences.
    `clean` runs it on Markdown only, when the rules of text have run.

    >>> from seedclean import show
    >>> page = '''![Two ferries](/a.jpg) [Home](/)
    ... # Ferries were late
    ... Two ferries were late on Friday because of a storm over the harbour.
    ... About us
    ... © 2024 Harbour News
    ... '''
    >>> print(show(page_image, page))
    - ![Two ferries](/a.jpg) [Home](/)
    +  [Home](/)
      # Ferries were late
      Two ferries were late on Friday because of a storm over the harbour.
      About us
      © 2024 Harbour News
    """
    text = document.text
    images = list(_ANY_IMAGE.finditer(text))
    if not images or not document.view(shows_page):
        return iter(())
    described, empty = _find_described_elsewhere(document, images), _images_of_nothing(text, images)
    found = (_find_linked_images(text), _find_placeholders(images), described, empty)
    return delete_marks(document, _without_overlap(*found))


def shows_page(document: Document) -> bool:
    """Check whether the plain text of Markdown shows furniture of a site, as the line model asks.

    `clean` asks this of a text before its furniture goes, and removes the images behind it.

    Args:
        document: The document.
    """
    return is_page(view_of(document).plain)


def _find_linked_images(text: str) -> Iterator[Match[str]]:
    """Yield the links that hold images only, and lead to no image."""
    return (match for match in _LINKED_IMAGES.finditer(text) if not _TO_IMAGE.search(match["target"]))


def _find_placeholders(images: list[Match[str]]) -> Iterator[Match[str]]:
    """Yield the small pictures that hold the place of a large one until a script puts it there."""
    return (match for match in images if _PLACEHOLDER.match(match["target"]))


def _find_described_elsewhere(document: Document, images: list[Match[str]]) -> Iterator[Match[str]]:
    """Yield the images whose description is in a line, but for one word of five, or only names a thing."""
    alts = {alt: set(_WORD.findall(alt.lower())) for alt in {match["alt"] for match in images}}
    wanted = frozenset().union(*alts.values())
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for row, line in enumerate(_ANY_IMAGE.sub(" ", document.text).lower().split("\n")):
        for word in wanted.intersection(_WORD.findall(line)):
            rows[word].add(row)
    said = {alt for alt, words in alts.items() if _is_said(words, rows)}
    for match in images:
        if match["alt"] in said:
            yield match
        elif alts[match["alt"]]:
            said.add(match["alt"])  # the images behind it that say the same go


def _images_of_nothing(text: str, images: list[Match[str]]) -> Iterator[Match[str]]:
    """Yield the images without a description that lead nowhere, come again, or are around all text."""
    times = Counter(match["target"] for match in images)
    first, last = text_span(text)
    for match in images:
        if _WORD.search(match["alt"]):
            continue
        if times[match["target"]] > 1 or not match["target"].strip() or not first <= match.start() < last:
            yield match


def text_span(text: str) -> tuple[int, int]:
    r"""From where to where a text in Markdown has words, those of its header and its images aside.

    >>> text_span("date: 2024-05-01\n\n![](/a.png)\n# Ferry\n***\n")
    (32, 37)
    """
    header = HEADER.match(text)
    shown = _ANY_IMAGE.sub(lambda match: " " * len(match[0]), text)
    first = _WORD.search(shown, header.end() if header else 0)
    if first is None:
        return 0, 0
    return first.start(), next(at + 1 for at in range(len(shown) - 1, -1, -1) if shown[at].isalnum())


def _is_said(words: set[str], rows: Mapping[str, set[int]]) -> bool:
    """Check whether words are no sentence, or one of the rows has nearly all of them."""
    if len(words) <= _LONGEST_NAME:
        return len(words) > 0
    most = max(Counter(chain.from_iterable(rows[word] for word in words)).values(), default=0)
    return most >= _LEAST_SAID * len(words)


def _without_overlap(*found: Iterator[Match[str]]) -> Iterator[Match[str]]:
    """Yield matches in the order of their places, and of those that overlap the longest."""
    end = 0
    for match in sorted(chain.from_iterable(found), key=lambda one: (one.start(), -one.end())):
        if match.start() >= end:
            yield match
            end = match.end()
