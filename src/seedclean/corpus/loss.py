"""The limit of loss: a document that would lose too much goes to the quarantine, with the reason."""

from __future__ import annotations

from collections import Counter

from seedclean.clean import Cleaned
from seedclean.config import FEWEST_WORDS
from seedclean.edits import Edit
from seedclean.formats import BadRecordError
from seedclean.registry import RULES
from seedclean.report.loss import Loss, count_words, measured

_LANGUAGE = "language"
"""The cleaner that takes what is in languages that nobody wants: that is no loss to be afraid of."""

_REPAIR = "repair"
"""The cleaner that puts characters in the place of damaged ones, and takes no words."""

_MOST_RULES = 3


def measure_loss(before: str, cleaned: Cleaned) -> Loss:
    """Measure what a document lost.

    Args:
        before: Its text.
        cleaned: What came of it.
    """
    if not cleaned.edits:
        return Loss()
    header = cleaned.header
    rest = before.removeprefix(header) if header else before
    taken = [(edit.rule, _words_taken(edit, header)) for edit in cleaned.edits]
    unwanted = sum(words for names, words in taken if _LANGUAGE in _cleaners(names))
    return measured(rest, cleaned.text[len(header) :], sum(words for _, words in taken), unwanted)


def check_loss(before: str, cleaned: Cleaned, most: float) -> None:
    """Check that a document does not lose more than it may.

    Args:
        before: Its text.
        cleaned: What came of it.
        most: The share of its words that it may lose.

    Raises:
        BadRecordError: It would lose more, and has so many words that this is a mistake.
    """
    loss = measure_loss(before, cleaned)
    if loss.words >= FEWEST_WORDS and loss.lost - loss.unwanted > most * loss.words:
        raise BadRecordError(
            f"would lose {loss.share:.1%} of its {loss.words:,} words, most of them by {_most_by(cleaned)}; "
            "this is more than --max-loss, in Python max_loss, allows"
        )


def _words_taken(edit: Edit, header: str) -> int:
    if _cleaners(edit.rule) == {_REPAIR}:
        return 0
    new = edit.new.removeprefix(header) if edit.start == 0 else edit.new
    return max(0, count_words(edit.old) - count_words(new))


def _most_by(cleaned: Cleaned) -> str:
    """The rules that took most."""
    taken: Counter[str] = Counter()
    for edit in cleaned.edits:
        taken[edit.rule] += _words_taken(edit, cleaned.header)
    return ", ".join(rule for rule, _ in taken.most_common(_MOST_RULES))


def _cleaners(names: str) -> set[str]:
    return {RULES[name].cleaner for name in names.split("+") if name in RULES}
