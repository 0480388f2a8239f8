"""What the words of an option mean."""

from __future__ import annotations

from collections.abc import Iterable

from seedclean.engines import known_languages
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
    """The languages to keep.

    Raises:
        RunError: A name is no language that can be told from the others. With
            a wrong name every document would go.

    >>> checked_languages(["en", "zh"])
    ('en', 'zh')
    """
    known = known_languages() | {code.partition("-")[0] for code in known_languages()}
    names = tuple(names)
    for name in names:
        if name not in known:
            import difflib  # only an error needs it

            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            advice = f"did you mean {near[0]!r}?" if near else f"known languages: {', '.join(sorted(known))}"
            raise RunError(f"{name!r} is no language that is known; {advice}")
    return names
