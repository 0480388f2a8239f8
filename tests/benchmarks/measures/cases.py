"""Small texts with their right output: whether cleaning gives it, leaves noise, or takes what is right."""

VERDICTS = ("right", "missed", "harmed")


def verdict(text: str, wanted: str, cleaned: str) -> str:
    """Compare line by line; blank lines make no difference.

    A text is harmed where a line that it should keep is gone or altered.

    >>> verdict("Home\\nThe mill burned.", "The mill burned.", "Home\\nThe mill burned.")
    'missed'
    """
    had, should, has = (_lines(one) for one in (text, wanted, cleaned))
    if has == should:
        return "right"
    return "harmed" if any(line in had and line not in has for line in should) else "missed"


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
