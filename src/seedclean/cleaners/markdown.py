"""Marks of Markdown that mark nothing: the rules that look at the marks themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from seedclean.markdown import PROTECTED, parsed_of
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from re import Match

    from seedclean.document import Change, Document
    from seedclean.markdown import Parsed

_TARGET = r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
_EMPTY = Pattern(rf"(?<![!\\\]])\[[ \t]{{0,9}}[¶§🔗]?[ \t]{{0,9}}\]{_TARGET}")
_PERMALINK = Pattern(rf"[ \t]?(?<![!\\\]])\[#\]\([^()\s]*#{_TARGET[2:]}")
_OUTSIDE = Pattern(r"\]\(\s*(?:https?:|/)")
_SIGNS = "¶§🔗"
_REST = Pattern(r"[^\S\n]*+(?:\n|\Z)")
_IMAGE = Pattern(rf"!\[[ \t]{{0,9}}\]{_TARGET}")
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
_LONGEST_NAME = 3
"""Words of a description that says no more than what is shown: `Arrow icon`, `Ann Field`."""

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
    return _delete(document, (*_unseen(text), *_PERMALINK.finditer(text)))


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
    return _delete(document, (one for one in _IMAGE.finditer(document.text) if _TRACKER.search(one[0])))


@rule(needs="![")
def page_image(document: Document) -> Iterator[Change]:
    r"""Delete images of a page of which the text says all, or that only decorate a link or hold a place.

    Why: pages show portraits, thumbnails and logos beside links, and scripts put a small picture in the
    place of a large one; what a photograph shows is in its caption.

    Leaves alone: texts that show no furniture of a site (notes, manuals, READMEs with their badges); images
    with a description of four words and more that nothing else on the page says, links from a small picture
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
    said = _said_elsewhere(document, images)
    return _delete(document, _without_overlap(_linked_images(text), _placeholders(images), said))


def shows_page(document: Document) -> bool:
    """Check whether the plain text of Markdown shows furniture of a site, as the line model asks.

    `clean` asks this of a text before its furniture goes, and removes the images behind it.

    Args:
        document: The document.
    """
    from seedclean.cleaners.boilerplate.line_model.gate import is_page
    from seedclean.markdown import view_of

    return is_page(view_of(document).plain)


def _linked_images(text: str) -> Iterator[Match[str]]:
    """Yield the links that hold images only, and lead to no image."""
    return (match for match in _LINKED_IMAGES.finditer(text) if not _TO_IMAGE.search(match["target"]))


def _placeholders(images: list[Match[str]]) -> Iterator[Match[str]]:
    """Yield the small pictures that hold the place of a large one until a script puts it there."""
    return (match for match in images if _PLACEHOLDER.match(match["target"]))


def _said_elsewhere(document: Document, images: list[Match[str]]) -> Iterator[Match[str]]:
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


def _delete(document: Document, matches: Iterator[Match[str]] | tuple[Match[str], ...]) -> Iterator[Change]:
    """The changes that delete marks outside what is protected, with the lines that hold nothing else."""
    found = sorted(match.span() for match in matches)
    if not found:
        return
    parsed = document.view(parsed_of)
    position = 0
    for start, end in found:
        if start < position or _is_protected(document, parsed, start):
            continue
        low = document.starts[document.line_at(start)]
        high = document.starts[document.line_at(end - 1) + 1]
        if not document.text[max(low, position) : start].strip(" \t*+->") and _REST.match(document.text, end):
            start, end = max(low, position), min(high, len(document.text))
        yield start, end, ""
        position = end


def _is_protected(document: Document, parsed: Parsed, place: int) -> bool:
    if parsed.blocks[document.line_at(place)] == PROTECTED:
        return True
    last = bisect_right(parsed.fixed, (place, len(parsed.text))) - 1
    return last >= 0 and place < parsed.fixed[last][1]
