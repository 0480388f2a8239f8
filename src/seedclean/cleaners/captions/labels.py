"""Additions to a caption: a counter or a label before it, a credit behind it."""

from __future__ import annotations

from re import IGNORECASE

from seedclean.cleaners.captions.words import CJK
from seedclean.patterns import Pattern
from seedclean.words import one_of, read_file

_LONGEST_LABEL = 40  # characters of a line among which the mark behind a label is looked for
_LONGEST_CREDIT = 110  # characters from the end of a line, among which its credit begins
_FEWEST_WORDS = 3  # of a caption without its label and credit: `Foto: Ann Field` alone is none
_FEWEST_CJK = 8
_MOST_NAMES = 8
_FEWEST_SMALL = 2  # words of a sentence that begin with a small letter

_FILE = read_file(f"{__file__.removesuffix('py')}toml")
_PICTURE, _SOURCE, _AGENCY = (f"(?:{one_of(_FILE[kind])})" for kind in ("picture", "source", "agency"))
_LABEL = Pattern(
    r"(?=(?:\w{2,12} )?[^\s:：|/–—-]{1,16}[^:：|/–—-]{0,24}[:：|/–—-])"  # the cheap question
    r"(?:\w{2,12} )?"
    + _PICTURE
    + r"(?: (?:caption|credit))?(?: ?\d{1,3}(?: ?(?:/|[^\W\d_]{1,4}) ?\d{1,3})?)?"
    r"\s?[:：|/–—-]\s?",
    IGNORECASE,
)
_COUNTER = Pattern(
    r"(?:" + _PICTURE + r" )?[(\[]?(\d{1,3})(?: ?[/／] ?| [^\W\d_]{1,4} )(\d{1,3})(?:[)\]]|\s?[.:：|–—-])\s?",
    IGNORECASE,
)
# For text in small letters: to ignore case takes several times as long.
_CREDIT_IN_BRACKETS = Pattern(
    r"[(\[【（][^()\[\]【】（）]{0,60}(?:" + _PICTURE + r"|\b" + _AGENCY + r"\b|\bcourtesy\b|©)"
    r"[^()\[\]【】（）]{0,60}[)\]】）]\s*[.。]?$",
)
_BEFORE_COLON = r"(?: (?:credit|by|courtesy(?: of)?))?\s?[:/：]"
_CREDIT = Pattern(
    rf"(?<!\w)(?=[^\s:/：]{{1,16}}{_BEFORE_COLON})"  # the cheap question, before all the words are tried
    rf"(?:{_PICTURE}|{_SOURCE}){_BEFORE_COLON}[^.。]{{2,60}}\s*[.。]?$",
)
_CREDITED_TO = Pattern(r"[:/：][^.。]{2,60}\s*[.。]?$")
_PICTURE_BEHIND_DASH = Pattern(r"\s[–—|-]\s" + _PICTURE + r"\s*[.。]?$")
_CREDITED = Pattern(r"[.!?…»”\"] " + _PICTURE + r" (?P<names>[^.]{3,60})\.?$")
_WITH_SLASH = Pattern(r"[(\[](?P<names>[^()\[\]/]{3,40} ?/ ?[^()\[\]/]{2,40})[)\]]\.?$")
_BEGINS_CREDIT = Pattern(
    r"[\s(\[|/–—-]*(?:" + _PICTURE + "|" + _SOURCE + r"|copyright|©|\b" + _AGENCY + r"\b)", IGNORECASE
)
_COURTESY = Pattern(r"courtesy(?: of)? .{2,60}", IGNORECASE)
_NAME = Pattern(r"[^\W\d_][^\s/|()\[\],©]*")
_SMALL_WORD = Pattern(
    r"\b(?:via|for|of|the|by|von|für|der|de|la|le|del|di|da|dos|van|den|al|el|et|und|and|y|e|i|и)\b"
)
_CLOSING = (")", "]", "）", "】")
_COLONS = (":", "/", "：")
_DASHES = ("–", "—", "|", "-")


def without_label(line: str) -> str:
    """The line without the counter or label in front of it.

    >>> without_label("PHOTO: The ferry leaves the harbour."), without_label("1 of 18. The ferry leaves.")
    ('The ferry leaves the harbour.', 'The ferry leaves.')
    """
    start = line[:_LONGEST_LABEL]
    if line[0].isdigit() or line[0] in "([":
        counter = _COUNTER.match(start)
        if counter and int(counter[1]) <= int(counter[2]):
            return line[counter.end() :] or line
        return line
    if ":" in start or "/" in start or "：" in start or "|" in start or "–" in start or "- " in start:
        label = _LABEL.match(start) or _COUNTER.match(start)
        if label:
            return line[label.end() :] or line
    return line


def without_credit(line: str) -> str:
    """The line without the credit of a photograph at its end.

    >>> without_credit("The ferry leaves the harbour. (Photo: Ann Field)")
    'The ferry leaves the harbour. '
    """
    end = line[-_LONGEST_CREDIT:]
    small = end.replace("İ", "i").lower()  # as long as the end
    start = _credit_start(small)
    if start < 0:
        found = (_WITH_SLASH.search(end) if "/" in end else None) or _CREDITED.search(small)
        if not found or not is_name(end[slice(*found.span("names"))]):
            return line
        start = found.start()
    return line[: len(line) - len(end) + start]


def _credit_start(end: str) -> int:
    """The start of the credit with which a line ends that has a label or is in brackets; -1 for none."""
    last = end[:-1].rstrip() if end[-1:] in ".。" else end.rstrip()
    found = (
        _CREDIT_IN_BRACKETS.search(end) if last[-1:] in _CLOSING else None,
        _CREDIT.search(end) if any(map(end.__contains__, _COLONS)) and _CREDITED_TO.search(end) else None,
        _PICTURE_BEHIND_DASH.search(end) if any(map(end.__contains__, _DASHES)) else None,
    )
    return min((match.start() for match in found if match), default=-1)


def bare(line: str) -> str:
    """The line without its label and its credit, where a caption is left; else the line itself."""
    if not line:
        return line
    rest = without_credit(without_label(line)).strip()
    return rest if has_caption(rest) else line


def has_caption(rest: str) -> bool:
    """Check whether enough is left of a line without its label and credit to be a caption."""
    return len(rest.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS or len(CJK.findall(rest)) >= _FEWEST_CJK


def is_credit(line: str) -> bool:
    """Check whether a line is nothing but a credit, a label or a counter."""
    if not line:
        return False
    rest = without_credit(without_label(line)).strip()
    if rest != line and (not has_caption(rest) or is_name(rest)):
        return True
    return _COURTESY.fullmatch(line) is not None


def begins_credit(tail: str) -> bool:
    """Check whether what one copy has at its end begins as a credit does."""
    return _BEGINS_CREDIT.match(tail) is not None


def is_name(tail: str) -> bool:
    """Check whether what one copy has at its end is the name of a photographer or agency.

    >>> is_name("ERIC VIDAL / AFP"), is_name("in the old harbour")
    (True, False)
    """
    names = _NAME.findall(_SMALL_WORD.sub(" ", tail))
    return 1 <= len(names) <= _MOST_NAMES and all(name[0].isupper() for name in names)


def is_title_case(line: str) -> bool:
    """Check whether nearly all words of a line are capitalised, so that a name at its end shows nothing."""
    names = _NAME.findall(_SMALL_WORD.sub(" ", line))
    return sum(name[0].islower() for name in names) < _FEWEST_SMALL
