"""The tables and questions by which the facts of a text are found: what the cleaners know of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.once import prepared

if TYPE_CHECKING:
    from seedclean.facts import Questions, Tables


def make_tables() -> Tables:
    """Make the tables; they bring words and patterns along, so they are made when a text is there."""
    from seedclean.cleaners.boilerplate.flag_tables import line_flags
    from seedclean.cleaners.translation.repeats import repeat_search

    return line_flags(), repeat_search(), *_beginnings()


@prepared
def _beginnings() -> tuple[list[str], list[str], tuple[int, int]]:
    """The beginnings of refusals and notices, and the letters of a month."""
    from seedclean.cleaners.boilerplate.notice_openings import FIRST_OF_OPENINGS
    from seedclean.cleaners.dates.prefilter import NAME_LETTERS
    from seedclean.cleaners.translation.answers import answers

    return list(answers().openings()), FIRST_OF_OPENINGS, NAME_LETTERS


def import_questions() -> Questions:
    """Import the questions, which few texts need."""
    from seedclean.cleaners.boilerplate.notice_openings import flag_openings
    from seedclean.cleaners.boilerplate.phrases import may_be_phrase
    from seedclean.cleaners.captions.hints import may_have_copies

    return flag_openings, may_be_phrase, may_have_copies
