"""Characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedclean.analysis import CONTROL, INVISIBLE, pairs, rows_of
from seedclean.cleaners.repair.legacy import holds_legacy_bytes
from seedclean.document import Change, Document
from seedclean.facts import pair
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule

BYTE_ORDER_MARK = "\ufeff"
_COLOUR_CODE = Pattern("\x1b\\[[0-9;]{0,30}[A-Za-z]")
_BREAKS = frozenset("\x0b\x1c\x1d\x1e\x1f\x7f")
_FILLERS = frozenset("\u115f\u1160\u180e\u2800\u3164\uffa0")
_SCRIPTS_WITH_FILLERS = Pattern(
    "[\u1100-\u115e\u1161-\u11ff\u1800-\u180d\u180f-\u18af\u2801-\u28ff\u3130-\u3163\u3165-\u318f\uac00-\ud7af]"
)
_INVISIBLE = Pattern(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u115f\u1160\u180e\u2800\u3164\uffa0]+"
)
_RIGHT_TO_LEFT = Pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FIRST_OTHER_SCRIPT = "\u0530"  # from here on scripts use joiners, or break lines without blanks
_SYLLABLES = Pattern(r"(?<![\w\xad])\w+\xad\w+\xad[\w\xad]+")  # a word with two soft hyphens or more
_WORD = Pattern(r"\w+")
_MARK_OF_DIRECTION = Pattern("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@rule(needs=BYTE_ORDER_MARK)
def byte_order_mark(document: Document) -> Iterator[Change]:
    r"""Delete byte-order marks.

    Why: a mark from the start of a file says how its bytes are ordered. In a text it says nothing,
    and where files were joined it is in the middle of a line and splits a word that looks whole.

    Leaves alone: other invisible characters, which scripts and emoji need.

    >>> from seedclean import clean
    >>> clean("\ufeffThe council met.\n", (byte_order_mark,)).text
    'The council met.\n'
    """
    text = document.text
    for place in find_all(text, BYTE_ORDER_MARK):
        yield place, place + 1, ""


@rule(needs=pair(CONTROL))
def control_character(document: Document) -> Iterator[Change]:
    r"""Delete control characters and the colour codes of terminals.

    Why: they are left over from printers, terminals and broken files; readers show a box or nothing.

    Leaves alone: tabs, line ends and form feeds. Where a vertical tab, a separator or a
    delete character is all that is between two words, a blank takes its place.

    >>> from seedclean import clean
    >>> clean("The\x07 council\x0bmet.\n", (control_character,)).text
    'The council met.\n'
    """
    text = document.text
    for place in document.view(pairs).get(CONTROL, ()):
        code = _COLOUR_CODE.match(text, place)
        end = code.end() if code else place + 1
        breaks = (
            text[place] in _BREAKS and text[place - 1 : place].isalnum() and text[end : end + 1].isalnum()
        )
        yield place, end, " " if breaks else ""


@rule(needs=pair(INVISIBLE))
def invisible_character(document: Document) -> Iterator[Change]:
    r"""Delete characters without width between Latin, Greek and Cyrillic letters.

    Why: soft hyphens, zero-width blanks, direction marks and the fillers of other scripts split words for
    every program that reads them, and nobody sees why.

    Leaves alone: the joiners that a script or an emoji needs (Persian, Hindi, a family of emoji),
    the places where Thai, Khmer and Japanese may break a line, direction marks in lines with
    right-to-left script and in texts that have it in a fifth of their lines, a soft hyphen at the
    end of a line or before a number, the syllables of a word that soft hyphens show where another
    word of its length in the line has none (a page that hyphenates does so in all long words), and
    lines of another encoding read as Latin-1, where every character is a byte of the text; fillers in lines
    of Korean, Mongolian or Braille.

    >>> from seedclean import clean
    >>> clean("The coun\u00adcil \u200bmet.\n", (invisible_character,)).text
    'The council met.\n'
    """
    for row in rows_of(document, INVISIBLE):
        line, start = document.lines[row], document.starts[row]
        if holds_legacy_bytes(line):
            continue
        syllables, from_right = _find_syllables(line), False
        if _MARK_OF_DIRECTION.search(line):
            from_right = _is_from_right(document, line)
        has_fillers = _SCRIPTS_WITH_FILLERS.search(line) is None
        for match in _INVISIBLE.finditer(line):
            if match.start() in syllables:
                continue
            if from_right and not _DIRECTION.isdisjoint(match.group()):
                continue
            if not _FILLERS.isdisjoint(match.group()):
                yield from _filler(line, start, match) if has_fillers else ()
            elif _is_needless(line, match.start(), match.end()):
                yield start + match.start(), start + match.end(), ""


def _filler(line: str, start: int, match: re.Match[str]) -> Iterator[Change]:
    """The change for a filler, which looks like a blank: a blank where it is between two words."""
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    if _is_of_other_script(before) or _is_of_other_script(after):
        return
    if before.strip() or after.strip():  # a line of fillers alone is a drawing, or a name that nobody sees
        yield start + match.start(), start + match.end(), " " if before.isalnum() and after.isalnum() else ""


def _is_from_right(document: Document, line: str) -> bool:
    """Tell whether a line is written from right to left, by itself or as the text around it is."""
    return _RIGHT_TO_LEFT.search(line) is not None or document.view(_has_right_to_left_lines)


def _has_right_to_left_lines(document: Document) -> bool:
    """A heading in Latin letters has its mark for the sake of the lines around it."""
    filled = [line for line in document.lines if line.strip()]
    return 5 * sum(_RIGHT_TO_LEFT.search(line) is not None for line in filled) >= len(filled) > 0


def _find_syllables(line: str) -> frozenset[int]:
    """Find the soft hyphens of words that are printed in syllables, as in a dictionary."""
    if "\xad" not in line:
        return frozenset()
    shown = list(_SYLLABLES.finditer(line))
    longest = max(map(len, _WORD.findall(_SYLLABLES.sub(" ", line))), default=0)
    if not any(len(word.group().replace("\xad", "")) <= longest for word in shown):
        return frozenset()
    return frozenset(place for word in shown for place in range(word.start(), word.end()))


def _is_needless(line: str, start: int, end: int) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    if _is_of_other_script(before) or _is_of_other_script(after):
        return False
    return "\xad" not in line[start:end] or (after != "" and not after.isdigit())


def _is_of_other_script(character: str) -> bool:
    return character >= _FIRST_OTHER_SCRIPT and not "\u1e00" <= character <= "\u206f"


_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖"}
_BULLET = Pattern("(?m)^[ \t]{0,40}([\uf0b7\uf0a7\uf0d8\uf0fc\uf076])(?=[ \t\xa0])")


@rule(needs=tuple(_BULLETS))
def symbol_bullet(document: Document) -> Iterator[Change]:
    r"""Replace the bullets of Symbol and Wingdings by those that every font has.

    Why: word processors write them as characters of a private area, which no other font can show.

    Leaves alone: these characters anywhere but at the start of a line with a blank behind, and all others
    of the private area.

    >>> from seedclean import clean
    >>> clean("\uf0b7 The council met.\n", (symbol_bullet,)).text
    '• The council met.\n'
    """
    for match in _BULLET.finditer(document.text):
        yield *match.span(1), _BULLETS[match.group(1)]
