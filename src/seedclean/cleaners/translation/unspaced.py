"""Loops and repeated sentences in Chinese, Japanese and Thai, which set no blanks between words."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import FULLWIDTH
from seedclean.cleaners.translation.sentences import holds_code, is_spoken
from seedclean.document import Change, Document
from seedclean.edits import Edit, compose
from seedclean.facts import characters, needs_of, pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_UNIT = Pattern("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff]{2,16}|[\u0e01-\u0e7f]{6,30}")
_SMALL_WORDS = frozenset("的了在是和与很都也就被把将对及或之为")
_FEWEST_OF_SMALL_WORD = 8
_FIRST_LETTER = "\u0e01"
_LONGEST_UNIT = 30
_FIRST_EAST_ASIAN = "\u3005"
_STEP = 6
_FEWEST_COPIES = 4
_KANA = Pattern(r"[\u3041-\u30ff]+")
_CRIES = frozenset("！!～~♪…〜―—")
_QUOTES = frozenset('「『“"《')
_FEWEST_AROUND = 6
"""Characters of a line beside the loop: a line of nothing else may be a chant."""

_SHORT_UNIT, _LONGEST_SOUND = 2, 4
_LONGEST_THAI_SOUND = 9  # characters of two syllables with their tones, as the sound of a clock has
_FEWEST_OF_SHORT, _FEWEST_OF_SOUND, _FEWEST_SAID = 5, 9, 6
_FEWEST_OF_SENTENCE = 12


_SIGNS = ("。", "，", "、", "า")
"""Any text of some length has one: marks of Chinese and Japanese, and the commonest vowel of Thai."""


@rule(needs=(pair(FULLWIDTH) | characters("า")) & needs_of(_SIGNS))
def unspaced_repeat(document: Document) -> Iterator[Change]:
    r"""Delete all but the first copy of a loop in a script without blanks, and a sentence that comes twice.

    Why: a decoder that loops writes the same characters again and again, and no blank shows where.

    Leaves alone: sounds and cries (`哈哈哈哈`, `ドキドキドキ`, `加油加油加油加油！`), fewer than four
    copies, single characters but for small words, lines of nothing else, verse, sentences in quotation
    marks, and short ones; texts with no Chinese comma or full stop, and in Thai without the vowel `า`.

    >>> from seedclean import show
    >>> print(show(unspaced_repeat, "会上讨论了经济发展经济发展经济发展经济发展的问题，居民都来了。\n"))
    - 会上讨论了经济发展经济发展经济发展经济发展的问题，居民都来了。
    + 会上讨论了经济发展的问题，居民都来了。
    """
    if not any(sign in document.text for sign in _SIGNS):
        return
    edits: list[Edit] = []
    while found := [Edit(start, document.text[start:end], "", "") for start, end in _find_copies(document)]:
        edits = compose(edits, found, document.text)
        document = document.edited(found)  # without a loop, what holds it may loop itself
    for start, old, new, _ in edits:
        yield start, start + len(old), new


def _find_copies(document: Document) -> Iterator[tuple[int, int]]:
    """From where to where copies go: sentences that come twice, and loops outside of these."""
    sentences = [
        (document.starts[row] + low, document.starts[row] + high)
        for row, line in enumerate(document.lines)
        for low, high in _sentences_twice(line)
    ]
    place = 0
    # A loop is within a sentence, with which it may go.
    for start, end in sorted([*sentences, *_noisy_loops(document)], key=lambda span: (span[0], -span[1])):
        if start >= place:
            yield start, end
            place = end


def _noisy_loops(document: Document) -> Iterator[tuple[int, int]]:
    """From where to where loops go, but for their first copies."""
    for start, kept, end in _find_loops(document.text):
        if len(set(document.text[start:kept])) == 1:
            end = _end_of_run(document.text, end)
            if document.text[start] in _SMALL_WORDS and end - start >= _FEWEST_OF_SMALL_WORD:
                yield start + 1, end
        elif _is_noise(document, start, kept, end):
            yield kept, end


def _end_of_run(text: str, end: int) -> int:
    """The end of a run of one character, a part of which ends at a place."""
    while text[end : end + 1] == text[end - 1]:
        end += 1
    return end


def _find_loops(text: str) -> Iterator[tuple[int, int, int]]:
    r"""Find what follows itself three times and more: where it starts, and where the first and last copy end.

    Every loop is so long that a look at each sixth character meets it: there
    two characters come again within the longest unit.

    >>> list(_find_loops("新的桥梁桥梁桥梁桥梁桥梁开了"))
    [(2, 4, 12)]
    """
    taken = shared = 0
    refused: dict[int, int] = {}  # by width, the end of what comes again at that distance and is no loop
    for place in range(0, len(text) - _STEP, _STEP):
        if text[place] < _FIRST_LETTER or place < taken:
            continue
        two = text[place : place + 2]
        again = text.find(two, place + 2, place + _LONGEST_UNIT + 2)
        while again >= 0:
            width = again - place
            if place >= refused.get(width, 0):
                start, end = _loop_around(text, place, width, shared)
                if end - start >= _FEWEST_COPIES * width and _UNIT.fullmatch(text[start : start + width]):
                    yield start, start + width, end
                    # The next one may begin with the end of this one, which its first copy still has.
                    taken, shared = end, start + width
                    break
                refused[width] = end
            again = text.find(two, again + 1, place + _LONGEST_UNIT + 2)


def _loop_around(text: str, place: int, width: int, lowest: int) -> tuple[int, int]:
    """The start and the end of the whole copies of so many characters around a place."""
    start = place
    while start > lowest and text[start - 1] == text[start - 1 + width]:
        start -= 1
    end = start + width
    while text.startswith(text[start : start + width], end):
        end += width
    return start, end


def _is_noise(document: Document, start: int, kept: int, end: int) -> bool:
    """Check whether no person writes a loop."""
    unit, line = document.text[start:kept], document.lines[document.line_at(start)]
    copies = (end - start) // len(unit)
    if len(line) - (end - start) < _FEWEST_AROUND or not _CRIES.isdisjoint(document.text[end : end + 2]):
        return False
    if document.view(holds_code) or ("。" not in line and unit[0] >= _FIRST_EAST_ASIAN):
        return False
    if len(unit) <= _LONGEST_SOUND and _KANA.fullmatch(unit):
        return copies >= _FEWEST_OF_SOUND
    if copies < _FEWEST_SAID and document.view(is_spoken):
        return False
    if unit[0] < _FIRST_EAST_ASIAN and len(unit) <= _LONGEST_THAI_SOUND:
        return copies >= _FEWEST_OF_SHORT
    return copies >= _FEWEST_OF_SHORT or len(unit) > _SHORT_UNIT


def _sentences_twice(line: str) -> Iterator[tuple[int, int]]:
    """Find the sentences that say again what the one before them said."""
    place, before = 0, ""
    for part in line.split("。")[:-1] if "。" in line else ():
        if part == before and len(part) >= _FEWEST_OF_SENTENCE and _QUOTES.isdisjoint(part):
            yield place, place + len(part) + 1
        place, before = place + len(part) + 1, part
