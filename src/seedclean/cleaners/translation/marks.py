"""Marks that stand off from their word, run into the next one, clash, or come from another script."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.sentences import is_prose, is_text, language_at
from seedclean.cleaners.translation.words import words
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_BEFORE_MARK = Pattern(r"(?<=[\w)\]”’%])( {1,2})([,.;:?!])(?=[\s\"”’»]|$|(?<![:;])[)\]])")
_FOLLOWS_STOP = Pattern(r"[\"”’»)\]]|\s*$|\s+[^\W_a-zа-я]|\s+[\"“„«(¿¡\[]|\n")
_BLANK_MARKS = (" ,", " .", " ?", " !", " ;", " :")
# Languages whose writers put no blank before any mark.
_NO_BLANK = frozenset(("en", "de", "es", "it", "pt", "nl", "cs", "pl", "ru", "uk"))
_RUN_IN_COMMA = Pattern(
    r"(?<![^\W\d_][,;])\b[^\W\d_]{1,30}[^\W\d_A-Z]([,;])(?=[^\W\d_]{2,30}(?:\s|[.,;:!?]\s))"
)
_RUN_IN_STOP = Pattern(r"[^\W\d_]{3,30}[.?!:](?=([^\W\d_]+)(?: [^\W\d_]|, |['’][^\W\d_]))")
_RUN_IN_YEAR = Pattern(r"(?<=[^\W\d_]{3}),(?=(?:19|20)\d\d(?![\w,.]\d|\w))")
_SHORT_STARTS = words(
    "A I In It He We To On At As An By If Is No So Er Es Im Am El La Se Le Il Un Na Po Je V Z K S O U"
)
_DOUBLED = Pattern(r"(?<=[\w)”\"%])(,{2}|, ,|\. \.|, ?\.|;{2}|[,:] ?;|\? \?|! !)(?=[\s\"”’)]|$)")
_CLASHES = (",,", ", ,", ". .", ",.", ", .", ";;", ",;", ", ;", ":;", ": ;", "? ?", "! !")
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
}  # noqa: RUF001
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
    found = list(_blanks_before_marks(document))
    for start, end, mark in found:
        # One alone may be a slip of the finger, and people do let `!` stand off.
        if len(found) > 1 or mark == "," or (mark == "." and text[end + 1 : end + 2] not in ("", "\n")):
            yield start, end, ""


def _blanks_before_marks(document: Document) -> Iterator[Change]:
    text = document.text
    for match in _BEFORE_MARK.finditer(text):
        mark = match.group(2)
        row = document.line_at(match.start())
        if not (is_prose if mark in ":;" else is_text)(document, row):
            continue
        if mark == "." and _FOLLOWS_STOP.match(text, match.end()) is None:
            continue
        speaks = language_at(document, row)
        if speaks in _NO_BLANK or (speaks == "fr" and mark in ",."):
            yield match.start(1), match.end(1), mark


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
        if is_text(document, row) and _plain(text, match.start(), match.end()):
            yield match.end(), match.end(), " "
    for match in _RUN_IN_YEAR.finditer(text) if "," in text else ():
        if is_prose(document, document.line_at(match.start())):
            yield match.end(), match.end(), " "
    for match in _RUN_IN_STOP.finditer(text):
        following = match.group(1)
        left = text[match.start() : match.end() - 1]
        if not left.islower() or not following.istitle() or len(following) < 3:
            continue
        row = document.line_at(match.start())
        if (
            is_prose(document, row)
            and language_at(document, row)
            and _plain(text, match.start(), match.end())
        ):
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
    if not any(pair in text for pair in _CLASHES):
        return
    for match in _DOUBLED.finditer(text):
        marks = match.group(1)
        if not is_prose(document, document.line_at(match.start())):
            continue
        if marks[0] in ".?!" and text[match.end() : match.end() + 2].strip()[:1] == marks[0]:
            continue
        yield match.start(), match.end(), marks[0] if marks[0] == marks[-1] else marks[-1]


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
        if (
            _CJK_OR_KANA.search(around)
            or _east_asian(line)
            or not any("a" <= letter <= "z" for letter in line)
        ):
            continue
        mark = _FULLWIDTH[match.group(2)]
        left, right = text[start - 1 : start], text[end : end + 1]
        if mark == "(":
            yield start, end, " (" if left.strip() else match.group(1) + "("
        elif left == mark != ")":  # the same mark stands there already
            yield start, end, match.group(3)
        else:
            yield (
                start,
                end,
                mark + (" " if right.isalnum() or (right in '"“(' and right) else match.group(3)),
            )


def _east_asian(line: str) -> bool:
    """Whether a line has more than a stray East Asian character: one in thirty is enough."""
    return len(_CJK_OR_KANA.findall(line)) * 30 > len(line)


def _plain(text: str, start: int, end: int) -> bool:
    """Whether the run of characters without blanks around a place is nothing but words and marks."""
    low = max(text.rfind(" ", max(0, start - 60), start), text.rfind("\n", max(0, start - 60), start)) + 1
    high = text.find(" ", end, end + 60)
    piece = text[low : high if high >= 0 else end + 60].split("\n")[0]
    return not any(mark in piece for mark in "/@#_=<>{}&\\|+*`$")
