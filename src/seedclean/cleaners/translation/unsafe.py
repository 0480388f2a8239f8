"""Guesses: what is often noise and sometimes right. They run only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import count_words
from seedclean.cleaners.translation.noise import doubtful_noise
from seedclean.cleaners.translation.repeats import find_repeats
from seedclean.cleaners.translation.sentences import is_prose, language_at
from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_GLUED = Pattern(
    r"(?<![\w@#/.'’-])([A-Z][a-z]{2,20})([A-Z][a-z]{2,20})(?![\w@/.'’-])"
    r"|(?<![\w'’-])([a-z]{4,20})(and|for|the|with|of|from|that|The|This|These|There|For|And|With|From|In|On)(?![\w'’-])"
)
_FIRST_OF_ADVERBS = ("here", "there", "where", "forth")
_ACRONYM = Pattern(r"(?<![^\W_])[^\W\d_]{2}(?![^\W_])")
_SHOUTED = Pattern(r"(?<=[a-z] )([A-Z]{2,20})(?=,? [a-z])")


@rule(safe=False)
def lone_repeat(document: Document) -> Iterator[Change]:
    r"""Delete a word, a group or a sentence that follows itself in a document without other evidence.

    Why: where every text is a translation, one repeat is noise although nothing else in its document is.

    Leaves alone: what `doubled-word`, `word-loop`, `doubled-group` and `repeated-sentence` leave alone
    in translations, too: `very very`, `had had`, chains, numbers and lines that are no sentences.

    Wrong when: a person wrote it, on purpose or by the grammar of the language (`yavaş yavaş`).

    >>> from seedclean import show
    >>> print(show(lone_repeat, "Der Rat hat die neuen neuen Häuser besichtigt, die auf dem Berg sind.\n"))
    - Der Rat hat die neuen neuen Häuser besichtigt, die auf dem Berg sind.
    + Der Rat hat die neuen Häuser besichtigt, die auf dem Berg sind.
    """
    for _, start, end in doubtful_noise(document):
        yield start, end, ""


@rule(safe=False)
def doubled_name(document: Document) -> Iterator[Change]:
    r"""Delete the second of two equal words that begin with a capital, and words doubled with a comma.

    Why: systems double names as they double other words.

    Leaves alone: numbers, short names and lines that are no sentences.

    Wrong when: the name is a double one (`Sirhan Sirhan`) or the comma is meant (`the winter, winter`).

    >>> from seedclean import show
    >>> print(show(doubled_name, "The Garden Garden at the edge of the town was opened in May.\n"))
    - The Garden Garden at the edge of the town was opened in May.
    + The Garden at the edge of the town was opened in May.
    """
    for row, found in document.view(find_repeats).items():
        for repeat in found:
            if len(repeat.words) > 1 or repeat.copies > 2 or not repeat.words[0].isalpha():
                continue
            line, start = document.lines[row], document.starts[row]
            width = len(repeat.words[0])
            beside = (
                line[max(0, repeat.start - width - 3) : repeat.start]
                + line[repeat.end : repeat.end + width + 3]
            )
            if repeat.words[0] in beside.lower():
                continue  # a chant
            capital = line[repeat.start].isupper() and repeat.gap == " "
            if len(repeat.words[0]) > 4 and (capital or repeat.gap == ", ") and is_prose(document, row):
                yield start + repeat.kept, start + repeat.end, ""


@rule(safe=False)
def glued_word(document: Document) -> Iterator[Change]:
    r"""Put a blank between two words that were written as one.

    Why: blanks get lost where a system puts pieces together.

    Leaves alone: what the document writes so more than once, a word and a small word where the document
    never has the first alone, `there` and `where` with one (`thereof`), addresses, names of files.

    Wrong when: the word is a brand (`AirBread`) or a real one that ends in `and` (`husband`, `island`).

    >>> from seedclean import show
    >>> print(show(glued_word, "The OldMill at the river was sold.\n"))
    - The OldMill at the river was sold.
    + The Old Mill at the river was sold.
    """
    counts = document.view(count_words)
    for match in _GLUED.finditer(document.text):
        first, last = (match.group(1), match.start(2)) if match.group(1) else (match.group(3), match.start(4))
        row = document.line_at(match.start())
        if counts[match.group()] > 1 or not is_prose(document, row) or language_at(document, row) != "en":
            continue
        if match.group(1) or (counts[first] and first not in _FIRST_OF_ADVERBS):
            yield last, last, " "


@rule(safe=False)
def shouted_word(document: Document) -> Iterator[Change]:
    r"""Write a word in small letters that the document writes so everywhere else.

    Why: systems copy capitals from a headline, or take a word for an acronym.

    Leaves alone: words that the document never writes small, and capitals beside other capitals.

    Wrong when: the capitals are meant (`it was VERY good`, `the WHO` beside `who`).

    >>> from seedclean import show
    >>> print(show(shouted_word, "Many lost their work in the flood due to THE flood of May.\n"))
    - Many lost their work in the flood due to THE flood of May.
    + Many lost their work in the flood due to the flood of May.
    """
    counts = document.view(count_words)
    for match in _SHOUTED.finditer(document.text):
        small = match.group(1).lower()
        if counts[small] and counts[match.group(1)] == 1:
            yield *match.span(1), small


@rule(safe=False)
def foreign_acronym(document: Document) -> Iterator[Change]:
    r"""Write an acronym of two letters in the order in which the document writes it far more often.

    Why: `IA` is `AI` in French and Spanish, `UE` is `EU`, and systems leave some as they are.

    Leaves alone: documents that write the other order less than three times as often.

    Wrong when: both are meant (`IT` and `TI`, the airline and the union).

    >>> from seedclean import show
    >>> print(show(foreign_acronym, "AI is new. The AI of AI firms and IA tools.\n"))
    - AI is new. The AI of AI firms and IA tools.
    + AI is new. The AI of AI firms and AI tools.
    """
    counts = document.view(count_words)
    other_way = {
        word: word[::-1]
        for word in counts
        if len(word) == 2
        and word.isupper()
        and word.isalpha()
        and word != word[::-1]
        and counts[word[::-1]] >= 3 * counts[word]
    }
    if other_way:
        for match in _ACRONYM.finditer(document.text):
            if match.group() in other_way:
                yield *match.span(), other_way[match.group()]
