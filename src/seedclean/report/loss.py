"""The loss of documents: words, their distribution over a run, and the worst documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple

from seedclean.edits import Edit
from seedclean.patterns import Pattern
from seedclean.registry import RULES

NOTABLE = 0.8
"""A document that loses a greater share of its words is named, if it is one of the worst."""

MOST_WORST = 10
"""So many documents are named."""

QUANTILES = (0.5, 0.9, 0.99, 1.0)

Worst = tuple[int, int, str]
"""Of a document: the words that it lost, the words that it had, its name."""

_UNSPACED = Pattern(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese, which set no blanks between words."""

_LETTERS_A_WORD = 2
"""Of these scripts so many characters count as a word: about right for Chinese and Japanese."""


_LANGUAGE = "language"
"""The cleaner that takes what is in languages that nobody wants: that is no loss to be afraid of."""

_COPIES = frozenset(("word-loop", "doubled-group", "repeated-sentence", "repeated-text", "unspaced-repeat"))
"""The rules that take copies of what the text keeps; a decoder that loops leaves little else."""

_REPAIR = "repair"
"""The cleaner that puts characters in the place of damaged ones, and takes no words."""


class Loss(NamedTuple):
    """The loss of a document.

    Attributes:
        words: The words that it had.
        lost: The words that are gone.
        unwanted: How many of these nobody wants: words of languages that are not wanted, and copies.
        empty: Whether nothing is left of what was there.
    """

    words: int = 0
    lost: int = 0
    unwanted: int = 0
    empty: bool = False

    @property
    def share(self) -> float:
        """The share of its words that are gone, from 0 to 1."""
        return self.lost / self.words if self.words else 0.0


def count_loss(before: str, after: str, taken: int, unwanted: int = 0) -> Loss:
    """Measure the loss of a document.

    Args:
        before: Its text.
        after: What is left of it, without the date that was put before it.
        taken: How many words its edits took: two that became one are no loss.
        unwanted: How many words nobody wants, of other languages or copies.

    >>> count_loss("Home About us. The council met.", "The council met.", 3)
    Loss(words=6, lost=3, unwanted=0, empty=False)
    """
    words = count_words(before)
    lost = min(taken, max(0, words - count_words(after))) if taken else 0
    return Loss(words, lost, unwanted, empty=bool(before.strip()) and not after.strip())


def measure_edits(before: str, after: str, edits: Sequence[Edit], header: str) -> Loss:
    r"""Measure the loss of a document by its edits.

    Args:
        before: Its text.
        after: The cleaned text.
        edits: What was changed.
        header: The canonical first line of the cleaned text, with the line ends behind it.

    >>> measure_edits("Home\nThe council met.", "The council met.", [Edit(0, "Home\n", "", "menu")], "")
    Loss(words=4, lost=1, unwanted=0, empty=False)
    """
    rest = before.removeprefix(header) if header else before
    taken: dict[str, int] = {}
    for edit in edits:
        taken[edit.rule] = taken.get(edit.rule, 0) + _count_fewer(edit, header)
    unwanted = 0
    for names in taken:
        cleaners = _cleaners(names)
        if cleaners == {_REPAIR}:
            taken[names] = 0
        if names in _COPIES or _LANGUAGE in cleaners:
            unwanted += taken[names]
    return count_loss(rest, after[len(header) :], sum(taken.values()), unwanted)


def words_taken(edit: Edit, header: str = "") -> int:
    """Count the words that an edit takes; none if it repairs characters, and the header counts as no word.

    >>> words_taken(Edit(0, "Home About", "", "menu")), words_taken(Edit(5, " -", "-", "detached-hyphen"))
    (2, 0)
    """
    return 0 if _cleaners(edit.rule) == {_REPAIR} else _count_fewer(edit, header)


def _count_fewer(edit: Edit, header: str) -> int:
    """Count how many words fewer there are behind an edit."""
    new = edit.new.removeprefix(header) if edit.start == 0 else edit.new
    return max(0, count_words(edit.old) - (count_words(new) if new else 0))


def _cleaners(names: str) -> set[str]:
    return {RULES[name].cleaner for name in names.split("+") if name in RULES}


