"""Times of day: what a match of `patterns.CLOCK` says."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from seedclean.cleaners.dates import zones
from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from re import Match

_UNTIL = Pattern(r"\s?(?:-+|to|bis|until|till)\s?\d{1,2}\s?(?:[:.h]\s?\d\d|uhr|[ap]\.?m)(?!\d)")


_LASTS = Pattern(
    r"\s?(?:min(?:s|\.|ut\w{1,4})?|sec(?:s|\.|ond\w{1,3})?|мин(?:\.|ут\w?)?|phut|dk|dakika|分[钟鐘間])(?!\w)"
)


def lasts(text: str, end: int) -> bool:
    """Check whether what looked like a time is how long something lasts: `4:03 min`."""
    return _LASTS.match(text, end) is not None


_PARTS = ("late", "early", "h", "mi", "mi2", "se", "hour", "am", "pm", "zone")

_ZONE_NAME = Pattern(r"\s\([a-z][a-z ]{2,40}\)")
"""The zone in words behind its offset, as browsers write it: `GMT+0200 (CEST)`."""

_OFFSET = Pattern(r" ([+-])(\d\d):?(\d\d)(?!\d)")


def goes_on_until(text: str, end: int) -> bool:
    """Check whether an hour is followed by the hour at which it ends: `19:30-21:00`."""
    return _UNTIL.match(text, end) is not None


def plain_clock(written: str) -> time | None:
    """The time that `16:04:00` says."""
    hour, minute, second = map(int, written.split(":"))
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def offset_behind(text: str, end: int) -> tuple[int | None, int]:
    """Minutes from UTC behind the year of a date, and where they end: `2019 +0200`."""
    found = _OFFSET.match(text, end)
    if not found or int(found[2]) > 14 or int(found[3]) > 59:
        return None, end
    return int(f"{found[1]}1") * (60 * int(found[2]) + int(found[3])), found.end()


def offset_named(zone: str, day: date) -> int | None:
    """Minutes from UTC of a zone as it is written, such as `utc` or `+0200`."""
    return _zone(zone, zone.upper(), day, half_day=False)[1]


def runs_on(text: str, end: int) -> bool:
    """Check whether what looked like a time goes on: as a longer number, or as the length of a video."""
    return text[end : end + 1] in ("%", "$", "€") or (
        text[end : end + 1] in ".:," and text[end + 1 : end + 2].isdigit()
    )


def read_clock(match: Match[str], raw: str, day: date) -> tuple[time, int | None, int] | None:
    """The time and offset that a match says, and where it ends."""
    late, early, h, mi, spelt, se, marker, am, pm, zone = match.group(*_PARTS)
    minute, second = int(mi or spelt or 0), int(se or 0)
    marker = marker.lstrip()[:1] if marker else ""
    afternoon = late or pm or marker == "p"
    morning = early or am or marker == "a"
    hour = _hour_of_day(int(h), bool(morning), bool(afternoon) and not (late == "中午" and int(h) == 11))
    if hour > 23 or max(minute, second) > 59:
        return None
    offset, end = None, match.end()
    if zone:
        offset, end = _read_zone(match, raw, day, half_day=bool(afternoon or morning))
    return time(hour, minute, second), offset, end


def _read_zone(match: Match[str], raw: str, day: date, *, half_day: bool) -> tuple[int | None, int]:
    """The offset that a match says, and where its zone ends; without one, where the time ends."""
    zone = match["zone"]
    known, offset = _zone(zone, raw[match.start("zone") : match.end("zone")], day, half_day)
    if not known:
        return offset, len(raw[: match.start("zone")].rstrip(" ("))
    name = _ZONE_NAME.match(match.string, match.end()) if zone[-1].isdecimal() else None
    return offset, name.end() if name else match.end()


def _hour_of_day(hour: int, morning: bool, afternoon: bool) -> int:
    """Convert an hour of the twelve-hour clock."""
    if afternoon and hour < 12:
        return hour + 12
    return 0 if morning and hour == 12 else hour


def _zone(zone: str, written: str, day: date, half_day: bool) -> tuple[bool, int | None]:
    """Check whether a word names a zone, and its offset in minutes."""
    if zone.isalpha():
        if zone not in zones.NAMES or not (written.isupper() or half_day or zone == "мск"):
            return False, None
        return True, zones.offset_of(zone, day)
    sign = -1 if "-" in zone else 1
    digits = zone.partition("-" if sign < 0 else "+")[2].replace(":", "").strip()
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return False, None
    return True, sign * (hours * 60 + minutes)
