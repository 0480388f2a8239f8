"""Marks that are detached from their word, run into the next one, clash, or come from another script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from seedclean.analysis import FULLWIDTH, guess_language, pairs, rows_of
from seedclean.cleaners.translation.sentences import is_prose, is_text, language_at
from seedclean.cleaners.translation.words import words
from seedclean.document import Change, Document
from seedclean.facts import pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_FOLLOWS_STOP = Pattern(r"[\"”’»)\]]|\s*$|\s+[^\W_a-zа-я]|\s+[\"“„«(¿¡\[]|\n")
_LEFT_OF_BLANK = frozenset(')]”’%"')
_RIGHT_OF_MARK = frozenset(' \t\n\xa0"”’»')
# Languages whose writers put no blank before any mark.
_OPENING_MARKS = ("¿ ", "¡ ")
_WHITE = frozenset((" ", "\n", ""))
_MARKS_OF_OTHER_SCRIPTS = "،؛؟۔।"
_FEWEST_OF_LINE = 3
_NO_BLANK = frozenset(("en", "de", "es", "it", "pt", "nl", "cs", "pl", "ru", "uk"))
_WORD_BEFORE = Pattern(r"[^\W\d_]{2,31}$")
_BEHIND_COMMA = Pattern(r"[^\W\d_]{2,30}(?:\s|[.,;:!?]\s)")
_BEHIND_STOP = Pattern(r"([^\W\d_]{1,40})(?: [^\W\d_]|, |['’][^\W\d_])")
_YEAR = Pattern(r"(?:19|20)\d\d(?![\w,.]\d|\w)")
_COMMAND = Pattern(r"(?:^|[\s'\"])-[a-z]|(?:^|\s)/[a-z]+/|\bsudo ")  # `ls -al;cd /tmp/` is a line of a shell
_SHORT_STARTS = words(
    "A I In It He We To On At As An By If Is No So Er Es Im Am El La Se Le Il Un Na Po Je V Z K S O U"
)
_RUN_OF_MARKS = Pattern(r"(?<=[^\s,.;:?!])[,.;:?!](?: ?[,.;:?!])+(?=[\s\"”’)]|$)(?! [,.;:?!])")
_FIELD = Pattern(r",(?=[^\s,])")  # a comma between two fields of a table
_KEPT = {",,": ",", ", ,": ",", ". .": ".", ",.": ".", ", .": ".", "? ?": "?", "! !": "!"}
_KEPT |= dict.fromkeys((";;", ",;", ", ;", ":;", ": ;"), ";")
_CLASHES = (",,", ",.", ";;", ",;", ":;", " ,", " .", " ;", " ?", " !")
_FULLWIDTH = {
    "，": ",",
    "。": ".",
    "；": ";",
    "：": ":",
    "！": "!",
    "？": "?",
    "）": ")",
    "（": "(",
    "、": ",",
}
_OWN_MARKS = frozenset(("zh", "ja", "ko"))
_BLANK_BEFORE = {" " + mark: mark for mark in ",.;:?!"}
_RUN_IN = (",a", ";a", ".a", "?a", "!a", ":a", ",0")
_SMALL = Pattern("[a-z]")
_CJK_OR_KANA = Pattern("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff5a]")


@rule(needs=pair(*_BLANK_BEFORE))
def blank_before_mark(document: Document) -> Iterator[Change]:
    r"""Take out the blank before a comma, a full stop or another mark, and behind `¿` and `¡` beside them.

    Why: tokenizers set marks apart from words and do not always put them back.

    Leaves alone: French, which writes a blank before `?`, `!`, `;` and `:`, languages that are not
    known, unless most commas and full stops of the document, or all of a line and three at least, are
    detached (then the marks of Arabic and Indic scripts go back to their words, too),
    lines that are no sentences, a colon where no comma or full stop of its line is detached
    (`name : value`), code, the notation of manuals, ellipses, decimals, `.com` and `:)`.

    >>> from seedclean import show
    >>> print(show(blank_before_mark, "The baker said that the bread , which was still warm, is gone .\n"))
    - The baker said that the bread , which was still warm, is gone .
    + The baker said that the bread, which was still warm, is gone.
    """
    found = list(_blanks_before_marks(document))
    if not any(mark in ",." for _, _, mark in found):
        return  # people do write blanks before `!` and `?`
    detached = {document.line_at(start) for start, _, mark in found if mark in ",."}
    for start, end, mark in found:
        if mark == ":" and document.line_at(start) not in detached:
            continue  # a field and its value
        yield start, end, ""
    if document.view(is_tokenized):
        yield from _blanks_before_other_marks(document)
    for mark in _OPENING_MARKS:
        place = document.text.find(mark)
        while place >= 0:
            yield place + 1, place + 2, ""
            place = document.text.find(mark, place + 2)


def _blanks_before_marks(document: Document) -> Iterator[Change]:
    text = document.text
    odd = document.view(pairs)
    for name, mark in _BLANK_BEFORE.items():
        for place in odd.get(name, ()):
            start = place - 1 if text[place - 1 : place] == " " else place
            if not _is_between(text[start - 1 : start], mark, text[place + 2 : place + 3]):
                continue
            row = document.line_at(place)
            if mark == "." and _FOLLOWS_STOP.match(text, place + 2) is None:
                continue
            if not (is_prose if mark in ":;" else is_text)(document, row):
                continue
            if _takes_no_blank(document, row, mark):
                yield start, place + 1, mark


def _blanks_before_other_marks(document: Document) -> Iterator[Change]:
    """Find the blanks before marks of other scripts, in a document whose commas and full stops have some."""
    text = document.text
    for mark in _MARKS_OF_OTHER_SCRIPTS:
        place = text.find(" " + mark)
        while place >= 0:
            if _is_between(text[place - 1 : place], mark, text[place + 2 : place + 3]):
                row = document.line_at(place)
                if is_text(document, row):
                    yield place, place + 1, ""
            place = text.find(" " + mark, place + 2)


def _is_between(left: str, mark: str, right: str) -> bool:
    """Check whether a mark is between such characters as it has in a sentence."""
    ends_word = left.isalnum() or left in _LEFT_OF_BLANK or unicodedata.category(left or " ") in ("Mn", "Mc")
    if left == "" or not ends_word:
        return False
    return not right or right in _RIGHT_OF_MARK or (right in ")]" and mark not in ":;")


def _takes_no_blank(document: Document, row: int, mark: str) -> bool:
    """Check whether writers of the language put no blank before a mark, or a tokenizer put one before all."""
    speaks = language_at(document, row)
    if speaks in _NO_BLANK or (speaks == "fr" and mark in ",."):
        return True
    if mark not in ",." or speaks in _OWN_MARKS - {"ko"}:
        return False
    if document.view(is_tokenized):
        return True
    known = document.view(_tokenized_lines)
    if row not in known:
        known[row] = _is_tokenized_line(document.lines[row])
    return known[row]


def _tokenized_lines(_: Document) -> dict[int, bool]:
    """Remember of each line, once it was counted, that it is tokenized: a line may have many marks."""
    return {}


def _is_tokenized_line(line: str) -> bool:
    """Check whether a line has three commas and full stops at least, and a blank before each.

    >>> _is_tokenized_line("Wali kota , yang lama , datang .")
    True
    >>> _is_tokenized_line("Wali kota , yang lama, datang .")
    False
    """
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
    if detached < 2:
        return False
    followed = sum(text.count(mark + white) for mark in ",." for white in " \n")
    at_the_end = text.endswith((",", "."))
    return detached * 2 > followed + at_the_end


@rule(needs=pair("”a", *_RUN_IN))
def run_in_mark(document: Document) -> Iterator[Change]:
    r"""Put the blank back after a comma or a full stop that runs into the next word.

    Why: marks of scripts without blanks are carried over unchanged.

    Leaves alone: addresses and names of files (`example.com`), abbreviations, numbers, lists
    (`red,green,blue`), code, and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(run_in_mark, "They repaired the bridge,and the road was opened to all.\n"))
    - They repaired the bridge,and the road was opened to all.
    + They repaired the bridge, and the road was opened to all.
    """
    text = document.text
    odd = document.view(pairs)
    for place in odd.get("”a", ()):
        if text[place - 1] in ".,!?" and text[place + 1].isalpha() and _is_plain(text, place, place + 1):
            yield place + 1, place + 1, " "
    for place in (place for name in _RUN_IN for place in odd.get(name, ())):
        if text[place - 2 : place].isspace() or (text[place] in ".?!:" and text[place + 1].islower()):
            continue
        before = _WORD_BEFORE.search(text[max(0, place - 31) : place])
        if before is not None and _runs_in(document, place, before.group()):
            yield place + 1, place + 1, " "


def _runs_in(document: Document, place: int, left: str) -> bool:
    """Check whether a mark behind the word `left` runs into the next word."""
    if document.text[place] in ",;":
        return _comma_runs_in(document, place, left)
    text, row = document.text, document.line_at(place)
    behind = _BEHIND_STOP.match(text, place + 1)
    if behind is None or len(left) < 3 or not left.islower() or not behind.group(1).istitle():
        return False
    if len(behind.group(1)) < 3 and behind.group(1) not in _SHORT_STARTS:
        return False
    return (
        is_prose(document, row) and is_text(document, row) and _is_plain(text, place - len(left), place + 1)
    )


def _comma_runs_in(document: Document, place: int, left: str) -> bool:
    """Check whether a comma or semicolon behind the word `left` runs into the next word."""
    text, row = document.text, document.line_at(place)
    if text[place] == "," and len(left) > 2 and _YEAR.match(text, place + 1):
        return is_prose(document, row)
    listed = text[place - len(left) - 1 : place - len(left)] in (",", ";")
    if listed or left[-1].isupper() or _BEHIND_COMMA.match(text, place + 1) is None:
        return False
    if text[place] == ";" and _COMMAND.search(document.lines[row]):
        return False
    return is_text(document, row) and _is_plain(text, place - len(left), place + 1)


@rule(needs=pair(*_CLASHES))
def clashing_mark(document: Document) -> Iterator[Change]:
    r"""Keep one of two marks that clash.

    Why: a clause that was left out leaves its comma beside the full stop.

    Leaves alone: ellipses of two dots or more, `?!`, abbreviations before a comma (`Inc.,`),
    the low quotation marks that two commas are in Czech and German, and empty fields (`4,,"x"`).

    >>> from seedclean import show
    >>> print(show(clashing_mark, "They planted oaks, limes,, and maples. .\n"))
    - They planted oaks, limes,, and maples. .
    + They planted oaks, limes, and maples.
    """
    for row in rows_of(document, *_CLASHES):
        if not is_text(document, row):
            continue
        line, start = document.lines[row], document.starts[row]
        is_row_of_fields = len(_FIELD.findall(line)) > line.count(", ")
        for match in _RUN_OF_MARKS.finditer(line):
            kept = _KEPT.get(match.group())
            before = line[match.start() - 1]
            if not kept or not (before.isalnum() or before in ')”"%') or _is_name_or_field(line, match):
                continue
            if not (is_row_of_fields and match.group() == ",,"):
                yield start + match.start(), start + match.end(), kept


def _is_name_or_field(line: str, match: re.Match[str]) -> bool:
    """Check whether the second mark is a name (`in tmp, . and etc`), or a field follows (`4,,"x"`)."""
    behind = line[match.end() : match.end() + 2]
    if match.group() == ", .":
        return behind[:1] == " " and behind[1:].islower()
    return match.group() == ",," and behind[:1] == '"' and behind[1:].isalnum()


@rule(needs=pair(FULLWIDTH))
def fullwidth_mark(document: Document) -> Iterator[Change]:
    r"""Replace full-width marks in text of Latin letters.

    Why: marks of Chinese and Japanese stay behind when the words around them are translated.

    Leaves alone: every mark beside a Chinese, Japanese or Korean character, and lines that have a
    good part of them, and documents in these languages.

    >>> from seedclean import show
    >>> print(show(fullwidth_mark, "The mill（built in 1820）still turns，they say。\n"))
    - The mill（built in 1820）still turns，they say。
    + The mill (built in 1820) still turns, they say.
    """
    text = document.text
    taken = 0  # a blank between two marks goes with the first
    found = document.view(pairs).get(FULLWIDTH, [])
    if found and document.view(guess_language) in _OWN_MARKS:
        return
    for place in found:
        start = place - 1 if text[place - 1 : place] == " " and place > taken else place
        end = place + 2 if text[place + 1 : place + 2] == " " else place + 1
        if _CJK_OR_KANA.search(text[max(0, start - 3) : start] + text[end : end + 3]):
            continue
        if _is_latin(document, document.line_at(place)):
            yield start, end, _narrow(text, text[place], start, end)
            taken = end


def _narrow(text: str, mark: str, start: int, end: int) -> str:
    """Return the narrow form of a full-width mark and of the blanks at its sides."""
    mark = _FULLWIDTH[mark]
    left, right = text[start - 1 : start], text[end : end + 1]
    trailing = " " if text[end - 1] == " " else ""
    if mark == "(":
        return " (" if left.strip() or text[start] == " " else "("
    if left == mark != ")":  # the same mark is there already
        return trailing
    return mark + (" " if right.isalnum() or (right and right in '"“(') else trailing)


def _is_latin(document: Document, row: int) -> bool:
    """Check whether a line has Latin letters and at most a stray East Asian character, one in thirty."""
    known = document.view(_latin)
    if row not in known:
        line = document.lines[row]
        known[row] = len(_CJK_OR_KANA.findall(line)) * 30 <= len(line) and _SMALL.search(line) is not None
    return known[row]


def _latin(_document: Document) -> dict[int, bool]:
    return {}


def _is_plain(text: str, start: int, end: int) -> bool:
    """Check whether the run of characters without blanks around a place is nothing but words and marks."""
    low = max(text.rfind(" ", max(0, start - 60), start), text.rfind("\n", max(0, start - 60), start)) + 1
    high = text.find(" ", end, end + 60)
    piece = text[low : high if high >= 0 else end + 60].split("\n")[0]
    return not any(mark in piece for mark in "/@#_=<>{}&\\|+*`$")
