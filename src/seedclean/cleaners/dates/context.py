"""The text around a stamp that says what it is not: a field, a value in code, a part of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.dates import names, zones
from seedclean.cleaners.dates.byline import is_known_field, is_trivial
from seedclean.cleaners.dates.labels import is_generic, is_preposition, label_line
from seedclean.cleaners.dates.names import fold
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp

_NEAR = 60
"""Characters that say how a line begins, or how it goes on behind a stamp."""

_WIDE = Pattern(r"\t|\s{3,}")
"""What parts a field from the next one in its line."""

_LONGEST_FIELD, _LARGEST_RECORD, _MOST_WRAPPED = 100, 8, 4
_ITEM = r"\s*(?:(?:[-–—*•·‣▪>+]|\(?\d{1,3}[.)])\s{1,3})?"  # a record may be set as a list
_FIELD = Pattern(_ITEM + r"([^\W\d_][^:：|·•/,;]{0,30}?)\s?[:：](?!//|\s?\d)")
_ANY_FIELD = Pattern(_ITEM + r"[^\W\d_][^:：]{0,30}[:：](?!//)")
_NUMBERED = Pattern(r"\d{1,2}[.)] [^\W\d_]{2,20}(?: [^\W\d_]{1,20}){0,3}[:：]?")
_ENVELOPE = Pattern(r"From \S{1,80}\s+")
"""What begins a mail in a file of mails."""

_MAIL = Pattern(r"<[^<>\s]+@[^<>\s]+>")
"""The address of an author in a log of changes or in the head of a mail."""

_COMMIT = Pattern(r"\s*commit [0-9a-f]{7,64}\b")
_LONGEST_HEAD_OF_COMMIT = 4
"""Lines from the number of a change to the date of it."""

_FEWEST_BARS = 2
_TEXTS = frozenset(
    "article artikel beitrag ubersetzung translation story post page seite text meldung bericht der dieser "
    "this the it zuerst erstmals ursprunglich zuletzt first originally last was wurde es est cet "
    "notizia noticia".split()
)
"""Words that a label of a text may begin with: `Artikel veröffentlicht am`."""

_PARTS = frozenset("pm uhr noon midnight до from until".split())
_SMALL_WORDS = ("et", "west")
"""Zones whose names are other words, too."""

_LONGEST_WEEKDAY = 3
"""Short names of weekdays are words or names, too: `Mar`, `Sam`."""

_AGO = Pattern(r"(?:\d+ \w+ ago|read|Uhr)\s*$")

_QUOTES_BEFORE = ("'", '"', "“", "”", "„", "«", "‘", "`", "<", ">", "{", "=", "《", "「")
_QUOTES_BEHIND = ("'", '"', "“", "”", "»", "’", "`", "<", ">", "}", "》", "」")
_BRACKETS = ("(", "[", "（")
_PROMPTS = ("$ ", ">>> ", "% ", "C:\\")
_COMMENTS = ("#", "$", "//", "/*", "* @", "%", ";;", "<!--", '"""')
_LONGEST_COMMENT = 12
"""Lines of a comment in C that are looked at above a stamp."""

_UNCASED, _UNSPACED = "\u0590", "\u2e80"
"""From here on scripts have no capitals, and from there on no blanks between words."""


def is_code(lines: list[str], row: int) -> bool:
    """Check whether a line is of code or of a log: a comment, a keyword, what a command printed, a change."""
    printed = row > 0 and _begins_with(lines[row - 1], _PROMPTS)
    if any(_COMMIT.match(line) for line in lines[max(0, row - _LONGEST_HEAD_OF_COMMIT) : row]):
        return True
    return printed or _begins_with(lines[row], _COMMENTS) or _is_in_long_comment(lines, row)


def _is_in_long_comment(lines: list[str], row: int) -> bool:
    """Check whether a line is one of a comment in C, of which each begins with an asterisk."""
    for above in range(row, max(-1, row - _LONGEST_COMMENT), -1):
        if not _begins_with(lines[above], ("*", "/*")):
            return False
        if _begins_with(lines[above], ("/*",)):
            return True
    return False


def _begins_with(line: str, marks: tuple[str, ...]) -> bool:
    return line[:_NEAR].lstrip().startswith(marks)


def is_value(before: str, after: str, *, labelled: bool) -> bool:
    """Check whether a stamp is a value in code or markup, a quotation or, without a label, in brackets."""
    head, tail = before.rstrip(), after[:_NEAR].lstrip()
    if head.endswith(_QUOTES_BEFORE) or tail.startswith(_QUOTES_BEHIND):
        return True
    return not labelled and head.endswith(_BRACKETS)


