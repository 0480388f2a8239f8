"""Analysis: cheap facts about a document that several cleaners use, each computed once."""

from __future__ import annotations

from seedclean.analysis.char_bigrams import (
    CONTROL,
    FULLWIDTH,
    INVISIBLE,
    code_points,
    pairs,
    rows_of,
    suspect_places,
)
from seedclean.analysis.language_guess import (
    certain_language,
    east_asian,
    language,
    language_of,
    votes,
    word_counts,
)
from seedclean.analysis.mojibake_triggers import hints_at_damage

__all__ = [
    "CONTROL",
    "FULLWIDTH",
    "INVISIBLE",
    "certain_language",
    "code_points",
    "east_asian",
    "hints_at_damage",
    "language",
    "language_of",
    "pairs",
    "rows_of",
    "suspect_places",
    "votes",
    "word_counts",
]
