"""Words, groups of words and sentences that follow themselves or loop."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from seedclean.cleaners.translation.noise import GROUP, LOOP, SENTENCE, WORD, noise
from seedclean.cleaners.translation.sentences import is_spoken, language_at
from seedclean.cleaners.translation.words import ENDS_CLAUSE, NEVER_TWICE
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import REPEATS
from seedclean.registry import rule

_SHORTEST_FIRST = 40  # characters of a first line: titles are shorter, and are said again below
_SHORTEST_OF_LINES = 50
"""Characters of a line, on the average: those of songs and responses are shorter."""

_ENDS = frozenset('.!?…。！？”"»')


@rule(needs=REPEATS)
def doubled_word(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal words.

    Why: a decoder that loses its place writes a word again.

    Leaves alone: what people write twice, on purpose or by grammar (`had had`, `very very`,
    `nous nous`, `die die`), names (`Bora Bora`), numbers, words with a comma between, all lines
    that are no sentences, every language that doubles words freely or that is not known, and texts about
    grammar.

    >>> from seedclean import show
    >>> print(show(doubled_word, "They said that the the bridge had been closed for a week.\n"))
    - They said that the the bridge had been closed for a week.
    + They said that the bridge had been closed for a week.
    """
    yield from _of_kind(document, WORD)


@rule(needs=REPEATS)
def word_loop(document: Document) -> Iterator[Change]:
    r"""Delete all but the first copy where a word or a group of words comes three times or more.

    Why: translation systems get caught in loops, and the last copy is often cut off.

    Leaves alone: sounds and emphasis (`la la la`, `tick tock tick tock tick tock`, `very very very`), chants,
    chains (`he ran and ran and ran and ran`), numbers, names of three and of subspecies, what grammar allows
    (`dat dat dat`), a person who stammers, copybooks, texts about grammar and lines that are no sentences.
    Between Chinese commas, what is short or comes fewer than eight times.

    >>> from seedclean import show
    >>> print(show(word_loop, "The farmer sold the wheat the wheat the wheat to a mill in the valley.\n"))
    - The farmer sold the wheat the wheat the wheat to a mill in the valley.
    + The farmer sold the wheat to a mill in the valley.
    """
    yield from _of_kind(document, LOOP)


@rule(needs=REPEATS)
def doubled_group(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal groups of words.

    Why: a decoder that loses its place writes the group again.

    Leaves alone: groups with a comma between that could be meant (`New York, New York`),
    `more and more and more`, lists and lines that are no sentences.

    >>> from seedclean import show
    >>> print(show(doubled_group, "He left the Museum of the Museum of Natural History in the old town.\n"))
    - He left the Museum of the Museum of Natural History in the old town.
    + He left the Museum of Natural History in the old town.
    """
    yield from _of_kind(document, GROUP)


@rule(needs=REPEATS)
def repeated_sentence(document: Document) -> Iterator[Change]:
    r"""Delete a sentence that says again, word by word, what the one before it said.

    Why: translation systems that work sentence by sentence give two answers for one.

    Leaves alone: short ones (`I don't know. I don't know.`), which people do say twice, and lines of nothing
    else in a copybook.

    >>> from seedclean import show
    >>> text = "The river will rise by another metre tonight. The river will rise by another metre tonight.\n"
    >>> print(show(repeated_sentence, text))
    - The river will rise by another metre tonight. The river will rise by another metre tonight.
    + The river will rise by another metre tonight.
    """
    yield from _of_kind(document, SENTENCE)


@rule(needs="\n")
def repeated_text(document: Document) -> Iterator[Change]:
    r"""Delete the copies of a text that is there as a whole twice or more.

    Why: a system that is asked again answers with the same translation.

    Leaves alone: texts whose lines are short (songs, responses), that end with no full stop, or of which
    only a part comes again; a single line that is there three times and more, as logs have it, and pupils
    who stay behind.

    >>> from seedclean import show
    >>> text = "The council of the town met on Tuesday evening to talk about the bridge.\n"
    >>> print(show(repeated_text, text + text))
      The council of the town met on Tuesday evening to talk about the bridge.
    - The council of the town met on Tuesday evening to talk about the bridge.
    """
    first = document.text.lstrip().split("\n", 1)[0].rstrip()
    if len(first) < _SHORTEST_FIRST or document.text.count(first) < 2:
        return
    rows = [row for row, line in enumerate(document.stripped) if line]
    lines = [document.stripped[row] for row in rows]
    again = lines.index(first, 1) if first in lines[1:] else 0
    if not again or len(lines) % again or lines != lines[:again] * (len(lines) // again):
        return
    if again == 1 and len(lines) > 2:  # one line says nothing of why it comes again and again
        return
    if lines[-1][-1] in _ENDS and sum(map(len, lines[:again])) >= _SHORTEST_OF_LINES * again:
        yield from drop_lines(document, rows[again:])


@rule(needs="\n")
def doubled_at_line_end(document: Document) -> Iterator[Change]:
    r"""Delete a small word at the start of a line that ends the line before it, too.

    Why: where a text is broken into lines nobody sees that a word is there twice.

    Leaves alone: words that may end one clause and begin the next, verse and chats, and short lines.

    >>> from seedclean import show
    >>> text = "The council of the town said on Tuesday that the\nthe bridge is closed to all.\n"
    >>> print(show(doubled_at_line_end, text))
      The council of the town said on Tuesday that the
    - the bridge is closed to all.
    + bridge is closed to all.
    """
    for row, (line, after) in enumerate(pairwise(document.lines)):
        if not (line[-1:].islower() and after[:1].islower() and len(line) >= _SHORTEST_FIRST):
            continue
        word, _, rest = after.partition(" ")
        if rest and line.endswith(" " + word) and _is_small_word(document, row, word):
            yield document.starts[row + 1], document.starts[row + 1] + len(word) + 1, ""


def _is_small_word(document: Document, row: int, word: str) -> bool:
    never = NEVER_TWICE.get(language_at(document, row), frozenset())
    return len(word) > 1 and word in never - ENDS_CLAUSE and not document.view(is_spoken)


def _of_kind(document: Document, kind: str) -> Iterator[Change]:
    for found, start, end in document.view(noise):
        if found == kind:
            yield start, end, ""
