"""Apostrophes that stand off from their word."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import language_at
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_MARKS = (" '", "' ", " ’", "’ ")
_ENGLISH = (
    # `baker 's shop`, `baker' s shop`, but not a quoted letter: `the 's' key`
    Pattern(r"(?<=[^\W\d_]{2})( ['’] ?|['’] )s(?= [^\W_]|[.,;:?!]\s)"),
    Pattern(r"(?i)\b(?:I|you|we|they|he|she|it|who|that|there)( ['’] ?|['’] )(?:ve|re|ll|m|d)\b(?!['’])"),
    Pattern(r"(?i)\b(?:it|he|she|that|there|what|who|let)(['’] )s(?= [^\W_])"),
    Pattern(
        r"(?i)\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should|need)n( ['’] ?|['’] )t\b(?!['’])"
    ),
)
_ELISION = {
    "fr": Pattern(r"(?i)\b(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu)( ['’] ?|['’] )(?=[aeiouyhàâäéèêëîïôöûùœ])"),
    "it": Pattern(
        r"(?i)\b(?:l|un|d|c|s|dell|nell|all|sull|dall|quell|quest)( ['’] ?|['’] )(?=[aeiouhàèéìòù])"
    ),
}


@rule
def detached_apostrophe(document: Document) -> Iterator[Change]:
    r"""Take out the blank before or behind an apostrophe.

    Why: tokenizers cut `don't`, `baker's` and `l'amour` in two.

    Leaves alone: languages other than English, French and Italian (Dutch writes `'s avonds`), single
    quotation marks, letters in quotes (`the 's' key`) and `rock 'n' roll`.

    >>> from seedclean import show
    >>> print(show(detached_apostrophe, "I don 't know where the baker' s shop is, and it is late.\n"))
    - I don 't know where the baker' s shop is, and it is late.
    + I don't know where the baker's shop is, and it is late.
    """
    text = document.text
    if not any(mark in text for mark in _MARKS):
        return
    found = {
        match.span(1)
        for pattern in _ENGLISH
        for match in pattern.finditer(text)
        if language_at(document, document.line_at(match.start())) == "en"
    }
    for speaks, pattern in _ELISION.items():
        for match in pattern.finditer(text):
            if language_at(document, document.line_at(match.start())) == speaks:
                found.add(match.span(1))
    for start, end in found:
        yield start, end, text[start:end].strip()
