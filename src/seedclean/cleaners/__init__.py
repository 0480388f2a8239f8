"""The cleaners: one kind of noise each, a tuple of rules.

They compose by `+`, with each other and with rules of your own. The order of
the imports below is the order in which their rules run.
"""

from __future__ import annotations

from seedclean.cleaners.fact_tables import make_tables
from seedclean.facts import provide
from seedclean.registry import RULES, Rule

# isort: off
import seedclean.cleaners.markdown
import seedclean.cleaners.repair
import seedclean.cleaners.dates
import seedclean.cleaners.boilerplate
import seedclean.cleaners.captions
import seedclean.cleaners.translation
import seedclean.cleaners.language  # noqa: F401 - importing registers the rules
# isort: on

provide(make_tables)


def _of(name: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.cleaner == name and rule.safe)


markdown = _of("markdown")
repair = _of("repair")
dates = _of("dates")
boilerplate = _of("boilerplate")
captions = _of("captions")
translation = _of("translation")
language = _of("language")

DEFAULT = tuple(rule for rule in RULES.values() if rule.safe)
"""What runs when nothing is selected: every built-in rule that is safe."""

__all__ = ["DEFAULT", "boilerplate", "captions", "dates", "language", "markdown", "repair", "translation"]
