"""Marks that are detached from their word, run into the next one, clash, or come from another script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from seedclean.analysis import FULLWIDTH, count_words, guess_language, pairs, rows_of
from seedclean.analysis.per_line import find_once
from seedclean.cleaners.translation.sentences import is_prose, is_spoken, is_text, language_at
from seedclean.cleaners.translation.subjects import is_about_marks
from seedclean.cleaners.translation.words import FUNCTION_WORDS, GERMAN_FUNCTION_WORDS, read_words, words
from seedclean.document import Change, Document
from seedclean.facts import facts_of, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_WORD_BEFORE = Pattern(r"[^\W\d_]{2,31}$")
_BEHIND_COMMA = Pattern(r"[^\W\d_]{2,30}(?:\s|[.,;:!?]\s)")
_BEHIND_STOP = Pattern(r"([^\W\d_]{1,40})(?: [^\W\d_]|, |['’][^\W\d_])")
# The mark comes first: a pattern that begins with a character is sought much faster than one that looks back.
_CLOSES = Pattern(r"\"(?<=[^\W\d_]{2}[,.!?]\")(?=[^\W\d_]{2,30} )")
_YEAR = Pattern(r"(?:19|20)\d\d(?![\w,.]\d|\w)")
_YEAR_BEFORE = Pattern(r"(?:^|[^\w.,])[12]\d{3}$")
_COMMAND = Pattern(r"(?:^|[\s'\"])-[a-z]|(?:^|\s)/[a-z]+|\bsudo ")  # `ls -al;cd /tmp/` is a line of a shell
_UNSPACED = "\u2e80"
"""From here on letters are those of scripts that set no blank behind a mark."""

_VOWEL = Pattern("[aeiouyäöüåøæáéíóúàèìòùâêîôûаеёиоуыэюяіїєαεηιουωάέήίόύώ]")
_SHORT_STARTS = words(
    "A I In It He We To On At As An By If Is No So Er Es Im Am El La Se Le Il Un Na Po Je V Z K S O U"
)
_GERMAN_STARTS = GERMAN_FUNCTION_WORDS | read_words("german-starts")
"""Words that begin a German sentence and are no nouns."""

_SHORT_ENDS = words("so it us me up in on do go is be by to no we he")
"""Words of two letters that end a sentence; others are endings of addresses."""

_RUN_OF_MARKS = Pattern(r"(?<=[^\s,.;:?!])[,.;:?!](?: ?[,.;:?!])+(?=[\s\"”’)]|$)(?! [,.;:?!])")
_SENTENCE_FOLLOWS = Pattern(r"$|[\"”’]|\s+[\"“„«(¿¡]?[^\W\d_a-zа-я]")
_LONG_WORD = Pattern(r"[^\W\d_]{4,30}$")
_ENDS_WITH_WORD = Pattern(r"(?:[^\W\d_]{4,30}|\b[12]\d{3}|\b(?:Chr|Inc|Ltd|Jr|Sr|Co|[ap]\.m))$")
_OPEN_END = Pattern(r"\.\.[ ]?[a-zа-я\d]|(?:^|\s|\W)\.\.")
_FEWEST_LISTED = 3  # commas
_MOST_STOPS_TWICE = 3
"""Whoever writes more of them means them."""

_WORD_AND_STOP = Pattern(r"([^\W\d_]{4,30})(?:(\.) (?=[a-zа-я])| (?=[^\W_]))")
_FIELD = Pattern(r",(?=[^\s,])")  # a comma between two fields of a table
_KEPT = {",,": ",", ", ,": ",", ". .": ".", ",.": ".", ", .": ".", "? ?": "?", "! !": "!"}
_KEPT |= {"..": ".", ".,": ","}
_KEPT |= dict.fromkeys((";;", "; ;", ",;", ", ;", ":;", ": ;"), ";")
_CLASHES = (",,", ",.", ".,", "..", ";;", ",;", ":;", " ,", " .", " ;", " ?", " !")
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
_RUN_IN = (",a", ";a", ".a", "?a", "!a", ":a", ",0")
_SMALL = Pattern("[a-zß-ÿα-ωа-џґ]")
_CJK_OR_KANA = Pattern("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff10-\uff5a]")
_IDEOGRAPH = Pattern("[\u3005-\u30ff\u3400-\u9fff]")


_RUNS_IN, _MAY_CLOSE = pair("”a", *_RUN_IN), pair('"a')


@rule(needs=_RUNS_IN | _MAY_CLOSE)
def run_in_mark(document: Document) -> Iterator[Change]:
    r"""Put the blank back after a comma or a full stop that runs into the next word.

    Why: marks of scripts without blanks are carried over unchanged.

    Leaves alone: addresses and names of files (`example.com`), abbreviations, numbers, lists
    (`red,green,blue`), code, lines that are no sentences, and texts that speak of commas and other marks.

    >>> from seedclean import show
    >>> print(show(run_in_mark, "They repaired the bridge,and the road was opened to all.\n"))
    - They repaired the bridge,and the road was opened to all.
    + They repaired the bridge, and the road was opened to all.
    """
    facts = document.view(facts_of)
    found = list(_closing_quotes(document)) if _MAY_CLOSE.hold(facts) else []
    if _RUNS_IN.hold(facts):
        found += _marks_that_run_in(document)
    if found and not is_about_marks(document):
        yield from found


def _marks_that_run_in(document: Document) -> Iterator[Change]:
    """Find the curly quotation marks, commas and stops that run into the next word."""
    text = document.text
    odd = document.view(pairs)
    for place in odd.get("”a", ()):
        runs_in = text[place - 1] in ".,!?" and text[place + 1].isalpha() and text[place + 1] < _UNSPACED
        if runs_in and _is_plain(text, place, place + 1):
            yield place + 1, place + 1, " "
    for place in (place for name in _RUN_IN for place in odd.get(name, ())):
        if text[place - 2 : place].isspace() or (text[place] in ".?!:" and text[place + 1].islower()):
            continue
        before = _WORD_BEFORE.search(text[max(0, place - 31) : place])
        if before is not None:
            runs_in = _runs_in(document, place, before.group())
        else:
            runs_in = text[place] == "." and _runs_in_behind_year(document, place)
        if runs_in:
            yield place + 1, place + 1, " "


def _closing_quotes(document: Document) -> Iterator[Change]:
    """Find the straight quotation marks behind a mark that close and run into the next word."""
    for row in sorted({document.line_at(match.start()) for match in _CLOSES.finditer(document.text)}):
        line, start = document.lines[row], document.starts[row]
        if line.count('"') % 2 or not is_prose(document, row) or not is_text(document, row):
            continue
        for match in _CLOSES.finditer(line):
            if line[match.end()] >= _UNSPACED:
                continue  # a particle of Korean belongs to the quotation
            if line.count('"', 0, match.start()) % 2 and _is_plain(line, match.start(), match.end()):
                yield start + match.end(), start + match.end(), " "


def _runs_in(document: Document, place: int, left: str) -> bool:
    """Check whether a mark behind the word `left` runs into the next word."""
    if document.text[place] in ",;":
        return _comma_runs_in(document, place, left)
    text, row = document.text, document.line_at(place)
    behind = _BEHIND_STOP.match(text, place + 1)
    if behind is None or not behind.group(1).istitle():
        return False
    if len(left) < 3 and not (left in _SHORT_ENDS and behind.group(1).lower() in FUNCTION_WORDS):
        return False
    if _VOWEL.search(left) is None:
        return False  # `ttk.Notebook`
    if text[place - len(left) - 1 : place - len(left)] == ".":
        return False  # `java.util.Properties`
    if not left.islower() and not _is_german_end(document, row, left, behind.group(1)):
        return False
    if len(behind.group(1)) < 3 and behind.group(1) not in _SHORT_STARTS:
        return False
    return (
        is_prose(document, row) and is_text(document, row) and _is_plain(text, place - len(left), place + 1)
    )


def _runs_in_behind_year(document: Document, place: int) -> bool:
    """Check whether a year ends a sentence, and a small word begins the next: `in 1520.It was rebuilt`."""
    text = document.text
    behind = _BEHIND_STOP.match(text, place + 1)
    return (
        behind is not None
        and behind.group(1).istitle()
        and behind.group(1).lower() in FUNCTION_WORDS
        and _YEAR_BEFORE.search(text[max(0, place - 5) : place]) is not None
        and is_prose(document, document.line_at(place))
    )


def _is_german_end(document: Document, row: int, left: str, right: str) -> bool:
    """Check whether a noun ends a German sentence, and the next begins with a word that is no noun."""
    if len(left) < 4 or not left.istitle() or language_at(document, row) != "de":
        return False
    return right.lower() in _GERMAN_STARTS or document.view(count_words)[right.lower()] > 0


def _is_command(line: str) -> bool:
    return _COMMAND.search(line) is not None


def _is_list_without_blanks(line: str) -> bool:
    """Check whether a line is a list of names without blanks behind its commas: `Red Hen,Blue Hen,Owl`."""
    unspaced = len(_FIELD.findall(line))
    return unspaced >= _FEWEST_LISTED and unspaced > line.count(", ") and line.count(" ") < 2 * unspaced


def _comma_runs_in(document: Document, place: int, left: str) -> bool:
    """Check whether a comma or semicolon behind the word `left` runs into the next word."""
    text, row = document.text, document.line_at(place)
    if text[place] == "," and len(left) > 2 and _YEAR.match(text, place + 1):
        return is_prose(document, row)
    listed = text[place - len(left) - 1 : place - len(left)] in (",", ";")
    if listed or left[-1].isupper() or _BEHIND_COMMA.match(text, place + 1) is None:
        return False
    if _IDEOGRAPH.match(text, place + 1):
        return False
    if document.rows(_is_command)[row] or document.rows(_is_list_without_blanks)[row]:
        return False
    return is_text(document, row) and _is_plain(text, place - len(left), place + 1)


@rule(needs=pair(*_CLASHES))
def clashing_mark(document: Document) -> Iterator[Change]:
    r"""Keep one of two marks that clash.

    Why: a clause that was left out leaves its comma beside the full stop.

    Leaves alone: ellipses, and two dots wherever the text has one of two dots or more; `?!`, abbreviations
    before a comma (`Inc.,`: the text never has the word without its dot);
    the low quotation marks that two commas are in Czech and German, empty fields (`4,,"x"`), and texts that
    speak of commas and other marks.

    >>> from seedclean import show
    >>> print(show(clashing_mark, "They planted oaks, limes,, and maples. .\n"))
    - They planted oaks, limes,, and maples. .
    + They planted oaks, limes, and maples.
    """
    found = list(_find_clashes(document))
    if found and not is_about_marks(document):
        yield from found


def _find_clashes(document: Document) -> Iterator[Change]:
    for row in rows_of(document, *_CLASHES):
        if not is_text(document, row):
            continue
        line, start = document.lines[row], document.starts[row]
        is_row_of_fields = len(_FIELD.findall(line)) > line.count(", ")
        for match in _RUN_OF_MARKS.finditer(line):
            kept = _KEPT.get(match.group())
            before = line[match.start() - 1]
            if not kept or not (before.isalnum() or before in ')”"%') or _is_meant(line, match):
                continue
            if match.group() == ",," and is_row_of_fields:
                continue
            if match.group() in _ENDS_OF_SENTENCES and not _ENDS_OF_SENTENCES[match.group()](
                document, row, match
            ):
                continue
            yield start + match.start(), start + match.end(), kept


def _is_meant(line: str, match: re.Match[str]) -> bool:
    """Check whether the second mark is a name (`in tmp, . and etc`) or a face (`Ann: ;)`), or of a field."""
    behind = line[match.end() : match.end() + 2]
    if match.group()[-1] == ";" and behind[:1] == ")":
        return True
    if match.group() == ", .":
        return behind[:1] == " " and behind[1:].islower()
    return match.group() == ",," and behind[:1] == '"' and behind[1:].isalnum()


def _is_stop_twice(document: Document, row: int, match: re.Match[str]) -> bool:
    """Check whether two full stops end a sentence, and are no ellipsis: the writer makes none in the text."""
    line, text = document.lines[row], document.text
    if (
        not is_prose(document, row)
        or document.view(is_spoken)
        or not _SENTENCE_FOLLOWS.match(line, match.end())
    ):
        return False
    if _ENDS_WITH_WORD.search(line[max(0, match.start() - 31) : match.start()]) is None:
        return False
    return not ("..." in text or "…" in text) and not document.view(_has_open_ends)


def _has_open_ends(document: Document) -> bool:
    """Check whether two full stops are in the middle of a sentence: they are the writer's ellipsis."""
    return _OPEN_END.search(document.text) is not None or document.text.count("..") > _MOST_STOPS_TWICE