def is_field(before: str, label: str) -> bool:
    """Check whether a stamp is the value of a field of its own: `Closing date:`, `Date of hearing:`.

    Args:
        before: The text of the line before stamp and label.
        label: The label, as it is written; empty where the grammar knows none.
    """
    head = before.rstrip()
    if not label.strip():
        return head.endswith((":", "：", "=", "→")) or head.lstrip().startswith(":")  # a list of definitions
    if not head or head[-1] in "|·•/,;.-–—*()[]:】］）>+":
        return False
    if head[-1] >= _UNCASED:  # `活动时间` ends with the label `时间`
        return head[-1].isalnum() and not before[-1].isspace()
    if _WIDE.search(before[len(head) :]) or are_of_text(head):
        return False
    return label.lstrip()[:1].islower() or is_generic(label)


def are_of_text(before: str) -> bool:
    """Check whether words before a label name the text that it dates: `This page was`."""
    return all(fold(word) in _TEXTS for word in before.split())


def is_row_of_table(lines: list[str], row: int) -> bool:
    """Check whether a line has as many bars as the one above or below it, and two at least."""
    bars = lines[row].count("|")
    beside = lines[max(0, row - 1) : row] + lines[row + 1 : row + 2]
    return bars >= _FEWEST_BARS and any(line.count("|") == bars for line in beside)


def is_of_transport(lines: list[str], row: int, before: str) -> bool:
    """Check whether a mail program set a stamp: behind `From `, or below a field that ends in `;`."""
    if _ENVELOPE.fullmatch(before):
        return True
    return row > 0 and lines[row][:1].isspace() and lines[row - 1].rstrip().endswith(";")


def is_in_numbered_field(stripped: list[str], row: int) -> bool:
    """Check whether a line is the value of a field of a form, whose number and name are above: `8. Date`."""
    above = next((line for line in reversed(stripped[max(0, row - 2) : row]) if line), "")
    return _NUMBERED.fullmatch(above) is not None


def leads_to_value(line: str) -> bool:
    """Check whether a line is the name of a field whose value is below: `Closing date:`."""
    return line.rstrip().endswith((":", "：")) and label_line(line) is None


def unknown_fields(lines: list[str], row: int) -> int:
    """Count the fields in one block with a line that no byline has: the head of a mail, a form."""
    count = 0
    for step in (-1, 1):
        near = row + step
        while 0 <= near < len(lines) and abs(near - row) <= _LARGEST_RECORD:
            if _is_any_field(lines[near]):
                count += _is_unknown_field(lines[near])
            elif step > 0 or not _is_rest_of_field(lines, near):
                break
            near += step
    return count


def _is_rest_of_field(lines: list[str], row: int) -> bool:
    """Check whether a line in small letters is the rest of a field above that was wrapped, perhaps twice."""
    for above in range(row, max(0, row - _MOST_WRAPPED), -1):
        if not lines[above].strip()[:1].islower():
            return False
        if _is_any_field(lines[above - 1]):
            return True
    return False


def _is_any_field(line: str) -> bool:
    return len(line) <= _LONGEST_FIELD and _ANY_FIELD.match(line) is not None


def _is_unknown_field(line: str) -> bool:
    if _MAIL.search(line):
        return True
    found = _FIELD.match(line)
    return found is not None and not is_known_field(found[1])


def is_torn(before: str, after: str) -> bool:
    """Check whether a piece of the stamp would stay in its line: half of a time, a zone, a weekday."""
    if after.lstrip()[:1] in (":", "：") and not is_trivial(after):  # `3 June 2019: The bridge is closed.`
        return True
    if after[:1].isalnum() or (before[-1:].isalnum() and before[-1] < _UNSPACED):
        return True
    words = fold(before).split()[-1:] + fold(after).split()[:1]
    return any(_is_part_of_date(word.strip("(),.[]|/-·")) for word in words)


def _is_part_of_date(word: str) -> bool:
    if word in _PARTS or (word in zones.NAMES and word not in _SMALL_WORDS):
        return True
    return len(word) > _LONGEST_WEEKDAY and names.is_weekday(word)


def begins(after: str) -> bool:
    """Check whether a piece of text can begin behind a stamp."""
    if not after.strip():
        return True
    if after.startswith(("  ", "\t")):  # a column
        return False
    if after.startswith((" ,", " |", " -")):  # what a flattened page has between two boxes
        return True
    if after[0].isalnum():
        return False
    after = after.lstrip()
    return not (after[0].islower() or after[0] in ".,;:!?()[]")


def ends(before: str, stamp: Stamp) -> bool:
    """Check whether a piece of text can end before a stamp: no small word leads on to the date."""
    if not before.strip():
        return True
    if not before[-1].isspace():
        return before[-1] in "|·•:/-–—】］])"
    before = before.rstrip()
    word = before.rsplit(None, 1)[-1]
    if before[-1] == ",":
        return stamp.clock is not None
    if before[-1] in "('\"“‘«" or (before[-1] == "." and len(word) <= 4):
        return False
    if _AGO.search(before[-24:]):
        return True
    return not (word[0].islower() and word.isalpha()) and not is_preposition(word)
