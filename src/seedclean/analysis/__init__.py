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
    count_votes,
    count_words,
    find_east_asian,
    guess_language,
    guess_language_of,
    likely_language,
)
from seedclean.analysis.mojibake_triggers import hints_at_damage

__all__ = [
    "CONTROL",
    "FULLWIDTH",
    "INVISIBLE",
    "certain_language",
    "code_points",
    "count_votes",
    "count_words",
    "find_east_asian",
    "guess_language",
    "guess_language_of",
    "hints_at_damage",
    "likely_language",
    "pairs",
    "rows_of",
    "suspect_places",
]
