"""Repair: characters and line ends that were damaged on the way here."""

# The order of these imports is the order in which the rules run.
# isort: off
import seedclean.cleaners.repair.lines  # noqa: F401
# isort: on
