"""Apostrophes that stand off from their word."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import language_at
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_DETACHED = (
    Pattern(r"(?<=[^\W\d_]{2})( )['’]s(?= [^\W_])"),
    Pattern(r"\b(?:I|you|we|they|he|she|it|who|that|there)( )['’](?:ve|re|ll|m|d)\b(?!['’])"),
    Pattern(r"\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should)n( )['’]t\b(?!['’])"),
    Pattern(r"\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should)n['’]( )t\b(?!['’])"),
    Pattern(r"\b(?:I|you|we|they|he|she|it|who|that|there)['’]( )(?:ve|re|ll|m|d|s)\b(?!['’])"),
)


@rule
def detached_apostrophe(document: Document) -> Iterator[Change]:
    r"""Take out the blank before or behind an English apostrophe.

    Why: tokenizers cut `don't` and `baker's` in two.

    Leaves alone: other languages (Dutch writes `'s avonds`), single quotation marks and `'n'`.

    >>> from seedclean import show
    >>> print(show(detached_apostrophe, "I don 't know where the baker 's shop is, and it is late.\n"))
    - I don 't know where the baker 's shop is, and it is late.
    + I don't know where the baker's shop is, and it is late.
    """
    text = document.text
    if not any(mark in text for mark in (" '", "' ", " ’", "’ ")):
        return
    lowered = text if text.islower() else text.replace("Do", "do")
    for pattern in _DETACHED:
        for match in pattern.finditer(lowered):
            if language_at(document, document.line_at(match.start())) == "en":
                yield match.start(1), match.end(1), ""
