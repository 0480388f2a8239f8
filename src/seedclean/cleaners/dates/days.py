"""Days: what a match of `patterns.DATE` says."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates import names
from seedclean.cleaners.dates.calendars import gregorian

if TYPE_CHECKING:
    from re import Match

_NAMED = {
    "y4": ("n4", "d4", "y4"),
    "y5": ("n5", "d5", "y5"),
    "d6": ("n6", "d6", "y6"),
    "n7": ("n7", "d7", "y6"),
}
"""The groups of name, day and year in the shapes that name the month, by the one that comes last."""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_VIETNAMESE = {
    name: month
    for month, names_of in enumerate(
        "mot|gieng hai ba tu nam sau bay tam chin muoi muoi_mot muoi_hai|chap".split(), start=1
    )
    for name in names_of.replace("_", " ").split("|")
}
_NUMERALS = {numeral: n for n, numeral in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}


class Days(NamedTuple):
    """The day of a match.

    Attributes:
        day: The day.
        swapped: The day if day and month are the other way round, where that is possible too.
        firm: Whether it looks like nothing but a date.
        order: `"dmy"` or `"mdy"` where the numbers show it.
        dotted: Whether full stops part the numbers.
        clock: The time, where it is before the year or is glued to the day.
        zone: The zone behind such a time.
    """

    day: date
    swapped: date | None
    firm: bool
    order: str | None = None
    dotted: bool = False
    clock: str | None = None
    zone: str | None = None


def days_of(match: Match[str], language: str | None) -> Days | None:
    """The day that a match says, if it says one."""
    last = str(match.lastgroup)  # the shape that fits
    if last == "y3":
        return _numeric(match, language)
    if last in ("clock0", "zone0"):
        return _compact(match)
    if last in _NAMED:
        return _from_names(match, last, language)
    if last == "d8":
        year = _ERAS[match["era"]] + (1 if match["y8"] == "元" else int(match["y8"]))
        return _sure(year, int(match["m8"]), int(match["d8"]))
    if last == "d9":
        year = int("".join(str(_NUMERALS[numeral]) for numeral in match["y9"]))
        return _sure(year, _spelt(match["m9"]), _spelt(match["d9"]))
    return _sure(int(match["y1"]), int(match["m" + last[1:]]), int(match[last]))


def _from_names(match: Match[str], last: str, language: str | None) -> Days | None:
    groups = _NAMED[last]
    name, day, year = match.group(*groups)
    month = _month(name, language, match.string.startswith(".", match.end(groups[1])))
    if month is None:
        return None
    days = _sure(_year(year), month, int(day), name)
    return days._replace(clock=match["clock"], zone=match["zone5"]) if days and last == "y5" else days


def _compact(match: Match[str]) -> Days | None:
    """The day and the time of a stamp of a machine: `20250429T080400Z`."""
    days = _sure(int(match["y0"]), int(match["m0"]), int(match["d0"]))
    clock = match["clock0"]
    clock = f"{clock[:2]}:{clock[2:4]}:{clock[4:] or '00'}"
    return days._replace(clock=clock, zone=match["zone0"]) if days else None


@lru_cache(maxsize=4096)
def _month(name: str, language: str | None, dotted: bool) -> int | None:
    """The month of a name, behind a day with a full stop or without."""
    name = name.partition("/")[0]
    if name.startswith("thang ") and name[6:] in _VIETNAMESE:
        return _VIETNAMESE[name[6:]]
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
    firm = len(match["y3"]) == 4  # `11.12.13` may be a version, a section, or the other way round
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
    if len(text) >= 4:
        return int(text)
    year = int(text.lstrip("'"))
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
