"""Marks of tokenizers and vocabularies that were never meant to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_CUT = Pattern(r"(?<=[^\W_])@@ (?=[^\W_])")
_AT = Pattern(r" @([-,.:/])@ ")
_PIECE = Pattern(r"(?<![▁█▂▃▄▅▆▇]) ?▁(?![▁█▂▃▄▅▆▇]) ?")
_QUOTES = ("`", "'", '"', "‘", "“", "’", "”")
_UNKNOWN = Pattern(r"( ?)(?:<unk>|⁇|\[UNK\])( ?)")


@rule(needs="@")
def tokenizer_mark(document: Document) -> Iterator[Change]:
    r"""Take out the marks by which tokenizers remember where they cut.

    Why: they should have been used up when the pieces were put together.

    Leaves alone: mail addresses and `@` elsewhere, and bars that are drawn (`▁▂▃▄`).

    >>> from seedclean import show
    >>> print(show(tokenizer_mark, "a long @-@ term plan for the riv@@ er\n"))
    - a long @-@ term plan for the riv@@ er
    + a long-term plan for the river
    """
    text = document.text
    if "@@ " in text:
        for match in _CUT.finditer(text):
            yield match.start(), match.end(), ""
    if " @" in text:
        for match in _AT.finditer(text):
            yield match.start(), match.end(), match.group(1)


@rule(needs="▁")
def word_piece(document: Document) -> Iterator[Change]:
    r"""Replace the bar by which a vocabulary marks the start of a word.

    Why: it stands for a blank that should have been put back.

    Leaves alone: bars that are drawn (`▁▂▃▄`).

    >>> from seedclean import show
    >>> print(show(word_piece, "the ▁old ▁mill\n"))
    - the ▁old ▁mill
    + the old mill
    """
    text = document.text
    taken = 0  # a blank between two bars goes with the first
    for match in _PIECE.finditer(text):
        start, end = match.span()
        start = max(start, taken)
        if text[start - 1 : start] in ("(", "[") and text[start] == " ":
            start += 1  # a blank behind a bracket is another rule's
        edge = text[start - 1 : start] in ("", "\n", "(", "[", " ") or text[end : end + 1] in ("", "\n")
        taken = end
        yield start, end, "" if edge else " "


@rule(needs=("⁇", "<", "["))
def unknown_token(document: Document) -> Iterator[Change]:
    r"""Take out the stand-ins for words that a vocabulary did not have.

    Why: `<unk>` says only that something is missing.

    Leaves alone: the word `unk`, and documents that write about the mark, with `unk` in code or quotes.

    >>> from seedclean import show
    >>> print(show(unknown_token, "The <unk> bridge was opened in May.\n"))
    - The <unk> bridge was opened in May.
    + The bridge was opened in May.
    """
    text = document.text
    if "⁇" not in text and "<unk>" not in text and "[UNK]" not in text:
        return
    for match in _UNKNOWN.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
            continue
        yield start, end, " " if match.group(1) and match.group(2) else ""
