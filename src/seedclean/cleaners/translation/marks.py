"""Marks that stand off from their word, run into the next one, clash, or come from another script."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import is_prose, is_text, language_at
from seedclean.document import Change, Document
from seedclean.evidence import east_asian
from seedclean.patterns import Pattern
from seedclean.registry import rule

_BEFORE_MARK = Pattern(r"(?<=[\w)\]”’%])( {1,2})([,.;:?!])(?=[\s\"”’»]|$|(?<![:;])[)\]])")
_BLANK_MARKS = (" ,", " .", " ?", " !", " ;", " :")
# Languages whose writers put no blank before any mark.
_NO_BLANK = frozenset(("en", "de", "es", "it", "pt", "nl", "cs", "pl", "ru", "uk"))
_RUN_IN_COMMA = Pattern(r"(?<![^\W\d_][,;])\b[^\W\d_]{2,30}([,;])(?=[^\W\d_]{2,30}(?:\s|[.,;:!?]\s))")
_RUN_IN_STOP = Pattern(r"[^\W\d_]{3,30}[.](?=([^\W\d_]+) [^\W\d_])")
_DOUBLED = Pattern(r"(?<=[\w)”\"%])(,{2}|, ,|\. \.|,\.|;{2}|,;)(?=\s|$)")
_FULLWIDTH = {"，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "）": ")", "（": "(", "、": ","}  # noqa: RUF001
_FULLWIDTH_MARK = Pattern("( ?)([，。；：！？）（、])( ?)")
_CJK_OR_KANA = Pattern("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff5a]")


@rule
def blank_before_mark(document: Document) -> Iterator[Change]:
    r"""Take out the blank before a comma, a full stop or another mark.

    Why: tokenizers set marks apart from words and do not always put them back.

    Leaves alone: French, which writes a blank before `?`, `!`, `;` and `:`, languages that are not
    known, lines that are no sentences (`Name : Value`), ellipses, decimals, `.com` and `:)`.

    >>> from seedclean import show
    >>> print(show(blank_before_mark, "The baker said that the bread , which was still warm, is gone .\n"))
    - The baker said that the bread , which was still warm, is gone .
    + The baker said that the bread, which was still warm, is gone.
    """
    text = document.text
    if not any(mark in text for mark in _BLANK_MARKS):
        return
    for match in _BEFORE_MARK.finditer(text):
        mark = match.group(2)
        row = document.line_at(match.start())
        if not (is_prose if mark in ":;" else is_text)(document, row):
            continue
        speaks = language_at(document, row)
        if speaks in _NO_BLANK or (speaks == "fr" and mark in ",."):
            yield match.start(1), match.end(1), ""


@rule
def run_in_mark(document: Document) -> Iterator[Change]:
    r"""Put the blank back after a comma or a full stop that runs into the next word.

    Why: marks of scripts without blanks are carried over as they stand.

    Leaves alone: addresses and names of files (`example.com`), abbreviations, numbers, lists
    (`red,green,blue`), code, and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(run_in_mark, "They repaired the bridge,and the road was opened to all.\n"))
    - They repaired the bridge,and the road was opened to all.
    + They repaired the bridge, and the road was opened to all.
    """
    text = document.text
    for match in _RUN_IN_COMMA.finditer(text) if "," in text or ";" in text else ():
        row = document.line_at(match.start())
        if is_text(document, row) and language_at(document, row) and _plain(text, match.start(), match.end()):
            yield match.end(), match.end(), " "
    if "." not in text:
        return
    for match in _RUN_IN_STOP.finditer(text):
        following = match.group(1)
        left = text[match.start() : match.end() - 1]
        if not left.islower() or not following.istitle() or len(following) < 3:
            continue
        row = document.line_at(match.start())
        if is_prose(document, row) and language_at(document, row) and _plain(text, match.start(), match.end()):
            yield match.end(), match.end(), " "


@rule
def clashing_mark(document: Document) -> Iterator[Change]:
    r"""Keep one of two marks that clash.

    Why: a clause that was left out leaves its comma beside the full stop.

    Leaves alone: ellipses of two dots or more, `?!`, abbreviations before a comma (`Inc.,`),
    and the low quotation marks that two commas stand for in Czech and German.

    >>> from seedclean import show
    >>> print(show(clashing_mark, "They planted oaks, limes,, and maples. .\n"))
    - They planted oaks, limes,, and maples. .
    + They planted oaks, limes, and maples.
    """
    text = document.text
    if not any(pair in text for pair in (",,", ", ,", ". .", ",.", ";;", ",;")):
        return
    for match in _DOUBLED.finditer(text):
        marks = match.group(1)
        if marks == ". ." and text.startswith((" .", "."), match.end()):
            continue
        if not is_prose(document, document.line_at(match.start())):
            continue
        yield match.start(), match.end(), "." if "." in marks else marks[0]


@rule
def fullwidth_mark(document: Document) -> Iterator[Change]:
    r"""Replace full-width marks in text of Latin letters.

    Why: marks of Chinese and Japanese stay behind when the words around them are translated.

    Leaves alone: every mark beside a Chinese, Japanese or Korean character, and lines that have a
    good part of them.

    >>> from seedclean import show
    >>> print(show(fullwidth_mark, "The mill（built in 1820）still turns，they say。\n"))
    - The mill（built in 1820）still turns，they say。
    + The mill (built in 1820) still turns, they say.
    """
    text = document.text
    if text.isascii() or not any(mark in text for mark in _FULLWIDTH):
        return
    for match in _FULLWIDTH_MARK.finditer(text):
        start, end = match.span()
        line = document.lines[document.line_at(match.start(2))]
        around = text[max(0, start - 3) : start] + text[end : end + 3]
        if _CJK_OR_KANA.search(around) or east_asian(line) or not any("a" <= letter <= "z" for letter in line):
            continue
        mark = _FULLWIDTH[match.group(2)]
        left, right = text[start - 1 : start], text[end : end + 1]
        if mark == "(":
            yield start, end, " (" if left.strip() else match.group(1) + "("
        else:
            yield start, end, mark + (" " if right.isalnum() or (right in "\"“(" and right) else match.group(3))


def _plain(text: str, start: int, end: int) -> bool:
    """Whether the run of characters without blanks around a place is nothing but words and marks."""
    low = max(text.rfind(" ", max(0, start - 60), start), text.rfind("\n", max(0, start - 60), start)) + 1
    high = text.find(" ", end, end + 60)
    piece = text[low : high if high >= 0 else end + 60].split("\n")[0]
    return not any(mark in piece for mark in "/@#_=<>{}&\\|+*`$")
