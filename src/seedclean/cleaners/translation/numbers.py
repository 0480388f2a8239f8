"""Numbers and times that were cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedclean.analysis import pairs
from seedclean.cleaners.translation.sentences import is_text, language_at
from seedclean.cleaners.translation.subjects import is_about_marks
from seedclean.cleaners.translation.words import FUNCTION_WORDS, GERMAN_FUNCTION_WORDS, read_words, words
from seedclean.document import Change, Document
from seedclean.facts import pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_FEW_DIGITS = Pattern(r"\d{1,3}(?!\d)")
_EAST_ASIAN = Pattern("[\u3001-\u30ff\u3400-\u9fff，；：（]")
_MINUTES = Pattern(r"\d{1,2}(?![:]|[^\W\u3005-\u30ff\u3400-\u9fff]|[.,]\d)")
_HOUR = Pattern(r"(?:^|[^\w:.,/]|[\u3005-\u30ff\u3400-\u9fff])(\d{1,2} ?)$")
_WHOLE = Pattern(
    r"(?<![\w:.,/])([$€£¥₦₹]|[NR](?=\d)|Rs\.? ?(?=\d))?\d{1,3}((?:, ?\d{3}){1,4})(?![\w:]|[.,] ?\d)"
)
_DECIMAL = Pattern(
    r"(?<![\w:.,/])([$€£¥₦₹]?)\d{1,3}[.,]( )\d{1,2}(?=[ \xa0\u202f]?(?:%|"
    r"(?:percent|per cent|million|billion|trillion|Prozent|Millionen|Milliarden|Mio|Mrd|por ciento|"
    r"millones|procent|milion|miliard|milión|miliárd|"
    r"pour cent|milliards?|km|kg|cm|Meter|metr|мл[нр]д?|миллион|миллиард|процент|мільйон|мільярд|відсот|"
    r"mil millones|miljoen|miljard|bilhões|milhões|miljon|juta|miliar)\w{0,3}\b))"
)
_DECIMAL_COMMA = frozenset(("de", "fr", "es", "it", "pt", "nl", "cs", "pl", "ru", "uk"))
_LETTERS_BEFORE = Pattern(r"[^\W\d_A-ZÀ-ÞА-Я]{2,30} \(?[+-]?$")
_RANGE = Pattern(r"\d ?(?:to|and|-|–|bis|und|à|et|a|y|e|až|do) ?$")
# `520ST` is a model: it would be `520TH`
_ORDINAL = Pattern(
    r"[a-z] (?:\d{0,3}(?<!1)(?:1ST|2ND|3RD)|\d{0,3}(?:[04-9]|1[1-3])TH) "
    r"(?:[a-z]|O|AND \d{1,3}(?:st|nd|rd|th))"
)
_ENDINGS = frozenset(("ST", "ND", "RD", "TH"))
_NUMBERS_PARTS = read_words("numbers-parts")
_NOT_COUNTED = FUNCTION_WORDS | GERMAN_FUNCTION_WORDS | words("des der du de del della di da et ou y e a und")
_BEFORE_TIME = read_words("before-time")
_BEFORE_SCORE = words("mit von ein einen einem eines das dem zum beim auf nach bei der")
_BEHIND_TIME = words("am pm a.m p.m uhr gmt utc cest cet est hrs hours local o'clock h clock")
_BEFORE_DECIMAL = words(
    "of to by at about around nearly almost over than from and only some least most is was were are up x "
    "down von um auf mit bei rund etwa fast über knapp de en un a casi unos más que o na asi přes"
)


@rule(needs=pair(": ", ". ", ", "))
def split_number(document: Document) -> Iterator[Change]:
    r"""Take out the blank inside a time or a number.

    Why: tokenizers cut numbers at their marks.

    Leaves alone: verses and other places in books (`Luke 15: 11`), ratios, lists of numbers
    (`rooms 4, 404 and 12`, `§§ 55, 258 of the law`), decimals with a comma in English, a number that
    ends a sentence, lines that are no sentences, and texts that speak of commas and other marks or of
    misprints.

    >>> from seedclean import show
    >>> print(show(split_number, "The market opened at 11: 30 and took in $14, 500 by noon.\n"))
    - The market opened at 11: 30 and took in $14, 500 by noon.
    + The market opened at 11:30 and took in $14,500 by noon.
    """
    places, rows = _cut_places(document)
    changes = [
        *(change for place in places for change in _time(document, place)),
        *(change for row in rows for change in _amounts(document, row)),
    ]
    if changes and not is_about_marks(document):
        yield from changes


def _cut_places(document: Document) -> tuple[list[int], list[int]]:
    """The colons with a number behind a blank, and the lines in which commas or full stops are so."""
    text, odd = document.text, document.view(pairs)
    colons = [
        place
        for place in odd.get(": ", ())
        if is_text(document, document.line_at(place)) or _EAST_ASIAN.match(text, place + 4)
    ]
    rows = set()
    for place in (place for name in (". ", ", ") for place in odd.get(name, ())):
        # `June 3, 2019` has four digits
        if text[place - 1 : place].isdigit() and _FEW_DIGITS.match(text, place + 2):
            row = document.line_at(place)
            if is_text(document, row):
                rows.add(row)
    return colons, sorted(rows)


def _time(document: Document, place: int) -> Iterator[Change]:
    """The change that joins a time or a score at a colon."""
    text = document.text
    hour = _HOUR.search(text[max(0, place - 4) : place])
    behind = _MINUTES.match(text, place + 2)
    if hour is None or behind is None:
        return
    digits = hour.group(1)
    start = place - len(digits)
    minutes = behind.group()
    is_clock = len(minutes) == 2 and minutes < "60" and int(digits) < 25
    if (is_clock and _at_time(text, start, place + 4)) or _is_score(
        document, row=document.line_at(place), start=start
    ):
        yield place - (len(digits) - len(digits.rstrip())), place + 2, ":"


def _amounts(document: Document, row: int) -> Iterator[Change]:
    """The changes that join the amounts of a line."""
    text, line, start = document.text, document.lines[row], document.starts[row]
    for match in _WHOLE.finditer(line):
        if " " in match.group(2) and _is_amount(text, start, match):
            yield start + match.start(2), start + match.end(2), match.group(2).replace(" ", "")
    for match in _DECIMAL.finditer(line):
        if line[match.start(2) - 1] == ",":
            # `of those aged 25 to 34, 61% said so`; in English a comma is never decimal
            beside = line[max(0, match.start() - 8) : match.start()]
            if _RANGE.search(beside) or language_at(document, row) == "en":
                continue
        if match.group(1) or _is_measured(document, row, match):
            yield start + match.start(2), start + match.end(2), ""


def _is_measured(document: Document, row: int, match: re.Match[str]) -> bool:
    """Check whether a word of its sentence is before a decimal, and numbers no part of a thing."""
    line = document.lines[row]
    word = _word_before(line, match.start())
    if word in _BEFORE_DECIMAL:
        return True
    if word.strip(".") in _NUMBERS_PARTS or not _LETTERS_BEFORE.search(
        line[max(0, match.start() - 32) : match.start()]
    ):
        return False
    return line[match.start(2) - 1] == "." or language_at(document, row) in _DECIMAL_COMMA


def _word_before(text: str, place: int) -> str:
    before = text[max(0, place - 30) : place].split("\n")[-1].split()
    return before[-1].lower().lstrip('(“"') if before else ""


def _at_time(text: str, start: int, end: int) -> bool:
    if _EAST_ASIAN.match(text, end) and _EAST_ASIAN.match(text, start - 1):
        return True
    behind = text[end : end + 12].split("\n")[0].lower().split()
    if behind and behind[0].rstrip(".,;)") in _BEHIND_TIME:
        return True
    if text.startswith("00", end - 2):  # a verse or a score ends otherwise
        return True
    word = _word_before(text, start)
    if len(word) == 1 and text[start - 2].isupper():
        return False  # `on the A 7: 13 hurt`
    before = text[max(0, start - 30) : start].rstrip(" -–")
    return word in _BEFORE_TIME or (word in ("-", "–") and before[-1:].isdigit())


def _is_score(document: Document, row: int, start: int) -> bool:
    """Check whether a German sentence speaks of a result: `mit 2: 0`."""
    return _word_before(document.text, start) in _BEFORE_SCORE and language_at(document, row) == "de"


def _is_amount(text: str, line_start: int, match: re.Match[str]) -> bool:
    """Check whether groups of three digits are one number: there is a sign before it, or it counts things."""
    if match.group(1):
        return True
    digits = match.group().split(",")
    start, end = line_start + match.start(), line_start + match.end()
    listed = len(digits[0]) == 3 and (len(digits) > 2 or digits[0] == digits[1].strip())
    numbers_parts = _word_before(text, start).strip(".") in _NUMBERS_PARTS
    if listed or numbers_parts:
        return False
    is_round = digits[-1].strip() == "000" and not _word_before(text, start)[:1].isdigit()
    return is_round or _is_followed_by_things(text, start, end)


def _is_followed_by_things(text: str, start: int, end: int) -> bool:
    """Check whether a number counts things: a noun or an adjective follows, and it is in no list."""
    behind = text[end : end + 20].split()
    if not behind or not text.startswith(" ", end) or not behind[0][0].islower():
        return False
    if behind[0].rstrip(".,") in _NOT_COUNTED or behind[0].startswith(("etc", "usw")):
        return False
    return not _word_before(text, start)[:1].isdigit()


@rule(needs=pair("0A"))
def ordinal_in_capitals(document: Document) -> Iterator[Change]:
    r"""Write the ending of an ordinal number in small letters.

    Why: `4TH` in the middle of a sentence is what a system makes of a number that it does not know.

    Leaves alone: lines in capitals, and numbers between words in capitals (`5TH AVENUE`).

    >>> from seedclean import show
    >>> print(show(ordinal_in_capitals, "The church was built in the 4TH or 5th century.\n"))
    - The church was built in the 4TH or 5th century.
    + The church was built in the 4th or 5th century.
    """
    text = document.text
    for place in document.view(pairs).get("0A", ()):
        ending = text[place + 1 : place + 3]
        if ending in _ENDINGS and _ORDINAL.search(text[max(0, place - 5) : place + 13]):
            yield place + 1, place + 3, ending.lower()
