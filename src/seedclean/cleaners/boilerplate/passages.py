"""Notices within a text: which sentences of a line are a notice, and which lines only mention one.

A notice takes its own sentences and no others. So the rules judge the sentences
of a line one by one: a line goes whole where all of them belong to the notice,
and otherwise the notice goes from the beginning or from the end of the line.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING, Protocol

from seedclean.cleaners.boilerplate.flag_bits import LABELS, PROSE
from seedclean.cleaners.boilerplate.known_furniture import count_sure_lines, is_notice
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import CLOSING, SENTENCE_END, UNSPACED, words_in
from seedclean.cleaners.boilerplate.notice_places import is_of_another
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.cleaners.boilerplate.pages import body, row_beside
from seedclean.cleaners.boilerplate.text_lists import FEWEST_OF_SENTENCE, FEWEST_OF_SITES, is_item
from seedclean.document import drop_lines
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seedclean.document import Change, Document

OTHER, BESIDE, ALONE, NOTICE = range(4)
"""What a sentence is: something else, part of a notice only beside one, a notice where its line holds
nothing else, or a notice wherever it is."""

_END = Pattern(r"[.!?…।۔؟։]+[\"'”’»)\]]*\s+|[。！？]+[」』”’）]*\s*|[.!?]+(?=©)|\s[|•·]\s")
_LONGEST_LINE = 4_000  # in longer lines notices are not looked for
_LONGEST_NOTICE = 900  # characters of all sentences of a notice together
_BARS = tuple("|•·")
_MAY_BEGIN = Pattern(r"(?<=\w) +(?=[^\W\d_])")
_MOST_BEGINNINGS = 16
_POLITE = frozenset(("Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihnen"))
_LEADS_ON = frozenset(
    "a an and at by for from get in of on or our the to with your und oder für von den die das der dem "
    "auf bei im mit unser unsere unseren unserem et ou pour de du la le les sur dans notre nos y o para "
    "el los las con por sobre nuestro nuestra e da do dos no na nas em nosso nossa di il i gli su sul "
    "nel per nostro nostra en voor van het een op met naar onze w z v s och på med vår og".split()
)
_STOPS = tuple("。।۔؟։")
_MOST_OF_ENTRY = 8  # words between bars
_MOST_OF_BUTTON = 3  # words
_WRAPPED_FROM = 45  # characters of a line that may be broken for its length
_LONGEST_WRAPPED = 100  # and no paragraph is broken at more
_FEWEST_OF_WRAPPED = 5  # words of a next line that begins with a capital
_LONGEST_BLOCK = 24  # lines of a wrapped paragraph that may be a notice

_SAID = Pattern(
    rf"[,，:：;] ?[\"”“»’]? ?(?:{notice_words('articles')})?(?:[^\W\d_]+ ){{0,3}}"
    rf"(?:{notice_words('said')})(?!\w)"
    rf"|{notice_words('unspaced-said')}"
)


class IsOfText(Protocol):
    """Check whether what is around a notice makes it a part of the text."""

    def __call__(self, document: Document, row: int, /, *, whole: bool) -> bool:
        """Ask of a row.

        Args:
            document: The document.
            row: The row that holds the notice.
            whole: Whether the row holds nothing else.
        """


def sentences(text: str) -> list[tuple[int, int]]:
    """Find the start and end of each sentence of a line; an abbreviation before a capital splits one in two.

    >>> sentences("Mill Ltd. and others met. All rights reserved.")
    [(0, 26), (26, 46)]
    """
    found = []
    start = 0
    for match in _END.finditer(text):
        if match[0] == ". " and text[match.end() : match.end() + 1].islower():
            continue
        if match.end() > start:
            found.append((start, match.end()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def is_said(sentence: str) -> bool:
    """Check whether somebody says a sentence, or says something of it."""
    return sentence[0] in "\"“„«'‘「『" or _SAID.search(sentence.lower()) is not None


def drop_notices(
    document: Document,
    rows: Iterable[int],
    judge: Callable[[str], int],
    is_of_text: IsOfText,
    predicted: Iterable[int] = (),
) -> Iterator[Change]:
    """The changes that take notices out: whole lines, or the sentences at the beginning or the end of a line.

    Args:
        document: The document.
        rows: The rows that may hold a notice.
        judge: Says of a sentence whether it is a notice.
        is_of_text: Says of a row whether what is around it makes it a part of the text.
        predicted: Rows that go whole for other reasons.
    """
    lines = document.stripped
    whole = set(predicted)
    parts: list[Change] = []
    for row in rows:
        if row in whole or len(lines[row]) > _LONGEST_LINE:
            continue
        block = block_of(lines, row)
        if len(block) > _LONGEST_BLOCK:
            continue
        text = lines[row] if len(block) == 1 else " ".join(lines[block.start : block.stop])
        found = list(_notices(text, judge))
        is_whole = found == [(0, len(text))]
        if not found or is_of_another(document, row) or is_of_text(document, row, whole=is_whole):
            continue
        if is_whole:
            whole.update(block)
        elif len(block) == 1 and not (_parts_quotation(text, found) or _is_in_the_midst(document, row)):
            parts += _cuts(document, row, found)
    yield from sorted([*drop_lines(document, whole), *parts])


def _parts_quotation(text: str, found: list[tuple[int, int]]) -> bool:
    """Check whether a notice has only one of the two quotation marks of what somebody says."""
    return any(text.count('"', start, end) % 2 and text.count('"') % 2 == 0 for start, end in found)


def _is_in_the_midst(document: Document, row: int) -> bool:
    """Check whether text is above and below a line that is not all a notice, and nothing shows a site."""
    if is_inside(document, row):
        return True
    lines = document.stripped
    return not count_sure_lines(document) and min(row_beside(lines, row, -1), row_beside(lines, row, 1)) >= 0


def _notices(text: str, judge: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """From where to where notices reach: the whole text, or its beginning and its end."""
    judge = _Judge(judge).__getitem__  # most sentences are judged twice
    places = [part for place in sentences(text) for part in _part_glued(text, *place, judge)]
    said = _judge_passages(text, places, judge)
    if OTHER not in said:
        if max(said) >= ALONE and len(text) <= _LONGEST_NOTICE:
            yield 0, len(text)
        return
    front = _count_front(said)
    if NOTICE in said[:front] and places[front - 1][1] <= _LONGEST_NOTICE:
        yield 0, places[front][0]
    back = len(said) - len(list(takewhile(bool, reversed(said))))
    back = next((place for place in range(back, len(said)) if said[place] == NOTICE), len(said))
    if back < len(said) and len(text) - places[back][0] <= _LONGEST_NOTICE:
        yield places[back][0], len(text)


class _Judge(dict[str, int]):
    """The judgements of sentences, each made once; `functools.cache` takes longer than a judgement."""

    def __init__(self, judge: Callable[[str], int]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, sentence: str) -> int:
        found = self[sentence] = self._judge(sentence)
        return found


def _judge_passages(text: str, places: list[tuple[int, int]], judge: Callable[[str], int]) -> list[int]:
    """Judge passages; where one is a notice by itself, short ones beside it may belong to it."""
    said = [judge(text[start:end].strip()) for start, end in places]
    if max(said, default=OTHER) < ALONE:
        return said
    return [found or _beside(text, *place) for found, place in zip(said, places, strict=True)]


def _count_front(said: list[int]) -> int:
    """Count the passages in front of a text up to the last one that is a notice by itself."""
    front = list(takewhile(bool, said))
    return max((place + 1 for place, found in enumerate(front) if found >= ALONE), default=0)


def _part_glued(text: str, start: int, end: int, judge: Callable[[str], int]) -> list[tuple[int, int]]:
    """A sentence, or a notice without a stop and the sentence that is glued to it: `Log in The ferry …`."""
    sentence = text[start:end]
    said = judge(sentence.strip())
    if said == OTHER or sentence.strip()[-1] not in (*SENTENCE_END, *_STOPS):
        return [(start, end)]
    for match in islice(_MAY_BEGIN.finditer(sentence), _MOST_BEGINNINGS):
        head, tail = sentence[: match.start()], sentence[match.end() :].strip()
        if words_in(tail) < FEWEST_OF_SENTENCE or not _begins(head[-1], tail[0]) or is_polite(tail):
            continue
        if head.split()[-1] not in _LEADS_ON and judge(head) >= said and judge(tail) == OTHER:
            return [(start, start + match.end()), (start + match.end(), end)]
    return [(start, end)]


def is_polite(text: str) -> bool:
    """Check whether a text begins with a word that German writes with a capital within a sentence, too."""
    return text.split(" ", 1)[0] in _POLITE


def _begins(last: str, first: str) -> bool:
    """Check whether a sentence may begin behind a letter and a blank: a capital, or in another script."""
    if UNSPACED.match(first):
        return True
    has_case = first.lower() != first.upper()
    return first.isupper() if has_case else last.lower() != last.upper() or last.isdigit()


def _beside(text: str, start: int, end: int) -> int:
    """Check whether a passage is short enough for a button or an entry that bars part from a notice."""
    passage = text[start:end].strip()
    if passage[-1:] in _BARS or text[:start].rstrip()[-1:] in _BARS:
        return BESIDE if words_in(passage) <= _MOST_OF_ENTRY else OTHER
    return BESIDE if words_in(passage) <= _MOST_OF_BUTTON and not _is_full_sentence(passage) else OTHER


def _is_full_sentence(passage: str) -> bool:
    """Check whether a passage ends as sentences do and buttons do not; `Harbour News Ltd.` does not."""
    if passage[-1:] == ".":
        return not passage.split()[-1][0].isupper()
    return passage[-1:] in _STOPS


def _cuts(document: Document, row: int, found: list[tuple[int, int]]) -> Iterator[Change]:
    """The changes that take passages out of one line, with the blanks between them and the rest."""
    line = document.lines[row]
    text = document.stripped[row]
    first = line.index(text) if text else 0
    for start, end in found:
        while end == len(text) and start and text[start - 1] in " \t\xa0\u3000|•·":
            start -= 1
        yield document.starts[row] + first + start, document.starts[row] + first + end, ""


def block_of(lines: list[str], row: int) -> range:
    """The lines of a wrapped paragraph in which a row is; the row alone where nothing is wrapped.

    Of a paragraph that is too long for a notice only so many lines that this shows.
    """
    start = end = row
    while start > 0 and row - start < _LONGEST_BLOCK and _goes_on(lines[start - 1], lines[start]):
        start -= 1
    while end + 1 < len(lines) and end - start < _LONGEST_BLOCK and _goes_on(lines[end], lines[end + 1]):
        end += 1
    return range(start, end + 1)


def _goes_on(above: str, below: str) -> bool:
    """Check whether a line is the next of a paragraph that was broken for its length."""
    if not above or not below or len(above) < _WRAPPED_FROM or is_item(below):
        return False
    if below[0].islower() or below[0] in ",;)":
        return above[-1] not in SENTENCE_END
    if words_in(below) < _FEWEST_OF_WRAPPED or above[-1] in SENTENCE_END or len(above) > _LONGEST_WRAPPED:
        return False
    if words_in(above[above.rfind(". ") + 1 :].strip()) <= _MOST_OF_BUTTON:
        return False  # a button behind the last sentence, as in `We use cookies. Accept`
    return above[-1].islower() or above[-1] in ",;-"


def is_inside(document: Document, row: int) -> bool:
    """Check whether a row is between two paragraphs of a text, and nothing shows that the page is a site's.

    Right above or below it, that is, or in several lines anywhere.
    """
    first, last = document.view(body)
    if not first < row < last or count_sure_lines(document) >= FEWEST_OF_SITES:
        return False
    lines, flags = document.stripped, flags_of(document)
    for step in (-1, 1):
        beside = row_beside(lines, row, step)
        if beside < 0 or flags[beside] & PROSE:
            continue
        if flags[beside] & LABELS or is_notice(lines[beside], flags[beside]):
            return False
    return True


def ends(sentence: str) -> str:
    """A sentence without the marks and brackets at its end."""
    return sentence.rstrip(SENTENCE_END + CLOSING + " \t\xa0\u3000|")
