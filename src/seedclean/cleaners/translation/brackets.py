"""Blanks inside brackets, and blanks missing around them."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import pairs, rows_of
from seedclean.cleaners.translation.sentences import is_prose, is_text, language_at
from seedclean.document import Change, Document
from seedclean.facts import needs_of, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_SMILEY_EYES = frozenset(":;=-")
_BEFORE_CLOSING = frozenset("%”\"'")
_BEGINS = frozenset("\"'“„«‘‚‹¿¡$€£¥+-–~<.…&#§")
"""Marks with which a text in brackets begins; what is drawn begins with others."""

_BOXED = Pattern(r"\[ [^\[\]\n]{1,100} \]")
# Of a call in C: `sizeof(long double)`, `turn(int stone, char side)`
_TYPES = r"(?:int|char|unsigned|const|struct|bool|(?:long|short) (?:long|int|double))\b"
_RUN_IN_OPENING = Pattern(
    rf"\((?=[^\W\d_]{{2,30}} [^\W\d_]{{2,30}})(?!{_TYPES})"
    r"(?<=[^\W_A-Z]{3}\()(?<!\.\w{3}\()(?<!\.\w{2}\()"
)
# `was es tut(nicht)`: a whole word by itself, which is no ending (`member(s)`)
_SMALL_WORD_OPENING = Pattern(
    r"\((?=(?:nicht|auch|noch|oder|aber|nur|not|also|only|even|then|again|encore|aussi|también|anche)\))"
    r"(?<=[a-zß-ÿ]{3}\()"
)
# `NCEE(National College Entrance Examination)`: the first two words in the bracket begin as the acronym does
_ACRONYM_OPENING = Pattern(
    r"(?<![\w.])([A-Z])([A-Z])[A-Za-z]{0,10}(\()(?=\1[a-zà-ž]{1,29} (?:[a-z]{2,4} ){0,2}\2[a-zà-ž])"
)
_RUN_IN_CLOSING = Pattern(r"\)(?=[A-Z][^\W\d_]{1,30} [^\W\d_])(?<=[^\W\d_]{2}\))")

# `the mill (built by monks)still turns`: there are two words in the bracket, so it is no `(un)likely`
_WORD_BEHIND = Pattern(r"\([^\W\d_]{2,30} [^()\n]{1,200}[^\W\d_]{2}(\))(?=[^\W\d_]{3,30} [^\W\d_])")
_FORMULA = Pattern(r"(?<![a-z])[A-Z][a-z]? \d{1,2}$")  # `Mg(NO 3 ) 2`
_NUMBER_BEFORE = Pattern(r"(?:^| )\d[\d.,]{0,9}$")
_NO_BLANKS = frozenset(("zh", "ja", "ko"))
_UNSPACED = "\u2e80"
"""From here on letters are those of these languages."""


@rule(needs=needs_of(("(", "[")) & pair(" )", "( "))
def blank_in_brackets(document: Document) -> Iterator[Change]:
    r"""Take out the blank behind an opening bracket and before a closing one.

    Why: tokenizers set brackets apart from words.

    Leaves alone: lines of a few words, code and the notation of manuals (`[ -q ] <file>`) among them,
    smileys, icons (`( :construction: draft)`), formulas (`Mg(NO 3 ) 2`), and closing brackets that were
    never opened.

    >>> from seedclean import show
    >>> print(show(blank_in_brackets, "The museum ( MoB) opens at nine on weekdays ( except in May ).\n"))
    - The museum ( MoB) opens at nine on weekdays ( except in May ).
    + The museum (MoB) opens at nine on weekdays (except in May).
    """
    yield from _blanks_behind_opening(document)
    yield from _blanks_before_closing(document)


def _blanks_behind_opening(document: Document) -> Iterator[Change]:
    text = document.text
    for needle in ("( ", "[ "):
        for place in document.view(pairs).get(needle, ()):
            end = place + 3 if text[place + 2 : place + 3] == " " else place + 2
            before, after = text[place - 1 : place], text[end : end + 1]
            if needle == "[ " and _BOXED.match(text, place):
                continue  # `[ edit ]` is a button or a name in a log
            if (
                before in _SMILEY_EYES
                or not (after.isalnum() or after in _BEGINS)
                or not _in_text(document, place)
            ):
                continue
            if before.isalnum() and (text[place - 2 : place].isalpha() or _follows_number(text, place, end)):
                yield place, end, " " + needle[0]  # the blank was on the wrong side
            else:
                yield place + 1, end, ""


def _follows_number(text: str, place: int, end: int) -> bool:
    """Check whether a number is before a bracket, and a word in it: `3( statue, 1.5)`, but not `f3( x)`."""
    number = _NUMBER_BEFORE.search(text[max(0, place - 12) : place])
    return number is not None and text[end : end + 2].isalpha()


def _blanks_before_closing(document: Document) -> Iterator[Change]:
    text = document.text
    for needle in (" )", " ]"):
        for place in document.view(pairs).get(needle, ()):
            start = place - 1 if text[place - 1 : place] == " " else place
            before = text[start - 1 : start]
            low = max(0, place - 100)
            boxed = needle == " ]" and text.rfind("[", low, place) == text.rfind("[ ", low, place)
            ends_word = before.isalnum() or before in _BEFORE_CLOSING
            if not ends_word or boxed or _FORMULA.search(text[max(0, start - 6) : start]):
                continue
            if _in_text(document, place) and _is_opened(text, start):
                yield start, place + 1, ""


def _in_text(document: Document, place: int) -> bool:
    row = document.line_at(place)
    return is_text(document, row) and language_at(document, row) not in _NO_BLANKS


@rule(needs=needs_of("(") & pair("a(", ")A"))
def run_in_bracket(document: Document) -> Iterator[Change]:
    r"""Put the blank back between a word and a bracket that run into each other.

    Why: brackets of scripts without blanks are carried over unchanged.

    Leaves alone: brackets within a word (`member(s)`, `iron(III)`), calls in code, and brackets with
    a single word in them, but for `not` and the like. Behind an acronym the words in the bracket must begin
    with its letters.

    >>> from seedclean import show
    >>> print(show(run_in_bracket, "The mill(built by monks) still turns in the wind.\n"))
    - The mill(built by monks) still turns in the wind.
    + The mill (built by monks) still turns in the wind.
    """
    for row in rows_of(document, "a(", ")A"):
        if not (is_prose(document, row) and is_text(document, row) and _has_pairs(document, row)):
            continue
        line, start = document.lines[row], document.starts[row]
        for match in _RUN_IN_OPENING.finditer(line):
            if "_" in line[: match.start()].rpartition(" ")[2] or line[match.start() - 1] >= _UNSPACED:
                continue  # `set_property(a b)`, and scripts without blanks
            yield start + match.start(), start + match.start(), " "
        for match in _SMALL_WORD_OPENING.finditer(line):
            yield start + match.start(), start + match.start(), " "
        for match in _ACRONYM_OPENING.finditer(line):
            yield start + match.start(3), start + match.start(3), " "
        closing = {match.end() for match in _RUN_IN_CLOSING.finditer(line)}
        closing |= {match.end() for match in _WORD_BEHIND.finditer(line)}
        for end in sorted(closing):
            yield start + end, start + end, " "


def _is_opened(text: str, place: int) -> bool:
    """Check whether a bracket is open at a place: the nearest one before it, on the same line, opens."""
    low = max(0, place - 300)
    opening = max(text.rfind("(", low, place), text.rfind("[", low, place))
    return opening > max(text.rfind(mark, low, place) for mark in ")]\n")


def _has_pairs(document: Document, row: int) -> bool:
    """Check whether a line has as many closing brackets as opening ones."""
    line = document.lines[row]
    return line.count("(") == line.count(")") and line.count("[") == line.count("]")
