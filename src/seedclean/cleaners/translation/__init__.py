"""Translation: what machine translation leaves behind."""

# The order in which the modules are imported is the order in which their rules run.
# Names come early: their evidence is what the rules after them repair.
# isort: off
from seedclean.cleaners.translation import prompts, refusals, leftovers, doubled, names, hyphens, apostrophes
from seedclean.cleaners.translation import quotes, brackets, marks, numbers, guesses
# isort: on

__all__ = [
    "apostrophes",
    "brackets",
    "doubled",
    "guesses",
    "hyphens",
    "leftovers",
    "marks",
    "names",
    "numbers",
    "prompts",
    "quotes",
    "refusals",
]
