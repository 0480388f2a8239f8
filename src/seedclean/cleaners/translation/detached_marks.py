"""Blanks before marks, and behind the marks that open a question in Spanish."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from seedclean.analysis import count_votes, guess_language, likely_language, pairs
from seedclean.analysis.per_line import find_once
from seedclean.cleaners.translation.sentences import is_prose, is_spoken, is_text, language_at
from seedclean.cleaners.translation.subjects import is_about_marks
from seedclean.document import Change, Document
from seedclean.facts import pair
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule

_FOLLOWS_STOP = Pattern(r"[\"”’»)\]]|\s*$|\s+[^\W_a-zа-я]|\s+[\"“„«(¿¡\[]|\n")
_LEFT_OF_BLANK = frozenset(')]”’%"»')
_RIGHT_OF_MARK = frozenset(' \t\n\xa0"”’»')
_FRENCH_QUOTE_ENDS = (" »", "\xa0»")
_SMILEYS = (" )", " (", ")")
_OPENING_MARK = Pattern(r"(?<![^\s(\"“«])[¿¡]( )(?=[^\W\d_])")
_ASKED = Pattern(r"(?<![^\s(\"“«])[¿¡]( )(?=[^\W\d_])[^¿¡?!\n]{1,300}?\w( )[?!](?=\s|$)")
_WHITE = frozenset((" ", "\n", ""))
_MARKS_OF_OTHER_SCRIPTS = "،؛؟۔।"
_WHITE_AT_END = frozenset(("\n", ""))
_FEWEST_OF_LINE = 3
_LONGEST_FIELD = 60
"""Characters before a colon: the name of a field is shorter."""

_FEWEST_OF_FRENCH, _LEAST_OF_FRENCH = 8, 0.5  # words, and their part of those of the language that has most
_REACH = 80
_SENTENCE_BEFORE = Pattern(r"(?:[^\W\d_]{1,20},? ){5}[^\W\d_]{2,20}$")
_WORD_BEFORE = Pattern(r"[^\W\d_]{2}[\"”’)»]?$")
# Languages whose writers put no blank before any mark.
_NO_BLANK = frozenset(("en", "de", "es", "it", "pt", "nl", "cs", "pl", "ru", "uk"))
# Letters that no language writes with a blank behind its words and before a comma: Indic, Arabic, Hebrew …
_OTHER_SCRIPT = Pattern("[\u0370-\u0e00\u10a0-\u10ff]")
_OWN_MARKS = frozenset(("zh", "ja"))
_BLANK_BEFORE = {" " + mark: mark for mark in ",.;:?!"}


@rule(needs=pair(*_BLANK_BEFORE))
def blank_before_mark(document: Document) -> Iterator[Change]:
    r"""Take out the blank before a comma, a full stop or another mark, and behind `¿` and `¡` beside them.

    Why: tokenizers set marks apart from words and do not always put them back.

    Leaves alone: French, which writes a blank before `?`, `!`, `;` and `:`, and French quotations
    (`« Bonjour ! »`); languages that are not known, but for a full stop at the end of a line, unless most
    commas and full stops of the document, or all of a line and three at least, are detached (then the marks
    of Arabic and Indic scripts go back to their words, too); lines that are no sentences; a colon where no
    comma or full stop of its line is detached, unless much of a sentence is before it (`name : value`);
    questions in verse and chats, code, commands (`pip install .`), the notation of manuals, ellipses,
    decimals, `.com` and `:)`; texts that speak of commas and other marks.

    >>> from seedclean import show
    >>> print(show(blank_before_mark, "The baker said that the bread , which was still warm, is gone .\n"))
    - The baker said that the bread , which was still warm, is gone .
    + The baker said that the bread, which was still warm, is gone.
    """
    found = list(_blanks_before_marks(document))
    asked = set(_blanks_in_questions(document.text))
    if (found or asked) and is_about_marks(document):
        return
    detached = {document.line_at(start) for start, _, mark in found if mark in ",."}
    for start, end, mark in found:
        proven = document.line_at(start) in detached if mark == ":" else detached
        if mark in ",." or proven or _is_sure(document, start, mark):
            asked.add((start, end))
    if found:
        asked.update(match.span(1) for match in _OPENING_MARK.finditer(document.text))
    yield from ((start, end, "") for start, end in sorted(asked))
    if document.view(is_tokenized):
        yield from _blanks_before_other_marks(document)


def _blanks_in_questions(text: str) -> Iterator[tuple[int, int]]:
    """The blanks behind and before the marks of a Spanish question or exclamation that has both."""
    if "¿" in text or "¡" in text:
        for match in _ASKED.finditer(text):
            yield match.span(1)
            yield match.span(2)


def _is_sure(document: Document, place: int, mark: str) -> bool:
    """Check whether a blank before a mark is a slip although no comma or full stop of its line has one."""
    row, text = document.line_at(place), document.text
    speaks = document.view(guess_language)
    if document.view(is_spoken) or not {speaks, language_at(document, row)} <= _NO_BLANK:
        return False
    if document.view(_is_partly_french):
        return False
    if mark == ":":  # `name : value` is a field
        before = text[document.starts[row] : place]
        ends = text[place + 2 : place + 3] in _WHITE_AT_END
        return len(before) > _LONGEST_FIELD and (
            ends or _SENTENCE_BEFORE.search(before[-_REACH:]) is not None
        )
    if mark == ";" and text.startswith(_SMILEYS, place + 2):
        return False
    if mark in "?!" and _FOLLOWS_STOP.match(text, place + 2) is None:
        return False  # `shown as ? in the title`
    return _WORD_BEFORE.search(text[max(0, place - 20) : place]) is not None


def _is_partly_french(document: Document) -> bool:
    """Check whether much of a text in another language is French, which writes a blank before such marks."""
    votes = count_votes(document.text)
    return votes["fr"] >= max(_FEWEST_OF_FRENCH, _LEAST_OF_FRENCH * max(votes.values(), default=0))


def _blanks_before_marks(document: Document) -> Iterator[Change]:
    text = document.text
    odd = document.view(pairs)
    for name, mark in _BLANK_BEFORE.items():
        for place in odd.get(name, ()):
            start = place - 1 if text[place - 1 : place] == " " else place
            if not _is_between(text[start - 1 : start], mark, text[place + 2 : place + 3]):
                continue
            if text.startswith(_FRENCH_QUOTE_ENDS, place + 2):
                continue  # `« Pont fermé ! »` in a text of another language
            row = document.line_at(place)
            if mark == "." and (_FOLLOWS_STOP.match(text, place + 2) is None or _is_command(document, row)):
                continue
            if not (is_prose if mark in ":;" else is_text)(document, row):
                continue
            if _takes_no_blank(document, start, mark):
                yield start, place + 1, mark


def _is_command(document: Document, row: int) -> bool:
    """Check whether a line is a command that names the folder where it is given: `pip install .`."""
    line, above = document.stripped[row], document.stripped[row - 1] if row else ""
    if not line.endswith(" .") or line.count(" .") > 1 or " ," in line:
        return False
    begins = not above or above.endswith((":", ">")) or above.startswith(("$ ", ">>> "))
    return begins and (not line[0].isalpha() or line[0].islower()) and "." not in line[:-1].partition(" ")[0]


def _blanks_before_other_marks(document: Document) -> Iterator[Change]:
    """Find the blanks before marks of other scripts, in a document whose commas and full stops have some."""
    text = document.text
    for mark in _MARKS_OF_OTHER_SCRIPTS:
        for place in find_all(text, " " + mark):
            if _is_between(text[place - 1 : place], mark, text[place + 2 : place + 3]):
                row = document.line_at(place)
                if is_text(document, row):
                    yield place, place + 1, ""


def _is_between(left: str, mark: str, right: str) -> bool:
    """Check whether a mark is between such characters as it has in a sentence."""
    ends_word = left.isalnum() or left in _LEFT_OF_BLANK or unicodedata.category(left or " ") in ("Mn", "Mc")
    if left == "" or not ends_word:
        return False
    return not right or right in _RIGHT_OF_MARK or (right in ")]" and mark not in ":;")


def _takes_no_blank(document: Document, place: int, mark: str) -> bool:
    """Check whether writers of the language put no blank before a mark, or a tokenizer put one before all."""
    row = document.line_at(place)
    speaks = language_at(document, row) or likely_language(document.lines[row])
    if speaks in _NO_BLANK or (speaks == "fr" and mark in ",."):
        return True
    if mark not in ",." or speaks in _OWN_MARKS:
        return False
    if mark == "." and _is_last_of_line(document, row, place):
        return True
    if _OTHER_SCRIPT.match(document.text, place - 1):
        return True
    return document.view(is_tokenized) or _is_tokenized_line(document, row)


def _is_last_of_line(document: Document, row: int, place: int) -> bool:
    """Check whether a full stop ends a line of prose in which no other mark has a blank before it."""
    line = document.lines[row]
    ends = not line[place + 2 - document.starts[row] :].strip()
    return ends and is_prose(document, row) and " ," not in line and line.count(" .") == 1


@find_once
def _is_tokenized_line(document: Document, row: int) -> bool:
    """Check whether a line has three commas and full stops at least, and a blank before each.

    >>> _is_tokenized_line(Document("Wali kota , yang lama , datang ."), 0)
    True
    >>> _is_tokenized_line(Document("Wali kota , yang lama, datang ."), 0)
    False
    """
    line = document.lines[row]
    detached = _count_marks(line, " ,", " .")
    return detached >= _FEWEST_OF_LINE and detached == _count_marks(line, ",", ".")


def _count_marks(line: str, *marks: str) -> int:
    """Count marks with a blank or the end of the line behind them."""
    return sum(line.count(mark + " ") + line.endswith(mark) for mark in marks)


def is_tokenized(document: Document) -> bool:
    """Check whether most commas and full stops of a document have a blank before them.

    >>> is_tokenized(Document("Belediye , köprünün yeniden açıldığını söyledi ."))
    True
    >>> is_tokenized(Document("Belediye, köprünün yeniden açıldığını söyledi ."))
    False
    """
    odd, text = document.view(pairs), document.text
    detached = sum(
        text[place + 2 : place + 3] in _WHITE for mark in (" ,", " .") for place in odd.get(mark, ())
    )
    if not text.isascii():
        detached += sum(text.count(f" {mark} ") for mark in "،۔")
    if detached < 2:
        return False
    followed = sum(text.count(mark + white) for mark in ",.،۔" for white in " \n")
    at_the_end = text.endswith((",", "."))
    return detached * 2 > followed + at_the_end