def _is_stop_before_comma(document: Document, row: int, match: re.Match[str]) -> bool:
    """Check whether a word before a full stop and a comma is no abbreviation: the text has it without one."""
    line = document.lines[row]
    word = _LONG_WORD.search(line[max(0, match.start() - 31) : match.start()])
    if word is None or not is_prose(document, row) or not line[match.end() + 1 : match.end() + 2].islower():
        return False
    before, behind = document.view(_words_and_marks)[word.group()]
    return before > 0 and behind < 1


def _words_and_marks(document: Document) -> defaultdict[str, tuple[int, int]]:
    """Count how often each word has a word behind it, and how often a full stop inside a sentence."""
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for match in _WORD_AND_STOP.finditer(document.text):
        followed, stopped = found[match.group(1)]
        has_stop = match.group(2) is not None
        found[match.group(1)] = (followed + (not has_stop), stopped + has_stop)
    return found


_ENDS_OF_SENTENCES: dict[str, Callable[[Document, int, re.Match[str]], bool]] = {
    "..": _is_stop_twice,
    ".,": _is_stop_before_comma,
}


@rule(needs=pair(FULLWIDTH))
def fullwidth_mark(document: Document) -> Iterator[Change]:
    r"""Replace full-width marks in text of Latin, Cyrillic or Greek letters.

    Why: marks of Chinese and Japanese stay behind when the words around them are translated.

    Leaves alone: every mark beside a Chinese, Japanese or Korean character, and lines that have a
    good part of them, and documents in these languages.

    >>> from seedclean import show
    >>> print(show(fullwidth_mark, "The mill（built in 1820）still turns，they say。\n"))
    - The mill（built in 1820）still turns，they say。
    + The mill (built in 1820) still turns, they say.
    """
    text = document.text
    if _SMALL.search(text) is None:  # the cheap question
        return
    taken = 0  # a blank between two marks goes with the first
    for place in document.view(pairs).get(FULLWIDTH, ()):
        start = place - 1 if text[place - 1 : place] == " " and place > taken else place
        end = place + 2 if text[place + 1 : place + 2] == " " else place + 1
        if _CJK_OR_KANA.search(text[max(0, start - 3) : start] + text[end : end + 3]):
            continue
        if document.view(guess_language) in _OWN_MARKS:
            return
        if _has_small_letters(document, document.line_at(place)):
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


@find_once
def _has_small_letters(document: Document, row: int) -> bool:
    """Check whether a line has letters of a script with capitals, and at most one East Asian in thirty."""
    line = document.lines[row]
    return len(_CJK_OR_KANA.findall(line)) * 30 <= len(line) and _SMALL.search(line) is not None


def _is_plain(text: str, start: int, end: int) -> bool:
    """Check whether the run of characters without blanks around a place is nothing but words and marks."""
    low = max(text.rfind(" ", max(0, start - 60), start), text.rfind("\n", max(0, start - 60), start)) + 1
    high = text.find(" ", end, end + 60)
    piece = text[low : high if high >= 0 else end + 60].split("\n")[0]
    return not any(mark in piece for mark in "/@#_=<>{}&\\|+*`$")
