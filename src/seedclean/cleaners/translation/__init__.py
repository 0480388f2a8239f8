"""Translation: what machine translation leaves behind."""

# The order in which the modules are imported is the order in which their rules run.
# Names come early: their evidence is what the rules after them repair.
# isort: off
from seedclean.cleaners.translation import llm_artifacts, tokenizer_artifacts, doubled, names, hyphens
from seedclean.cleaners.translation import apostrophes, quotes, brackets
from seedclean.cleaners.translation import (
    detached_marks,
    wide_marks,
    punctuation,
    numbers,
    glued,
    unspaced,
    unsafe,
)
# isort: on

__all__ = [
    "apostrophes",
    "brackets",
    "detached_marks",
    "doubled",
    "glued",
    "hyphens",
    "llm_artifacts",
    "names",
    "numbers",
    "punctuation",
    "quotes",
    "tokenizer_artifacts",
    "unsafe",
    "unspaced",
    "wide_marks",
]