def count_words(text: str) -> int:
    """Count the words of a text; of scripts without blanks two characters count as one.

    >>> count_words("The council - met."), count_words("会议于周二举行。")
    (3, 3)
    """
    spaced = text if text.isascii() else _UNSPACED.sub(" ", text)
    parts = spaced.split()
    # Few begin with a mark, and these have to be looked at: they may be marks alone.
    marked = [part for part in parts if not (part.isalnum() or part[0].isalnum())]
    words = len(parts) - sum(not any(map(str.isalnum, part)) for part in marked)
    if len(spaced) == len(text) and spaced == text:
        return words
    return words + sum(map(len, _UNSPACED.findall(text))) // _LETTERS_A_WORD


def hundredths(loss: Loss) -> str:
    """The share that a document lost, in hundredths and rounded up, as the key of a distribution.

    >>> hundredths(Loss(words=1000, lost=1)), hundredths(Loss(words=4, lost=1)), hundredths(Loss())
    ('1', '25', '0')
    """
    return str(ceil(100 * loss.lost / loss.words) if loss.words else 0)


def worst_of(worst: Iterator[Worst] | tuple[Worst, ...]) -> tuple[Worst, ...]:
    """Those of them that lost most words, the worst one first."""
    return tuple(sorted(map(_as_tuple, worst), key=lambda one: (-one[0], one[1], one[2]))[:MOST_WORST])


def quantiles(losses: Mapping[str, int]) -> dict[str, int]:
    """Find what a share of the documents lost at most, in hundredths of their words.

    Args:
        losses: How many documents lost so many hundredths of their words.

    >>> quantiles({"0": 90, "12": 9, "97": 1})
    {'0.5': 0, '0.9': 0, '0.99': 12, '1.0': 97}
    """
    shares = sorted((int(share), number) for share, number in losses.items())
    behind = list(accumulate(number for _, number in shares))
    if not behind or not behind[-1]:
        return {}
    return {
        str(part): next(
            share for (share, _), so_far in zip(shares, behind, strict=True) if so_far >= part * behind[-1]
        )
        for part in QUANTILES
    }


def loss_lines(losses: Mapping[str, int], empty: int, worst: tuple[Worst, ...]) -> Iterator[str]:
    """Describe the loss of documents, line by line; nothing where none lost a word.

    Args:
        losses: How many documents lost so many hundredths of their words.
        empty: How many documents came out empty.
        worst: The documents to name.
    """
    half, most_of, nearly_all, most = quantiles(losses).values() or (0, 0, 0, 0)
    if most:
        yield (
            f"words lost by a document: half at most {half}%, 9 of 10 at most {most_of}%, "
            f"99 of 100 at most {nearly_all}%, all at most {most}%"
        )
    if empty:
        yield f"{empty:,} document{'s' * (empty != 1)} came out empty"
    if worst:
        yield "lost most:"
        for lost, words, name in worst:
            yield f"  {name}: {lost:,} of {words:,} words ({lost / words:.0%})"


def distribution(losses: Mapping[str, int], empty: int, worst: tuple[Worst, ...]) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "quantiles": {part: share / 100 for part, share in quantiles(losses).items()},
        "documents by hundredths": dict(sorted(losses.items(), key=lambda item: int(item[0]))),
        "empty": empty,
        "worst": [{"document": name, "words": words, "lost": lost} for lost, words, name in worst],
    }


def spread(losses: Iterator[tuple[str, Loss]]) -> tuple[dict[str, int], int, tuple[Worst, ...]]:
    """The distribution of what some documents lost: by hundredths, how many are empty, and the worst ones.

    Args:
        losses: The name of each document and what it lost.
    """
    shares: Counter[str] = Counter()
    empty = 0
    worst: list[Worst] = []
    for name, loss in losses:
        shares[hundredths(loss)] += 1
        empty += loss.empty
        own = loss.lost - loss.unwanted
        if own > NOTABLE * loss.words:
            worst.append((own, loss.words, name))
    return dict(shares), empty, worst_of(iter(worst))


def _as_tuple(one: Worst) -> Worst:
    """As it was, where it comes out of JSON, which knows lists only."""
    lost, words, name = one
    return lost, words, name
