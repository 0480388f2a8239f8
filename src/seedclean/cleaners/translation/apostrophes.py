"""Apostrophes that are detached from their word."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import likely_language, pairs
from seedclean.cleaners.translation.sentences import language_at
from seedclean.document import Change, Document
from seedclean.facts import needs_of, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_MARKS = (" '", "' ", " ’", "’ ")
_ENDING = Pattern(r" ?(?:s|t|ve|re|ll|m|d)(?!\w)")
_ELIDED = Pattern(r"(?i)(?:^|[^\w])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|un|[dnsq]u?ell|all|sull|dall|quest)$")
# `don 't` and `they 'll` are English whatever else is in the line.
_CONTRACTIONS = (
    Pattern(r"(?i)\b(?:I|you|we|they|he|she|it|who|that|there)( ['’] ?|['’] )(?:ve|re|ll|m|d)\b(?!['’])"),
    Pattern(r"(?i)\b(?:it|he|she|that|there|what|who|let)(['’] )s(?= [^\W_])"),
    Pattern(
        r"(?i)\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should|need)n"
        r"( ['’] ?|['’] )t\b(?!['’])"
    ),
    Pattern(r"(?i)\b(?:do|does|did|is|are|was|were|has|have|had|ca|wo|would|could|should|need)( )n['’]t\b"),
)
# `L' amitié … d' esprit`: twice in a line, it is a language that elides, whichever
_ELISION = Pattern(
    r"(?i)(?<![\w'’])(?:[ldjmtnsc]|qu|jusqu|aujourd|un|all|dell|nell|sull|dall|quell)( ['’] ?|['’] )"
    r"(?=[aeiouhàâáéèêëíïîóòôúùûœ](?:\w| \w))"
)
_CLOSES = Pattern(r"[^\W\d_]{3}['’](?!\w)")
_PATTERNS = {
    "": _CONTRACTIONS,
    "en": (
        # `baker 's shop`, `baker' s shop`, but not a quoted letter: `the 's' key`
        Pattern(r"(?<=[^\W\d_]{2})( ['’] ?|['’] )s(?= [^\W_]|[.,;:?!]\s)"),
        *_CONTRACTIONS,
    ),
    "fr": (
        Pattern(
            r"(?i)\b(?<!['’)])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu)( ['’] ?|['’] )(?=[aeiouyhàâäéèêëîïôöûùœ])"
        ),
    ),
    "it": (
        Pattern(
            r"(?i)\b(?<!['’)])(?:l|un|d|c|s|dell|nell|all|sull|dall|quell|quest)( ['’] ?|['’] )"
            r"(?=[aeiouhàèéìòù])"
        ),
    ),
}


@rule(needs=needs_of(("'", "’")) & pair(*_MARKS))
def detached_apostrophe(document: Document) -> Iterator[Change]:
    r"""Take out the blank before or behind an apostrophe.

    Why: tokenizers cut `don't`, `baker's` and `l'amour` in two.

    Leaves alone: languages other than English, French, Italian and their like (Dutch writes
    `'s avonds`), an elision that is alone in its line and of no known language,
    single quotation marks, letters in quotes (`the 's' key`) and `rock 'n' roll`.

    >>> from seedclean import show
    >>> print(show(detached_apostrophe, "I don 't know where the baker' s shop is, and it is late.\n"))
    - I don 't know where the baker' s shop is, and it is late.
    + I don't know where the baker's shop is, and it is late.
    """
    for row in sorted(_rows(document)):
        line = document.lines[row]
        certain = language_at(document, row)
        speaks = certain or likely_language(line) or _speaks_english(line)
        spans = {match.span(1) for pattern in _PATTERNS.get(speaks, ()) for match in pattern.finditer(line)}
        elided = {match.span(1) for match in _ELISION.finditer(line)}
        if len(elided) > 1 and certain in ("", "fr", "it", "es", "pt"):
            spans |= elided
        for start, end in spans:
            if speaks != "en" and _opens_quotation(line, start, end):
                continue
            yield document.starts[row] + start, document.starts[row] + end, line[start:end].strip()


def _opens_quotation(line: str, start: int, end: int) -> bool:
    """Check whether an apostrophe with a blank before it opens a quotation: `mail -s 'The mill' ann`."""
    if not line[start].isspace() or line[end - 1].isspace():
        return False
    return _CLOSES.search(line, end) is not None


def _speaks_english(line: str) -> str:
    """`"en"` where a contraction is cut in two: `doesn 't`."""
    return "en" if any(pattern.search(line) for pattern in _CONTRACTIONS) else ""


def _rows(document: Document) -> set[int]:
    """The lines where a short ending or a short word is beside an apostrophe and a blank."""
    text, odd = document.text, document.view(pairs)
    rows = set()
    for needle in _MARKS:
        for place in odd.get(needle, ()):
            if _ENDING.match(text, place + 2) or _ELIDED.search(text[max(0, place - 7) : place]):
                rows.add(document.line_at(place))
    return rows
