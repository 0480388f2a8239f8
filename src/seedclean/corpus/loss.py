"""The limit of loss: a document that would lose too much goes to the quarantine, with the reason."""

from __future__ import annotations

from collections import Counter

from seedclean.cleaned import Cleaned
from seedclean.config import FEWEST_WORDS
from seedclean.formats import BadRecordError
from seedclean.report.loss import Loss, measure_edits, words_taken

_MOST_RULES = 3


def measure_loss(before: str, cleaned: Cleaned) -> Loss:
    """Measure what a document lost.

    Args:
        before: Its text.
        cleaned: What came of it.
    """
    if not cleaned.edits:
        return Loss()
    return measure_edits(before, cleaned.text, cleaned.edits, cleaned.header)


def check_loss(before: str, cleaned: Cleaned, most: float) -> Loss:
    """Measure what a document lost, and check that it is not more than it may.

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
    return loss


def _most_by(cleaned: Cleaned) -> str:
    """The rules that took most."""
    taken: Counter[str] = Counter()
    for edit in cleaned.edits:
        taken[edit.rule] += words_taken(edit, cleaned.header)
    return ", ".join(rule for rule, _ in taken.most_common(_MOST_RULES))
