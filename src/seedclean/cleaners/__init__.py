"""The cleaners: one kind of noise each, a tuple of rules.

They compose by `+`, with each other and with rules of your own. A rule's
module is imported when the rule is first asked for a text.
"""

from __future__ import annotations

# Imported first, so that the names of their modules are tuples of rules below.
import seedclean.cleaners.boilerplate
import seedclean.cleaners.captions
import seedclean.cleaners.dates
import seedclean.cleaners.language
import seedclean.cleaners.markdown
import seedclean.cleaners.repair
import seedclean.cleaners.translation  # noqa: F401 - see above
from seedclean.cleaners.fact_tables import import_questions, make_tables
from seedclean.facts import provide
from seedclean.once import prepared
from seedclean.registry import RULES, Listed, Rule, list_rule

ORDER = (
    "markdown.rules",
    # Mojibake comes before what deletes characters: it needs every byte that is left.
    *("repair.lines", "repair.escapes", "repair.entities", "repair.tags"),
    *("repair.legacy_encoding", "repair.mojibake", "repair.unseen"),
    *("dates.relative", "dates.rules"),
    # Lines that a site repeats go first, while what is around them is still there. Then comes what
    # shows its kind most surely, and last what only the line model predicts.
    *("boilerplate.sites", "boilerplate.legal", "boilerplate.notices", "boilerplate.jump_links"),
    *("boilerplate.sharing", "boilerplate.credits", "boilerplate.page_parts", "boilerplate.related"),
    *(
        "boilerplate.menus",
        "boilerplate.unclaimed",
        "boilerplate.page_images",
        "boilerplate.stray_marks",
        "boilerplate.foreign",
    ),
    *("captions.near", "captions.far"),
    # Names come early: their evidence is what the rules after them repair.
    *("translation.llm_artifacts", "translation.tokenizer_artifacts", "translation.doubled"),
    *("translation.names", "translation.hyphens", "translation.apostrophes", "translation.quotes"),
    *("translation.brackets", "translation.detached_marks", "translation.wide_marks"),
    *("translation.punctuation", "translation.numbers", "translation.glued", "translation.unspaced"),
    "translation.unsafe",
    "language.rules",
)
"""The modules that hold rules, in the order in which their rules run."""

provide(make_tables, import_questions)


def import_rules() -> None:
    """Import the modules of all built-in rules, in their order."""
    for module in ORDER:
        __import__(f"{__name__}.{module}")


@prepared
def list_rules() -> list[Listed]:
    """List the built-in rules in their order; a working copy imports their modules for that."""
    import_rules()
    return [
        known.describe_in_list() for known in RULES.values() if known.__module__.startswith(f"{__name__}.")
    ]


for _listed in list_rules():
    list_rule(_listed)


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
