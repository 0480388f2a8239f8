"""Which stamp of a document is its publication date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.dates.candidates import (
    ALONE,
    BETWEEN,
    EDGE,
    NOWHERE,
    Candidate,
    candidates,
    candidates_in,
    stamped,
)
from seedclean.cleaners.dates.context import is_place_or_name, is_signed_byline
from seedclean.cleaners.dates.labels import is_preposition, is_signature
from seedclean.cleaners.dates.main_text import Body, body, filled_above, has_running_text
from seedclean.cleaners.dates.names import folded
from seedclean.document import Document

from seedclean.patterns import Pattern

if TYPE_CHECKING:
    from seedclean.cleaners.dates.grammar import Stamp


class Look(NamedTuple):
    """The form of a stamp, with `0` for each number and `a` for each word, and where it is.

    Attributes:
        form: The form.
        first: Whether it begins its line.
        last: Whether it ends its line.
        below: Whether it is below the main text.
    """

    form: str
    first: bool
    last: bool
    below: bool


_NUMBER, _WORD = Pattern(r"\d+"), Pattern(r"[^\W\d_]+")

ENOUGH = 0.0
"""Below this no stamp is taken for the publication date."""

MARGIN = 0.5
"""By so much a stamp must be better than one of another day."""

_FAR = 4.0
_CLEAR, _RIVALLED = 0.99, 0.85
"""The shares of dates that were right where no stamp of another day came so near, and where one did."""

_PLACES: dict[int, float] = {ALONE: 2.0, EDGE: 1.2, BETWEEN: 0.6, NOWHERE: 0.0}
_LABELS: dict[str | None, float] = {"published": 3.0, "updated": 1.0, None: 0.0}
_AT_START = {ALONE: 1.5, EDGE: 1.0, BETWEEN: 2.0, NOWHERE: 0.0}
_BY = frozenset("by von par por di da af av door od przez autor author автор written posted".split())
_GENITIVES = frozenset(("of", "du", "del"))
_LONGEST_HEAD = 200
_LONGEST_SIGNATURE = 40

_GOES_ON = "，、。；"
_LONGEST_WORD = 12
_UNSPACED = "\u3040"  # from here on letters of Japanese, Chinese and Korean

_SHORT = 400
"""A text of fewer characters does not show its language."""


_SMALL = 40
"""A text with fewer lines is no page with comments and teasers below its main text."""

_FEW_WORDS = 3
"""A line of fewer words is no piece of a sentence."""

_HEAD, _HEAD_OF_TIMES, _FOOT = 12, 25, 3
"""So many lines with text at the beginning and at the end of a text are its head and its foot."""

_MOST_LATER = 4
"""Stamps of later days that are looked at before anybody asks where the main text ends."""

_AROUND, _NEAR = 3, 12
"""So many stamps to either side, in so many lines, make a list of teasers."""


def eligible(document: Document) -> list[Candidate]:
    """The stamps that may say when the text was published, day and month sorted out where they can be."""
    repeated = document.view(repeated_looks)
    found = [
        c
        for c in document.view(candidates)
        if _eligible(document, c) and (heads_text(document, c) or _look(document, c) not in repeated)
    ]
    if not any(c.stamp.swapped for c in found):
        return found
    order = _order(document)
    days = {c.day for c in found if not c.stamp.swapped}
    return [_settled(c, order, days) if c.stamp.swapped else c for c in found]


def repeated_looks(document: Document) -> frozenset[Look]:
    """The looks that dates of three and more days have: of a diary, a chronology, a list of events, a thread.

    Comments and teasers below the main text of a page say nothing of the stamp above it, and two of them are
    enough to say that none of them is the stamp of the text. Two lines that go on behind their dates are a log.
    """
    days: dict[Look, dict[date, int]] = {}
    for c in document.view(candidates):
        days.setdefault(_look(document, c), {})[c.day] = c.row
    rows = {look: len(set(said.values())) for look, said in days.items()}
    small = document.view(filled_above)[-1] <= _SMALL
    return frozenset(look for look in rows if _is_repeated(look, rows, small))


def _is_repeated(look: Look, rows: dict[Look, int], small: bool) -> bool:
    """Whether a look is one of a list, given how many lines have each.

    Args:
        look: The look.
        rows: How many lines with dates of their own have it.
        small: Whether the text is too small for a page with comments and teasers below its main text.
    """
    if small and rows[look] + rows.get(look._replace(below=not look.below), 0) >= 3:
        return True
    return rows[look] >= (2 if look.below or (look.first and not look.last) else 3)


def _look(document: Document, c: Candidate) -> Look:
    """The form of a stamp and where in its line it is."""
    line, stamp = document.lines[c.row], c.stamp
    form = _NUMBER.sub("0", _WORD.sub("a", line[stamp.start : stamp.high]))
    label = document.lines[c.first] if c.first < c.row else line[stamp.low : stamp.start]
    last = not line[stamp.high : stamp.high + _LONGEST_SIGNATURE].strip()
    return Look(label + form, _begins_line(line, stamp), last, c.row > document.view(body).last)


def eligible_again(document: Document, day: date) -> list[Candidate]:
    """Those of them below the first line that may say a day again, or that the main text was updated later.

    The lines of the others are not looked at, where all days are beyond doubt.
    """
    rows = [(row, here) for row, here in document.view(stamped) if row]
    if any(stamp.swapped for _, here in rows for stamp in here):
        return document.view(eligible)
    later = {row for row, here in rows if any(_may_update(stamp, day) for stamp in here)}
    if len(later) > _MOST_LATER:  # comments, most of them below the main text
        last = document.view(body).last
        later = {row for row in later if row <= last}
    return [
        c
        for row, here in rows
        if row in later or any(stamp.day == day for stamp in here)
        for c in candidates_in(document, row, here)
        if _eligible(document, c)
    ]


def _may_update(stamp: Stamp, day: date) -> bool:
    """Whether a stamp may say that the text was changed after a day, perhaps by a label above it."""
    return stamp.day > day and stamp.label in (None, "updated")


def says_again(document: Document, c: Candidate, value: date | datetime, day: date) -> bool:
    """Whether a stamp says the date of the header again, on its day, or that the text was changed later."""
    timed = isinstance(value, datetime)
    if c.clock and c.day == day and c.clock.isoformat("minutes") == value.isoformat()[11:16]:
        return True
    if c.place <= BETWEEN and not c.clock:
        return False
    if c.label == "updated" and c.row <= document.view(body).last:
        return c.day >= day
    if c.clock and timed:
        return False
    return c.day == day and (c.place == ALONE or (c.place == EDGE and c.row <= document.view(body).last))


def _eligible(document: Document, c: Candidate) -> bool:
    if c.label == "other" or c.place == NOWHERE or not 1990 <= c.day.year <= 2099:
        return False
    if heads_text(document, c):
        return True
    if _in_sentence(document.text, c):
        return False
    if c.label is not None:
        return True
    if not document.view(has_running_text) or _breaks_sentence(document, c):
        return False
    if c.clock is None and not (_is_sure(document, c.stamp) and _is_dated_by_itself(document, c)):
        return False
    return _is_at_edge(document, c)


def _breaks_sentence(document: Document, c: Candidate) -> bool:
    """Whether a stamp in a line of its own is a piece of a sentence that was broken around it."""
    if c.place != ALONE or c.clock is not None:
        return False
    after = next((line for line in document.stripped[c.last + 1 : c.last + 3] if line), "")
    before = next((line for line in reversed(document.stripped[max(0, c.first - 2) : c.first]) if line), "")
    goes_on = after[:1].islower() and len(after.split()) >= _FEW_WORDS
    leads_on = before.endswith(",") or is_preposition(before.rpartition(" ")[2])
    return goes_on or (leads_on and len(before.split()) >= _FEW_WORDS)


def _is_sure(document: Document, stamp: Stamp) -> bool:
    """Whether numbers are a date: `11.12.13` may be a version, or read in three ways, in an English text."""
    return stamp.firm or (stamp.short and not document.view(is_english))


def _is_dated_by_itself(document: Document, c: Candidate) -> bool:
    """Whether a day without time and label is alone in its line, or in a line that is clearly a byline."""
    if c.place == ALONE:
        return True
    line = document.lines[c.row]
    if c.place == EDGE:  # which is no long line
        before, after = line[: c.stamp.low], line[c.stamp.high :]
        above = c.row <= document.view(body).first
        return is_signed_byline(before, after) or (above and is_place_or_name(before, after))
    behind = line[c.stamp.high : c.stamp.high + _LONGEST_SIGNATURE]
    return _begins_line(line, c.stamp) or is_signature(folded(behind).lstrip(" ,"))


def _begins_line(line: str, stamp: Stamp) -> bool:
    """Whether nothing but a few blanks are before a stamp; a long line is not looked at whole for each stamp."""
    return stamp.low <= _LONGEST_HEAD and not line[: stamp.low].strip()


def _is_at_edge(document: Document, c: Candidate) -> bool:
    """Whether a stamp stands in the head or the foot of a page, and not in the middle of its text."""
    text = document.view(body)
    filled = document.view(filled_above)
    if c.row < text.first:
        return True
    if c.row > text.last:
        foot = _HEAD_OF_TIMES if c.clock else _FOOT
        return c.place == ALONE and filled[c.row] - filled[text.last] <= foot
    head = _HEAD_OF_TIMES if c.clock else _HEAD
    return filled[c.row] - filled[text.first] <= head or filled[text.last + 1] - filled[c.row] <= _FOOT


def _in_sentence(text: str, c: Candidate) -> bool:
    """Whether a small word leads on to a stamp inside a line, or an unspaced sentence goes on around it."""
    if c.label is not None:
        before = text[c.start - 1 : c.start]
        return before.isalpha() and before >= _UNSPACED and text[c.start] >= _UNSPACED
    if c.place == ALONE:
        return False
    first = text[c.start : c.end].split(None, 1)[0]  # `on` is short for a Swedish Wednesday, too
    if text[c.end : c.end + 2].lstrip(" \t")[:1] in ("", "\n"):  # nothing goes on behind it
        before = text[max(0, c.start - _LONGEST_HEAD) : c.start]
        return c.clock is None and _ends_sentence(before + first if is_preposition(first) else before)
    words = [first]
    if c.place == NOWHERE:
        words += [word.strip(".,") for word in text[max(0, c.start - _LONGEST_WORD) : c.start].split()[-1:]]
    return text[c.end : c.end + 1] in tuple(_GOES_ON) or any(map(is_preposition, words))


def _ends_sentence(before: str) -> bool:
    """Whether a headline ends with a date: `Bridge to close on`, `Act of`; `Ada Miller on` is a byline."""
    words = before.rpartition("\n")[2].split()
    if len(words) < 2 or words[0].lower() in _BY or not is_preposition(words[-1]):
        return False
    if words[-1].lower() in _GENITIVES:
        return True
    return any(word[0].islower() and not is_preposition(word) for word in words[:-1])


def heads_text(document: Document, c: Candidate) -> bool:
    """Whether a text begins with this stamp and its label: a header, perhaps glued to the first sentence."""
    if c.label != "published" or c.place == NOWHERE or c.stamp.swapped:
        return False
    return not document.view(filled_above)[c.first] and c.start <= _LONGEST_HEAD and not document.text[: c.start].strip()


def _denies(first: Candidate, c: Candidate) -> bool:
    """Whether a stamp near the top says that the text was published on another day than its header says."""
    return c.label == "published" and c.place >= EDGE and c.day != first.day and c.row <= 12


def _order(document: Document) -> str | None:
    """Which way day and month stand in the numeric dates of a document."""
    shown = {c.stamp.order for c in document.view(candidates) if c.stamp.order}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    if len(document.text) < _SHORT:
        return None
    if not document.view(is_english):
        return "dmy"
    american = any(c.offset is not None and c.offset <= -240 for c in document.view(candidates))
    return "mdy" if american else None


def is_english(document: Document) -> bool:
    """Whether a text has the small words of English, or is too short to tell."""
    text = document.text
    english = text.count(" the ") + text.count(" of ") + text.count(" and ")
    return len(text) < _SHORT or english * 200 >= len(text)


def _settled(c: Candidate, order: str | None, days: set[date]) -> Candidate:
    stamp = c.stamp
    swapped = stamp.swapped
    if swapped is None:
        return c
    if (stamp.day in days) != (swapped in days):
        day = stamp.day if stamp.day in days else swapped
        return c._replace(stamp=stamp._replace(day=day, swapped=None))
    if order == "mdy":
        return c._replace(stamp=stamp._replace(day=swapped, swapped=None))
    return c._replace(stamp=stamp._replace(swapped=None)) if order else c


def chosen(document: Document) -> Candidate | None:
    """The stamp that says when the text was published, or `None` where none does or they disagree."""
    found = document.view(eligible)
    if not found:
        return None
    if heads_text(document, found[0]):
        return None if any(_denies(found[0], c) for c in found[1:]) else found[0]
    scores = scored(document, found)
    best_score = max(scores)
    best = found[scores.index(best_score)]
    if best.label == "updated":
        best = _published_beside(best, found)
    if best.label != "published" and best.clock:
        best = _published_elsewhere(best, found, document.view(body))
    if best_score < ENOUGH or best.stamp.swapped:
        return None
    for other_score, other in zip(scores, found, strict=True):
        if other.day != best.day and other_score > best_score - MARGIN and not _follows(best, other):
            return None
    return best


class Published(NamedTuple):
    """When a text was published, and the stamps that say so: the one of the day first."""

    value: date | datetime
    stamps: list[Candidate]


def published(document: Document) -> Published | None:
    """The publication date of a text, or `None` where it has none or its stamps disagree."""
    best = chosen(document)
    if best is None:
        return None
    if best.clock is None and (timed := _with_clock(document, best)):
        return Published(timed.value, [best, timed])
    return Published(best.value, [best])


def _with_clock(document: Document, best: Candidate) -> Candidate | None:
    """Another stamp of the same day that knows the time, where those that do agree about it.

    Comments of the same day know a time, too, so it has to stand near the top
    of the text or to say what it is.
    """
    top = max(document.view(body).first, best.row) + 8
    timed = [
        c
        for c in document.view(eligible)
        if c.clock and c.day == best.day and c.label != "updated" and (c.row <= top or c.label)
    ]
    return timed[0] if len({(c.clock, c.offset) for c in timed}) == 1 else None


def confidence(document: Document, best: Candidate) -> float:
    """How often a date was right that was chosen as this one was."""
    found = document.view(eligible)
    if heads_text(document, found[0]):
        return _CLEAR
    scores = scored(document, found)
    most = max(scores)
    near = any(c.day != best.day and score > most - _FAR for score, c in zip(scores, found, strict=True))
    return _RIVALLED if near else _CLEAR


def _published_beside(updated: Candidate, found: list[Candidate]) -> Candidate:
    """The stamp of publication that stands beside one of an update, if one does."""
    for c in found:
        beside = abs(c.row - updated.row) <= 3 and abs(c.start - updated.start) <= 200
        said = c.clock or not updated.clock or c.row == updated.row
        if beside and said and c.label != "updated" and c.day <= updated.day:
            return c
    return updated


def _published_elsewhere(best: Candidate, found: list[Candidate], text: Body) -> Candidate:
    """The stamp of the same day that says to be the one of publication, at the end of the text perhaps."""
    for c in found:
        if c.label == "published" and c.clock and c.day == best.day and c.row <= text.last + 5:
            return c
    return best


def _follows(best: Candidate, other: Candidate) -> bool:
    """Whether a rival is an update, or an answer below."""
    if best.label != "updated" and other.label == "updated":
        return True
    later = other.day > best.day and best.clock is not None and other.place == best.place
    return later and (other.start > best.start or best.row - other.row <= 5)


def scored(document: Document, found: list[Candidate]) -> list[float]:
    """How much speaks for each stamp."""
    text = document.view(body)
    filled = document.view(filled_above)
    first: dict[date, Candidate] = {}
    last: dict[date, Candidate] = {}
    for c in found:
        first.setdefault(c.day, c)
        last[c.day] = c
    rivals = [0] * len(found) if len(first) == 1 else _rivals(found)
    return [
        _alone(c, text, filled)
        + 0.5 * (_apart(c, first[c.day]) or _apart(c, last[c.day]))
        - min(1.5, 0.5 * rivals[n])
        for n, c in enumerate(found)
    ]


def _alone(c: Candidate, text: Body, filled: list[int]) -> float:
    """What speaks for a stamp by itself: its form, and where it stands."""
    score = _PLACES[c.place] + _LABELS[c.label] + (2.0 if c.clock else 0.0)
    if c.row < text.first:
        return score + 3.0 * float(0.5 ** ((filled[text.first] - filled[c.row]) / 8))
    if c.row > text.last:
        return score / 2 - (0.0 if c.place == ALONE or c.label else 1.0)
    return score + (_AT_START[c.place] if filled[c.row] - filled[text.first] <= 5 else 0.0)


def _apart(c: Candidate, other: Candidate) -> bool:
    """Whether another stamp stands so far away that it confirms this one."""
    return abs(c.row - other.row) > 1 or abs(c.start - other.start) > 200


def _rivals(found: list[Candidate]) -> list[int]:
    """How many of the stamps around each say another day; a list of teasers has many."""
    rivals = [0] * len(found)
    days, rows = [c.day for c in found], [c.row for c in found]
    for n, (day, row) in enumerate(zip(days, rows, strict=True)):
        for other in range(n + 1, min(n + 1 + _AROUND, len(found))):
            if days[other] != day and rows[other] - row <= _NEAR:
                rivals[n] += 1
                rivals[other] += 1
    return rivals
