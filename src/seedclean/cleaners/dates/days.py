"""Days: what a match of `shapes.DATE` says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import names
from seedclean.cleaners.dates.calendars import gregorian

if TYPE_CHECKING:
    from re import Match

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_NUMERALS = {numeral: n for n, numeral in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}


class Days(NamedTuple):
    """The day of a match.

    Attributes:
        day: The day.
        swapped: The day if day and month stand the other way round, where that is possible too.
        firm: Whether it looks like nothing but a date.
        order: `"dmy"` or `"mdy"` where the numbers show it.
        dotted: Whether full stops part the numbers.
    """

    day: date
    swapped: date | None
    firm: bool
    order: str | None = None
    dotted: bool = False


def days_of(match: Match[str], language: str | None) -> Days | None:
    """The day that a match says, if it says one."""
    last = str(match.lastgroup)  # the shape that fits
    n = last[1:]
    if last == "y3":
        return _numeric(match, language)
    if last in ("d1", "d2"):
        return _sure(int(match["y1"]), int(match["m" + n]), int(match[last]))
    if last == "d8":
        year = _ERAS[match["era"]] + (1 if match["y8"] == "元" else int(match["y8"]))
        return _sure(year, int(match["m8"]), int(match["d8"]))
    if last == "d9":
        year = int("".join(str(_NUMERALS[numeral]) for numeral in match["y9"]))
        return _sure(year, _spelt(match["m9"]), _spelt(match["d9"]))
    name = match["n" + n]
    behind = match.end("d" + n)
    month = _month(name, language, dotted=match.string[behind : behind + 1] == ".")
    year = _year(match["y" + ("6" if n == "7" else n)])
    return None if month is None else _sure(year, month, int(match["d" + n]), name)


def _month(name: str, language: str | None, *, dotted: bool) -> int | None:
    name = name.partition("/")[0]
    if name.startswith("th") and name[-1].isdigit():  # Vietnamese counts its months
        number = int(name.lstrip("thang "))
        return number if 1 <= number <= 12 else None
    if not language and names.ambiguous(name):
        # Croatian and Czech put a full stop behind the day, Polish does not; the Czech form is another one.
        language = "pl" if not dotted else "hr" if name == "listopada" else None
    return names.month(name, language)


def _numeric(match: Match[str], language: str | None) -> Days | None:
    first, second, year = int(match["a3"]), int(match["b3"]), _year(match["y3"])
    european, american = gregorian(year, second, first), gregorian(year, first, second)
    firm = len(match["y3"]) == 4 or (len(match["a3"]) == len(match["b3"]) == 2)
    if european == american or not american or not european:
        day = european or american
        order = None if european == american or match["s3"] == "." else "dmy" if european else "mdy"
        return Days(day, None, firm, order) if day else None
    if match["s3"] == ".":
        return Days(european, american, firm, dotted=True)
    if language and language[:2] not in ("en", "fil", "tl"):
        return Days(european, None, firm)
    return Days(european, american, firm)


def _year(text: str) -> int:
    year = int(text.lstrip("'"))
    if len(text) >= 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _spelt(numerals: str) -> int:
    """Chinese numerals up to 39."""
    if "十" not in numerals:
        return _NUMERALS[numerals] if len(numerals) == 1 else 0
    tens, ones = numerals.split("十", 1)
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS.get(ones, 0))


def _sure(year: int, month: int, day: int, name: str = "") -> Days | None:
    found = gregorian(year, month, day, name)
    return Days(found, None, True) if found else None
