"""What the words of an option mean."""

from __future__ import annotations

from collections.abc import Iterable

from seedclean import languages
from seedclean.registry import Rule, UnknownNameError, select
from seedclean.run.errors import RunError


def chosen_rules(
    chosen: Iterable[str], ignored: Iterable[str], *, unsafe: bool, keep_date_headers: bool = False
) -> tuple[Rule, ...]:
    """The rules to run.

    Args:
        chosen: The names of those to run; the default if empty.
        ignored: The names of those to leave out.
        unsafe: Whether the guesses come along.
        keep_date_headers: Whether those that would take stamps out stay away.

    Raises:
        RunError: A name means nothing, or nothing is left to run.
    """
    names = [*(tuple(chosen) or ("default",)), *(f"-{name}" for name in ignored)]
    try:
        rules = select(names, unsafe=unsafe)
    except UnknownNameError as error:
        raise RunError(str(error)) from None
    if not rules:
        raise RunError(f"no rule is left to run of {', '.join(names)}")
    return tuple(rule for rule in rules if rule.cleaner != "dates") if keep_date_headers else rules


def checked_languages(names: Iterable[str]) -> tuple[str, ...]:
    """The languages to keep, as `seedclean.languages.checked_languages` gives them.

    Raises:
        RunError: A language is not known. With a wrong code every document would go.

    >>> checked_languages(["EN", "zh"])
    ('en', 'zh')
    """
    try:
        return languages.checked_languages(names)
    except ValueError as error:
        raise RunError(str(error)) from None
