"""Answers of a language model that are no translation: fences, preambles, remarks, offers, refusals."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from operator import itemgetter

from seedclean.cleaners.translation.answers import (
    ABOUT_ANSWERS,
    BARE_REFUSAL,
    NOTE,
    NOTE_ENDS,
    REQUEST,
    SPEECH,
    WHERE_TO_ANSWER,
    WITHIN,
    answers,
    credit,
    preamble,
)
from seedclean.cleaners.translation.sentences import holds_code, is_prose, is_spoken, is_text
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import REFUSAL, characters
from seedclean.once import once
from seedclean.patterns import Pattern, find_all
from seedclean.registry import rule

_FENCE = "```"
_OTHER_VERSION = Pattern(r" ?(?:or|oder|o|ou|nebo|Or|O|Note|Nota|Hinweis|Alternatively|Another|Otra)\b")
_WORD = Pattern(r"[^\W\d_]{2}")
_UNSPACED = "\u2e80"
"""From here on letters are those of scripts without blanks between words."""

_OPENING_FENCES = frozenset(("```", "```text", "```plaintext", "```txt", "```markdown"))
_FENCES_AROUND = 2
_START = itemgetter(slice(2))


@once
def _refusals() -> tuple[frozenset[str], tuple[str, ...]]:
    """The first characters of refusals, and how they begin."""
    openings = tuple(opening for said in answers().refusals for opening in said.openings)
    return frozenset(map(_START, openings)), openings


@rule(needs="`")
def code_fence(document: Document) -> Iterator[Change]:
    r"""Delete the fences that a chat model puts around its answer, and what it says behind them.

    Why: a fence that closes behind the last word of a line is where the translation ended; another
    version of it, or a remark on it, follows.

    Leaves alone: code; Markdown: fences with a line of their own, unless all of a text is between two and has
    nothing but sentences, and fences with a blank before them.

    >>> from seedclean import show
    >>> print(show(code_fence, "The mill still turns.``` or ```The mill is turning still.\n"))
    - The mill still turns.``` or ```The mill is turning still.
    + The mill still turns.
    """
    if document.view(holds_code):
        return
    if around := _fences_around(document):
        yield from drop_lines(document, around)
        return
    for row, line in enumerate(document.lines):
        if _FENCE not in line or not line.strip(" `"):
            continue  # a fence alone, or the line below a heading
        start = document.starts[row]
        if line.startswith(_FENCE):
            inner = line[3:]
            if inner[:1] in ('"', "“", "„", "«", "¡", "¿") or (inner[:1].isupper() and " " in inner):
                yield start, start + 3, ""
            place = line.find(_FENCE, 3)
        else:
            place = line.find(_FENCE)
        if place <= 0 or line.startswith("`", place + 3) or not _WORD.search(line[:place]):
            continue  # nothing is said before it, as in what is drawn with marks
        if line[place - 1] >= _UNSPACED and line[place - 1].isalnum():
            continue  # a Chinese sentence that is broken off: no translation ends without a full stop
        if not line[place - 1].isspace() or _OTHER_VERSION.match(line, place + 3):
            yield start + len(line[:place].rstrip()), start + len(line), ""


def _fences_around(document: Document) -> tuple[int, ...]:
    """The rows of the two fences between which all of a text is, where it is sentences and no code."""
    if document.text.count(_FENCE) != _FENCES_AROUND:
        return ()
    lines = document.stripped
    filled = [row for row, line in enumerate(lines) if line]
    inner = filled[1:-1]
    is_fenced = bool(inner) and lines[filled[0]] in _OPENING_FENCES and lines[filled[-1]] == _FENCE
    if not is_fenced or not all(is_prose(document, row) and is_text(document, row) for row in inner):
        return ()
    return filled[0], filled[-1]


@rule(needs=characters(":") | REFUSAL)
def translation_preamble(document: Document) -> Iterator[Change]:
    r"""Delete the sentence with which a translator or a chat model hands over a translation.

    Why: `Here is the translation:` was said to the one who asked for it.

    Leaves alone: the same words anywhere but at the start of the document, or without a colon (but for
    `Below is the translation you asked for.`), a heading (`Translation: a short history`), which has
    no sentence behind the colon, and an essay (`Of course, no translation is perfect:`), which hands nothing
    over.

    >>> from seedclean import show
    >>> print(show(translation_preamble, "Sure! Here is the translation: The mill still turns.\n"))
    - Sure! Here is the translation: The mill still turns.
    + The mill still turns.
    """
    end = 0
    while match := preamble().match(document.text, end):
        end = match.end()
    if end:
        yield 0, end, ""


@rule(needs=characters(":") | REFUSAL)
def translation_note(document: Document) -> Iterator[Change]:
    r"""Delete a remark on the translation, in a line of its own or in brackets at the end of a line.

    The offer of a chat model to change the translation or to make another one goes as the last line of a
    document, and the credit of a translation program as its first or last line.

    Why: it was said to the one who asked for the translation.

    Leaves alone: notes on anything else, notes in the middle of a line, notes of translators who do not
    say `I`, offers that say where to answer (of people who look for work, or ask their readers) or that
    a person of a story makes (`…, it added.`), and offers and credits above other text.

    >>> from seedclean import show
    >>> print(show(translation_note, "The mill turns. (Note: I kept the name in the translation.)\n"))
    - The mill turns. (Note: I kept the name in the translation.)
    + The mill turns.
    """
    text = document.text
    ends = (place for place in find_all(text, ":") if text[place - 2 : place + 1] in NOTE_ENDS)
    rows = set(map(document.line_at, ends))
    left = list(document.lines)
    within: dict[int, tuple[int, int]] = {}
    gone: set[int] = set()
    for row in rows:
        match = NOTE.search(left[row])
        if match and match.start():
            within[row] = match.span()
        elif match:
            gone.add(row)
        left[row] = left[row][: match.start()] + left[row][match.end() :] if match else left[row]
    gone.update(_take_edges(left, _find_edges))
    for row in within.keys() - gone:
        start, end = within[row]
        yield document.starts[row] + start, document.starts[row] + end, ""
    yield from drop_lines(document, gone)


def _take_edges(lines: list[str], find: Callable[[list[str], int, int], list[int]]) -> Iterator[int]:
    """Take rows from the two ends of a text, until those that are left there may stay, or only one is left.

    Args:
        lines: The lines; empty where they are gone already.
        find: A function of the lines and the rows at the two ends that gives those of the two that go.
    """
    filled = deque(row for row, line in enumerate(lines) if line.strip())
    while len(filled) > 1 and (gone := find(lines, filled[0], filled[-1])):
        for row in gone:
            if row == filled[0]:
                filled.popleft()
            else:
                filled.pop()
            yield row


def _find_edges(lines: list[str], first: int, last: int) -> list[int]:
    """Find the credit of a program in the first or last line, and an offer in the last."""
    begins = answers().credits
    found = [row for row in (first, last) if lines[row].startswith(begins) and credit().match(lines[row])]
    line = lines[last]
    if len(line) <= WITHIN and any(said.is_in(line) for said in answers().offers):
        found += [last] if not (WHERE_TO_ANSWER.search(line) or SPEECH.search(line)) else []
    return found


def _find_bare_refusals(lines: list[str], first: int, last: int) -> list[int]:
    """Find the refusals in the first and the last line that do not say what they are about, and requests."""
    return [row for row in (first, last) if BARE_REFUSAL.match(lines[row]) or REQUEST.match(lines[row])]


@rule(needs=REFUSAL)
def translation_refusal(document: Document) -> Iterator[Change]:
    r"""Delete a line in which a chat model refuses to translate, or asks for the text.

    Why: the answer was kept in the place of the translation.

    Leaves alone: lines that do not begin with the apology, or do not say in the same breath that a text or
    a passage cannot be translated; apologies in quotes and for anything else, what a person of a
    story says, and a text that speaks of translations or of programs that talk, which may quote them.
    `I'm sorry, but I can't help with that request.` and `Please provide the text to translate.` go as the
    first or last line of a text, where they are the whole line and no dialogue is around them.

    >>> from seedclean import show
    >>> text = "The mill turns.\nI'm sorry, but I can't translate this text, as it is rude.\nIt is old.\n"
    >>> print(show(translation_refusal, text))
      The mill turns.
    - I'm sorry, but I can't translate this text, as it is rude.
      It is old.
    """
    lines = document.lines
    starts, _ = _refusals()
    rows = [row for row, start in enumerate(map(_START, lines)) if start in starts and _refuses(lines[row])]
    gone = set(rows)
    left = ["" if row in gone else line for row, line in enumerate(lines)]
    if gone and any(map(ABOUT_ANSWERS.search, left)):
        return
    if not (is_spoken(Document("\n".join(left))) if gone else document.view(is_spoken)):
        rows += _take_edges(left, _find_bare_refusals)
    yield from drop_lines(document, rows)


def _refuses(line: str) -> bool:
    if not line.startswith(_refusals()[1]):
        return False
    line = line[:WITHIN]
    return SPEECH.search(line) is None and any(said.is_in(line) for said in answers().refusals)
