"""Images of pages in Markdown: those of which the text says all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.line_model.gate import is_page
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

    Leaves alone: texts that show no furniture of a site (notes, manuals, READMEs with their badges); images
    with a description of five words and more that nothing else on the page says, links from a small picture
    to the large one, and code in fences.
    `clean` runs it on Markdown only.

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
    described = _find_described_elsewhere(document, images)
    found = _without_overlap(_find_linked_images(text), _find_placeholders(images), described)
    return delete_marks(document, found)


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
