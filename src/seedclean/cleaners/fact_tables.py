"""The tables by which the facts of a text are found: what the cleaners know of lines."""

from __future__ import annotations

from seedclean.facts import Tables


def make_tables() -> Tables:
    """Make the tables; they bring words and patterns along, so they are made when a text is there."""
    from seedclean.cleaners.boilerplate.flag_tables import line_flags
    from seedclean.cleaners.boilerplate.notice_openings import FIRST_OF_OPENINGS, opens_notice
    from seedclean.cleaners.boilerplate.phrases import may_be_phrase
    from seedclean.cleaners.captions.hints import may_have_copies
    from seedclean.cleaners.dates.prefilter import NAME_LETTERS
    from seedclean.cleaners.translation.answers import answers
    from seedclean.cleaners.translation.repeats import repeat_search

    return Tables(
        line_flags(),
        repeat_search(),
        answers().openings(),
        FIRST_OF_OPENINGS,
        NAME_LETTERS,
        opens_notice,
        may_be_phrase,
        may_have_copies,
    )
