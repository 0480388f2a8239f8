"""Other calendars than the Gregorian one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from seedclean.cleaners.dates.names import fold
from seedclean.patterns import Pattern

_NEW_YEAR = date(1921, 3, 21)  # 1 Farvardin 1300
_LONG_MONTHS = 6

_LAST_PERSIAN = 1410
"""The year 1410 of the solar calendar begins in 2031; a later one is of the Hijra, which has 1411 in 1990."""

_LAST_OF_DOUBT = 1450

_NUMERIC_YEAR = Pattern(
    r"\s*(?:1[34]\d\d[\s./\-]+\d\d?[\s./\-]+\d\d?|\d\d?[\s./\-]+\d\d?[\s./\-]+1[34]\d\d)(?!\d)"
)
_ARABIC_DIGIT = Pattern(r"[\u0660-\u0669]")
_HIJRI_MARK = "هـ"

PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"


@cache
def _persian_months() -> frozenset[str]:
    return frozenset(map(fold, PERSIAN_MONTHS.split()))


def gregorian(year: int, month: int, day: int, name: str = "") -> date | None:
    """The day that three numbers mean, or `None` where there is no such day.

    The year tells the calendar: 2400 to 2643 is the Buddhist era, 1300 to 1410
    the solar calendar of Iran, unless the month has a name of another one.

    >>> gregorian(2562, 6, 3), gregorian(1398, 3, 13), gregorian(2019, 2, 30)
    (datetime.date(2019, 6, 3), datetime.date(2019, 6, 3), None)
    """
    persian = bool(name) and name in _persian_months()
    if 1300 <= year <= _LAST_PERSIAN and (persian or not name):
        return from_persian(year, month, day)
    if persian or (_LAST_PERSIAN < year <= _LAST_OF_DOUBT and not name):
        return None
    try:
        return date(year - 543 if 2400 <= year <= 2643 else year, month, day)
    except ValueError:
        return None


def is_hijri(folded_date: str, written: str) -> bool:
    """Check whether numbers that could be a date of the solar calendar are one of the Hijra.

    They are where the digits are Arabic, as Persian has its own, or where the mark of the era is behind them.

    >>> is_hijri("1445/11/30", "١٤٤٥/١١/٣٠"), is_hijri("1403/03/17", "۱۴۰۳/۰۳/۱۷")
    (True, False)
    """
    if _NUMERIC_YEAR.match(folded_date) is None:
        return False
    return _HIJRI_MARK in written or _ARABIC_DIGIT.search(written) is not None


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
