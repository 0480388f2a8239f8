"""Hyphens that stand off from their words."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import language_at
from seedclean.cleaners.translation.words import words
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_DETACHED = Pattern(r"(?<![\w-])([^\W\d_]{2,20})( -)([^\W_]{3,20})(?![\w=:-])")
_SCORE = Pattern(r"(?<![\w:.])\d{1,3}:\d{1,3}( -)(?=[^\W\d_]{3})")
_FIRST_PARTS = words(
    "high low long short self well ill good bad best better large small big wide deep half full part "
    "multi semi non anti pre post co on off mid cross inter first second third fourth fifth last next "
    "one two three four five six seven eight nine ten twelve twenty thirty fifty hundred top bottom "
    "upper lower middle open closed old new young early late fast slow hard soft heavy light hot cold "
    "state world home hand man woman child family user year month week day hour minute water air fire "
    "ground sea land oil gas coal nuclear solar wind energy cost price tax time real free all ever "
    "never vice ex e ultra super double single dual triple quasi pro built cutting ready made so"
)
_SECOND_PARTS = words(
    "level based term year old time scale quality class hand rate range speed tech free like related "
    "wide made born style type size sized round long led driven minded known up down in out off on "
    "board site sufficiency reliance reliant sufficient defence defense esteem confidence control "
    "employed governing government service ranking profile income priced cost carbon energy lasting "
    "standing distance running headed handed sided party way page part day month week hour minute "
    "storey story bedroom door seat star run friendly oriented orientated intensive rank ever fashioned "
    "growing moving paid trained educated developed equipped established called speaking looking "
    "sounding facing being operation operate ordinate founder chair author existing profit governmental "
    "president chairman minister general"
)


@rule
def detached_hyphen(document: Document) -> Iterator[Change]:
    r"""Take out the blank before the hyphen of a compound.

    Why: tokenizers set hyphens apart and put them back on one side only.

    Leaves alone: dashes, list marks, suspended hyphens (`two- and three-year`), options of
    commands (`ls -all`), negative numbers, and any pair of words that is no common compound and
    stands nowhere joined in the document.

    >>> from seedclean import show
    >>> print(show(detached_hyphen, "The mayor paid a high -level visit to the bakery.\n"))
    - The mayor paid a high -level visit to the bakery.
    + The mayor paid a high-level visit to the bakery.
    """
    text = document.text
    if " -" not in text:
        return
    for match in _DETACHED.finditer(text):
        left, _, right = match.groups()
        known = right in _SECOND_PARTS and left.lower() in _FIRST_PARTS
        if known or f"{left}-{right}" in text:
            yield match.start(2), match.end(2), "-"
    if ":" in text:
        for match in _SCORE.finditer(text):
            if text[match.end()].isupper() and language_at(document, document.line_at(match.start())) == "de":
                yield match.start(1), match.end(1), "-"
