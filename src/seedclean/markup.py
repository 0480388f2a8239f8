"""Texts that are HTML, which are refused: the rules are for text."""

from __future__ import annotations

import re

from seedclean.patterns import Pattern

MOST_TAGS = 0.3
"""Of the characters of a text no greater share may be tags."""

_FEWEST = 8
"""Fewer tags than these are somebody's who writes about them, or left over."""

_MOST_LINES = 0.6
"""Of the lines no greater share may have tags: in a README with badges half do, in HTML two thirds."""

_FEWEST_INLINE = 20
"""So many where all are tags that a rule takes out of a text, or that writers use."""

_BEGINNING = Pattern(
    r"[\s\ufeff]*(?:<\?xml[^<>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\b|html(?=[\s>]))",
    re.IGNORECASE,
)
_TAG = Pattern(r"</?([A-Za-z][A-Za-z0-9:-]*)(?:[\s/][^<>]*)?>|<![A-Za-z][^<>]*>")
_CLOSING = Pattern(r"</([A-Za-z][A-Za-z0-9:-]*)\s*>")
_PREFORMATTED = Pattern(r"<pre(?:\s[^<>]*)?>(?:[^<]|<(?!/pre>))*", re.IGNORECASE)
_ALONE = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Tags of HTML that have no closing one."""

_INLINE = frozenset("a b br code em font i li mark p small span strong sub sup u".split())


class MarkupError(ValueError):
    """A text is HTML; the message says what to do with it."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"{found}: this is HTML and no text; take the text out of it first, as trafilatura and "
            "resiliparse do and WET files have it, and clean that"
        )


def check_text(text: str) -> None:
    """Refuse a text that is HTML.

    The rules would take tags for words and lines of tags for lines of a page.

    Args:
        text: The text.

    Raises:
        MarkupError: It begins as a page of HTML does, or most of its lines have
            tags, which are 30 % of its characters.

    >>> check_text("If a <b> and c> d, then x<y.")
    >>> check_text("<!DOCTYPE html><title>The council</title>")
    Traceback (most recent call last):
        ...
    seedclean.markup.MarkupError: the text begins with '<!DOCTYPE': this is HTML and no text; take ...
    """
    if "<" not in text or _is_preformatted(text):
        return
    beginning = _BEGINNING.match(text)
    if beginning:
        shown = text[: beginning.end()].rpartition("<")[2].strip()
        raise MarkupError(f"the text begins with '<{shown}'")
    share = _share_of_tags(text)
    if share > MOST_TAGS and _has_tags_in_most_lines(text):
        raise MarkupError(f"{share:.0%} of the characters are tags")


def _is_preformatted(text: str) -> bool:
    """Check whether more than half of a page is one text with line ends of its own, as an RFC in HTML is."""
    return 2 * sum(map(len, _PREFORMATTED.findall(text))) > len(text)


def _share_of_tags(text: str) -> float:
    """The share of the characters that are tags; 0 where there are too few of them to say.

    A name in angle brackets, as chat logs have it, is a tag only where it is
    closed. A comment is what somebody wrote.
    """
    if text.count("<") < _FEWEST:
        return 0.0
    closed = {name.lower() for name in _CLOSING.findall(text)} | _ALONE
    tags = [match for match in _TAG.finditer(text) if match[1] is None or match[1].lower() in closed]
    fewest = _FEWEST_INLINE if all((match[1] or "").lower() in _INLINE for match in tags) else _FEWEST
    if len(tags) < fewest:
        return 0.0
    return sum(match.end() - match.start() for match in tags) / len(text)


def _has_tags_in_most_lines(text: str) -> bool:
    """Check whether tags are everywhere, not only in a part, as in a README with a row of badges."""
    lines = [line for line in text.split("\n") if line.strip()]
    return sum("<" in line for line in lines) > _MOST_LINES * len(lines)
