"""Time zones by name, where a name and a day leave no doubt about the offset."""

from __future__ import annotations

from datetime import date, timedelta


def _hours(zones: str) -> dict[str, float]:
    """Read names of zones with their hours from UTC."""
    return {name: float(hours) for name, hours in (zone.split() for zone in zones.split(","))}


# Hours from UTC. Names that mean several zones (IST, CST, AST, GST, MT, CT ...) are missing on purpose.
_FIXED = _hours(
    "utc 0, gmt 0, z 0, eat 3, sast 2, trt 3, msk 3, мск 3, pkt 5, npt 5.75, wib 7, wita 8, wit 9, ict 7, "
    "hkt 8, sgt 8, myt 8, pht 8, awst 8, jst 9, kst 9, hst -10, brt -3, art -3"
)
# Half of the year each; in the other half the writer erred, and nobody knows which way.
_WINTER = _hours("wet 0, cet 1, mez 1, hnec 1, eet 2, est -5, mst -7, pst -8, akst -9, nst -3.5")
_SUMMER = _hours("cest 2, mesz 2, eest 3, west 1, bst 1, edt -4, cdt -5, mdt -6, pdt -7, akdt -8")
_SOUTH = {"aest": 10, "acst": 9.5, "nzst": 12}
_SOUTH_SUMMER = {"aedt": 11, "acdt": 10.5, "nzdt": 13}
_ALL_YEAR = {"et": -5, "pt": -8}  # plus one in summer

_MOSCOW = ("msk", "мск")
_MOSCOW_AHEAD = date(2011, 3, 27), date(2014, 10, 26)
"""Moscow kept the time of summer between these days."""

_COUNTRIES: dict[str, dict[str, float]] = {
    "ist": {"in": 5.5, "lk": 5.5, "ie": 1, "il": 2},
    "cst": {"cn": 8, "tw": 8, "us": -6, "ca": -6, "mx": -6},
}
"""Hours from UTC of a zone that means several, by country."""

_AMERICAN = frozenset(("est", "mst", "pst", "akst", "nst", "edt", "cdt", "mdt", "pdt", "akdt", "et", "pt"))
AMBIGUOUS = frozenset("ist cst ct mt ast gst sst ect bdt wat cat wast".split())
NAMES = frozenset((*_FIXED, *_WINTER, *_SUMMER, *_SOUTH, *_SOUTH_SUMMER, *_ALL_YEAR, *AMBIGUOUS))


def offset_of(name: str, day: date) -> int | None:
    """Minutes from UTC of a zone on a day, or `None` where name and day leave a doubt.

    >>> offset_of("bst", date(2021, 5, 3)), offset_of("bst", date(2021, 1, 3))
    (60, None)
    >>> offset_of("ist", date(2021, 1, 3)) is None
    True
    >>> offset_of("et", date(2025, 11, 3)), offset_of("et", date(2025, 11, 1))
    (-300, -240)
    """
    summer = _american_summer(day) if name in _AMERICAN else _european_summer(day)
    hours: float | None = _FIXED.get(name)
    if name in _MOSCOW and _MOSCOW_AHEAD[0] <= day < _MOSCOW_AHEAD[1]:
        hours = 4
    if name in _WINTER and not summer:
        hours = _WINTER[name]
    elif name in _SUMMER and summer:
        hours = _SUMMER[name]
    elif name in _SOUTH and 4 <= day.month <= 10:
        hours = _SOUTH[name]
    elif name in _SOUTH_SUMMER and not 5 <= day.month <= 9:
        hours = _SOUTH_SUMMER[name]
    elif name in _ALL_YEAR:
        hours = _ALL_YEAR[name] + summer
    return None if hours is None else round(hours * 60)


def offset_in(name: str, country: str, day: date) -> int | None:
    """Minutes from UTC of a zone in one country; `None` in the half of the year in which it has none.

    >>> offset_in("ist", "in", date(2021, 1, 3)), offset_in("cst", "us", date(2021, 6, 3))
    (330, None)
    """
    hours = _COUNTRIES.get(name, {}).get(country)
    summer = _american_summer(day) if name == "cst" else _european_summer(day)
    if hours is None or (country == "ie" and not summer) or (country in ("us", "ca", "mx", "il") and summer):
        return None
    return round(hours * 60)


def _american_summer(day: date) -> bool:
    if day.year >= 2007:
        return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)
    return _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 25)


def _european_summer(day: date) -> bool:
    return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)


def _sunday(year: int, month: int, first: int) -> date:
    """The first Sunday from a day of a month on."""
    start = date(year, month, first)
    return start + timedelta(days=6 - start.weekday())
