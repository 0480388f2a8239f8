"""The canonical header line of a text: `date: ` and the date in ISO 8601."""

from __future__ import annotations

from datetime import date, datetime

from seedclean.patterns import Pattern

_CANONICAL = Pattern(r"date: (\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?)?)(?=\n|$)")


def canonical_date(text: str) -> date | datetime | None:
    r"""The date in the canonical first line of a text, or `None` where it has none.

    >>> canonical_date("date: 2019-06-03\n\nThe council met.\n")
    datetime.date(2019, 6, 3)
    """
    if not text.startswith("date: "):
        return None
    found = _CANONICAL.match(text)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[1]) if "T" in found[1] else date.fromisoformat(found[1])
    except ValueError:
        return None


def canonical_line(value: date | datetime) -> str:
    """The header line for a date.

    >>> canonical_line(date(2019, 6, 3))
    'date: 2019-06-03'
    """
    return f"date: {value.isoformat()}"
