"""Translation: what machine translation leaves behind."""

# The order of these imports is the order in which the rules run. Names come early:
# their evidence is what the rules after them repair.
# isort: off
import seedclean.cleaners.translation.doubled  # noqa: F401
import seedclean.cleaners.translation.names  # noqa: F401
import seedclean.cleaners.translation.hyphens  # noqa: F401
# isort: on
