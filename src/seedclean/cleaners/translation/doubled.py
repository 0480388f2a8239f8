"""Words, groups of words and sentences that follow themselves or loop."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.cleaners.translation.noise import GROUP, LOOP, SENTENCE, WORD, noise
from seedclean.document import Change, Document
from seedclean.facts import REPEATS
from seedclean.registry import rule


@rule(needs=REPEATS)
def doubled_word(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal words.

    Why: a decoder that loses its place writes a word again.

    Leaves alone: what people write twice, on purpose or by grammar (`had had`, `very very`,
    `nous nous`, `die die`), names (`Bora Bora`), numbers, words with a comma between, all lines
    that are no sentences, and every language that doubles words freely or that is not known.

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

    Leaves alone: sounds and emphasis (`la la la`, `very very very`), chants, numbers, names of three
    and lines that are no sentences. Between Chinese commas, what is short or comes fewer than eight times.

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

    Leaves alone: short ones (`I don't know. I don't know.`), which people do say twice.

    >>> from seedclean import show
    >>> text = "The river will rise by another metre tonight. The river will rise by another metre tonight.\n"
    >>> print(show(repeated_sentence, text))
    - The river will rise by another metre tonight. The river will rise by another metre tonight.
    + The river will rise by another metre tonight.
    """
    yield from _of_kind(document, SENTENCE)


def _of_kind(document: Document, kind: str) -> Iterator[Change]:
    for found, start, end in document.view(noise):
        if found == kind:
            yield start, end, ""
