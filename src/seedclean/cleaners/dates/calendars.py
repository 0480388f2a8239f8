"""Other calendars than the Gregorian one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from seedclean.cleaners.dates.names import folded

_NEW_YEAR = date(1921, 3, 21)  # 1 Farvardin 1300
_LONG_MONTHS = 6

PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"


@cache
def _persian_months() -> frozenset[str]:
    return frozenset(map(folded, PERSIAN_MONTHS.split()))


def gregorian(year: int, month: int, day: int, name: str = "") -> date | None:
    """The day that three numbers mean, or `None` where there is no such day.

    The year tells the calendar: 2400 to 2643 is the Buddhist era, 1300 to 1450
    the solar calendar of Iran, unless the month has a name of another one.

    >>> gregorian(2562, 6, 3), gregorian(1398, 3, 13), gregorian(2019, 2, 30)
    (datetime.date(2019, 6, 3), datetime.date(2019, 6, 3), None)
    """
    persian = bool(name) and name in _persian_months()
    if 1300 <= year <= 1450 and (persian or not name):
        return from_persian(year, month, day)
    if persian:
        return None
    try:
        return date(year - 543 if 2400 <= year <= 2643 else year, month, day)
    except ValueError:
        return None


def from_persian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of one in the Persian solar calendar.

    >>> from_persian(1398, 3, 13)
    datetime.date(2019, 6, 3)
    """
    days_in_month = 31 if month <= _LONG_MONTHS else 30
    if (
        not 1 <= month <= 12
        or not 1 <= day <= days_in_month
        or (month == 12 and day == 30 and not _leap(year))
    ):
        return None
    days = 365 * (year - 1300) + _leaps_before(year) - _leaps_before(1300)
    days += 31 * min(month - 1, _LONG_MONTHS) + 30 * max(0, month - 1 - _LONG_MONTHS) + day - 1
    return _NEW_YEAR + timedelta(days=days)


def _leaps_before(year: int) -> int:
    """Eight years in thirty-three are leap years."""
    return (8 * (year - 1) + 29) // 33


def _leap(year: int) -> bool:
    return _leaps_before(year + 1) > _leaps_before(year)
