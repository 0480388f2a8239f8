"""Dates: whether a date is the right one, whether its stamps are gone and the prose is still there."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import NamedTuple

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SECONDS = re.compile(r"[T ]\d\d:?\d\d:?\d\d")


class Stamp(NamedTuple):
    """A date as it is known: the day, and the moment where more is known."""

    day: date
    moment: datetime | None
    seconds: bool = False


def stamp(value: str | None) -> Stamp | None:
    """A date in ISO 8601 as rows write it."""
    if not value:
        return None
    if len(value.strip()) == len("2019-06-03"):
        return Stamp(date.fromisoformat(value.strip()), None)
    moment = datetime.fromisoformat(value.strip())
    return Stamp(moment.date(), moment, bool(_SECONDS.search(value)))


def same_day(gold: Stamp, found: Stamp) -> bool:
    """The same day, or the same moment told in another zone."""
    if gold.day == found.day:
        return True
    if not (gold.moment and found.moment and gold.moment.tzinfo and found.moment.tzinfo):
        return False
    return abs(gold.moment - found.moment) < timedelta(minutes=1)


def same_minute(gold: Stamp, found: Stamp) -> bool:
    """The same hour and minute; the same moment where both know their offset."""
    if gold.moment is None or found.moment is None:
        return False
    ours, theirs = (moment.replace(second=0, microsecond=0) for moment in (gold.moment, found.moment))
    if ours.tzinfo and theirs.tzinfo:
        return ours == theirs
    return ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)


def exactly(gold: Stamp, found: Stamp) -> bool:
    """Right to the precision of gold: no time where it has none, its seconds and offset where it has them."""
    if not same_day(gold, found):
        return False
    if gold.moment is None:
        return found.moment is None or found.moment.time() == datetime.min.time()
    if not same_minute(gold, found) or (gold.seconds and gold.moment.second != found.moment.second):
        return False
    return gold.moment.tzinfo is None or found.moment.tzinfo is not None


def squashed(text: str) -> str:
    """A text on one line, its blanks single."""
    return " ".join(text.split())


def stamps_gone(row: dict, text: str, found: str | None) -> tuple[int, int]:
    """How many of a page's labelled stamps left its text, and how many there were."""
    cleaned = squashed(_without_header(text, found))
    original = squashed(row["text"])
    labelled = Counter(squashed(span["text"]) for span in row["header_spans"])
    gone = 0
    for wording, times in labelled.items():
        elsewhere = max(0, _times(wording, original) - times)  # as in the prose, where it may stay
        left = max(0, _times(wording, cleaned) - elsewhere)
        gone += max(0, times - left)
    return gone, labelled.total()


def paragraphs(row: dict) -> list[str]:
    """The running text of a page, which no rule for dates has business with, squashed."""
    found = []
    position = 0
    for line in row["text"].split("\n"):
        for start, end in _away_from_stamps(row, position, position + len(line)):
            piece = row["text"][start:end]
            cut_before, cut_behind = start > position, end < position + len(line)
            piece = _whole_words(squashed(piece), cut_before, cut_behind)
            shortest = 60 if len(_IDEOGRAPH.findall(piece)) > 20 else 120
            if len(piece) >= shortest:
                found.append(piece)
        position += len(line) + 1
    return found


def _away_from_stamps(row: dict, low: int, high: int) -> list[tuple[int, int]]:
    """The pieces of a line that are 60 characters and more away from its stamps."""
    spans = sorted((span["start"], span["end"]) for span in row["header_spans"])
    pieces, start = [], low
    for first, last in spans:
        if first < high and last > low:
            pieces.append((start, max(start, first - 60)))
            start = min(high, last + 60)
    return [*pieces, (start, high)]


def _whole_words(piece: str, cut_before: bool, cut_behind: bool) -> str:
    if cut_before and " " in piece:
        piece = piece.split(" ", 1)[1]
    if cut_behind and " " in piece:
        piece = piece.rsplit(" ", 1)[0]
    return piece


def _times(wording: str, text: str) -> int:
    """How often a stamp stands in a text, and not as part of a longer number."""
    if not wording:
        return 0
    before = r"(?<!\d)" if wording[0].isdigit() else ""
    behind = r"(?!\d)" if wording[-1].isdigit() else ""
    return len(re.findall(before + re.escape(wording) + behind, text))


def _without_header(text: str, found: str | None) -> str:
    """The text without a header line that the cleaner wrote itself."""
    if not found:
        return text
    lines = text.split("\n")
    for place in [place for place, line in enumerate(lines) if line.strip()][:3]:
        line = lines[place]
        if found[:10] in line and len(line.strip()) <= 60:
            lines[place] = ""
            break
        label = re.match(r"\s*(?:[A-Za-z_ ]{0,20}[:=]?\s*)?" + re.escape(found), line)
        if label:
            lines[place] = line[label.end() :]
            break
    return "\n".join(lines)
