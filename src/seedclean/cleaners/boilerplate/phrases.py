"""Lines that are one phrase of a site and no more: `Share on Facebook`, `Reading time: 4 minutes`.

The words are in `seedclean.words`, the place is here: above or below the text, or
between two of its paragraphs in a line of its own. Neither is reason enough alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import LABELS, NOTICES
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import UNSPACED, words_in
from seedclean.cleaners.boilerplate.notice_places import is_numbered_heading, is_of_series
from seedclean.cleaners.boilerplate.pages import row_beside
from seedclean.cleaners.boilerplate.passages import is_polite, is_said, sentences
from seedclean.cleaners.boilerplate.text_lists import is_announced, is_item, is_of_facts
from seedclean.once import once
from seedclean.patterns import Pattern
from seedclean.words import DOTTED_SMALL, PHRASES, lines
from seedclean.words.templates import find_heads, to_pattern

if TYPE_CHECKING:
    from seedclean.document import Document

RULES: Mapping[str, str] = {
    "cookie": "cookie-notice",
    "newsletter": "subscribe-prompt",
    "paywall": "subscribe-prompt",
    "follow": "subscribe-prompt",
    "app": "subscribe-prompt",
    "rights": "copyright-line",
    "share-on": "share-bar",
    "print": "share-bar",
    "reading-time": "reading-time",
    "comments": "comment-form",
    "email-note": "comment-form",
    "read-also": "related-list",
    "tag-line": "tag-list",
    "message": "page-message",
}
"""The rule that takes the phrases of each kind."""

_BESIDE = "beside"
_BELOW = frozenset(["tag-line"])
"""Kinds that go below the text only: scientific papers have key words above it."""

_BETWEEN = frozenset(["cookie", "newsletter", "paywall", "follow", "app", "share-on", "read-also"])
"""Kinds that sites set between paragraphs."""

_ALONE = frozenset(["message", "tag-line"])
"""Kinds with words of any text, which go only where no other short line is beside them."""

_NO_SENTENCES = frozenset(["tag-line", "read-also"])
"""Kinds in which no sentence is behind the colon."""

_REMEMBERED = 16_384  # lines
_LONGEST = 400  # characters of such a line, which may have several sentences
_FEWEST_OF_GLUED = 5  # words of a sentence that a phrase is glued to
_MOST_BEGINNINGS = 16
_MAY_BEGIN = Pattern(r"(?<=\w) (?=[^\W\d_])")
_MOST_SENTENCES = 6
_POLITE_LENGTH = 10  # characters
_HEAD = 6  # characters by which the templates of a line are found
_SHORTEST_PARAGRAPH = 80  # characters
_SHORTEST_DENSE = 35  # of Chinese, Japanese or Korean, or of other text without blanks
_FEWEST_PARAGRAPHS = 2
_FEWEST_OF_TAGS = 3
_MOST_UNKNOWN = 6  # lines between the text and a phrase that are neither phrases nor known furniture
_AROUND = " \t\xa0\u3000|/»›>«‹<·•–—-+*#▼▾▲►▶→←↑↓.!?…¿¡。！？؟।[]【】()（）:："
_QUOTES = "\"“„«'‘「『"
_MARKS = str.maketrans({"’": "'", "：": ":", "\xa0": " "})
_BRACKETS = str.maketrans("(（", "  ")
_ADDRESS = Pattern(r"[\w.+-]{1,80}@[\w.-]{1,80}|https?://[^\s\"'<>]{1,400}")
_NUMBER = Pattern(r"\d[\d.,]*")
_BLANKS = Pattern(r"\s+(?=:)|(?<=\s)\s+")
_COUNT = Pattern(r" ?[(（\[](?=\d[\d.,]{0,8}\w?$)")
"""A bracket before the number at the end of a line: `Comments (12)`."""


def find_phrase_rows(document: Document) -> Iterator[tuple[int, str]]:
    r"""The rows that are phrases of a site in a place where sites have them, and the rule that takes each.

    >>> from seedclean.document import Document
    >>> text = "The council met on Monday evening to talk about the bridge and the old mill below it."
    >>> list(find_phrase_rows(Document(f"{text}\n{text}\nShare on Facebook")))
    [(2, 'share-bar')]
    """
    if len(list(islice(filter(is_paragraph, document.stripped), _FEWEST_PARAGRAPHS))) < _FEWEST_PARAGRAPHS:
        return
    kinds = document.rows(kind_of)
    found = [row for row, kind in enumerate(kinds) if kind]
    if not found:
        return
    lines = document.stripped
    paragraphs = [row for row, line in enumerate(lines) if not kinds[row] and is_paragraph(line)]
    if len(paragraphs) < _FEWEST_PARAGRAPHS or len(found) > len(paragraphs) + sum(map(bool, lines)) // 2:
        return
    for row in found:
        if _is_placed(document, row, kinds, paragraphs) and not _is_of_text(document, row):
            yield row, RULES[kinds[row]]


@lru_cache(_REMEMBERED)
def kind_of(line: str) -> str:
    """The kind of the phrase that a line is; empty where it is none.

    >>> kind_of("12 min read"), kind_of("Reading takes time.")
    ('reading-time', '')
    """
    line = line.strip()
    if not may_be_phrase(line):
        return ""
    text = _plain(line)
    kind = _match(text)
    if kind in _NO_SENTENCES:  # a title is behind the colon, with capitals of its own
        return "" if line[-1] in ".。।" else kind
    if is_said(line):  # `Follow us, said the guide.`
        return ""
    if kind:
        return "" if kind == _BESIDE or _has_glued(line) else kind
    parts = [part for start, end in sentences(line) for part in line[start:end].split(";")]
    if not 1 < len(parts) <= _MOST_SENTENCES or any(map(_has_glued, parts)):
        return ""
    said = [_match(plain) for plain in map(_plain, parts) if plain]
    return next((kind for kind in said if kind != _BESIDE), "") if all(said) else ""


def may_be_phrase(line: str) -> bool:
    """Check whether a line, stripped, has the length of a phrase and begins as one."""
    if not line or len(line) > _LONGEST or line[0] in _QUOTES:
        return False
    return not line[0].isalnum() or _has_head(line)


def is_paragraph(line: str) -> bool:
    """Check whether a line is long enough for a paragraph, in whatever script."""
    if len(line) >= _SHORTEST_PARAGRAPH:
        return True
    return len(line) >= _SHORTEST_DENSE and line[-1] in "。！？.」』" and UNSPACED.search(line) is not None


def _is_placed(document: Document, row: int, kinds: list[str], paragraphs: list[int]) -> bool:
    """Check whether a phrase is above or below the text, or may be between its paragraphs."""
    kind = kinds[row]
    if kind in _BELOW and len(paragraphs) < _FEWEST_OF_TAGS:
        return False
    if kind in _ALONE and not _is_among_furniture(document, row, kinds):
        return False
    if row > paragraphs[-1]:
        return _unknown(document, kinds, range(paragraphs[-1] + 1, row)) <= _MOST_UNKNOWN
    if kind in _BELOW:
        return False
    if row < paragraphs[0]:
        return _unknown(document, kinds, range(row + 1, paragraphs[0])) <= _MOST_UNKNOWN
    if kind not in _BETWEEN:
        return False
    lines = document.stripped
    beside = (row_beside(lines, row, -1), row_beside(lines, row, 1))
    return all(near >= 0 and (kinds[near] or is_paragraph(lines[near])) for near in beside)


def _is_among_furniture(document: Document, row: int, kinds: list[str]) -> bool:
    """Check whether no short line that may be one of a list with it is beside a phrase."""
    lines, flags = document.stripped, flags_of(document)
    beside = (near for step in (-1, 1) if (near := row_beside(lines, row, step)) >= 0)
    return all(
        kinds[near] or is_paragraph(lines[near]) or flags[near] & (LABELS | NOTICES) for near in beside
    )


def _unknown(document: Document, kinds: list[str], rows: range) -> int:
    lines, flags = document.stripped, flags_of(document)
    return sum(bool(lines[row]) and not kinds[row] and not flags[row] & (LABELS | NOTICES) for row in rows)


def _is_of_text(document: Document, row: int) -> bool:
    """Check whether the text announces a line, or it is an item or one of several labelled facts."""
    line = document.stripped[row]
    if is_numbered_heading(document, row) or is_of_series(document, row):
        return True
    return is_announced(document, row) or is_item(line) or (":" in line and is_of_facts(document, row))


def _plain(text: str) -> str:
    """The text in small letters, without the marks around it; an address is one sign."""
    if "@" in text or "://" in text:
        text = _ADDRESS.sub("@", text)
    small = text.lower().replace(DOTTED_SMALL, "i").translate(_MARKS).strip(_AROUND)
    text = _BLANKS.sub("", small).strip(_AROUND)
    return _COUNT.sub(" ", text)


def _has_glued(line: str) -> bool:
    """Check whether a line is a shorter phrase and a sentence behind it, as `Log in The ferry …`."""
    places = (
        match for match in _MAY_BEGIN.finditer(line) if _begins(line[match.start() - 1], line[match.end()])
    )
    firsts = (match for match in places if not is_polite(line[match.end() : match.end() + _POLITE_LENGTH]))
    for match in islice(firsts, _MOST_BEGINNINGS):
        if words_in(line[match.end() :]) < _FEWEST_OF_GLUED:
            return False
        if _match(_plain(line[: match.start()])):
            return True
    return False


def _begins(last: str, first: str) -> bool:
    """Check whether a sentence may begin behind a blank: a capital, or Chinese behind another script."""
    return first.isupper() or (UNSPACED.match(first) is not None and UNSPACED.match(last) is None)


def _has_head(line: str) -> bool:
    """Check whether a line begins as a phrase does, whatever follows."""
    first = line[:2].lower()
    if first.isascii() and first.isalpha() and _first_letters().isdisjoint((first, first[0])):
        return False  # most lines end here
    beginning = line[: 2 * _HEAD].lower().replace(DOTTED_SMALL, "i")
    head = _head(beginning.translate(_MARKS).translate(_BRACKETS))
    table = _templates()
    return any(head[:length] in table for length in range(1, len(head) + 1))


def _head(text: str) -> str:
    """The first characters of a text, as templates have them: a number is one sign."""
    return _NUMBER.sub("#", text[: 2 * _HEAD])[:_HEAD]


def _match(text: str) -> str:
    """The kind of a phrase, in plain form; empty where no template is like it."""
    table = _templates()
    head = _head(text)
    for length in range(len(head), 0, -1):
        found = _pattern(head[:length]).fullmatch(text) if head[:length] in table else None
        if found:
            return (found.lastgroup or "").replace("_", "-")
    return ""


@once
def _templates() -> dict[str, list[tuple[str, str]]]:
    """The templates of phrases by their first characters, each with its kind."""
    table: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind in PHRASES:
        for template in lines("phrases", kind):
            for head in find_heads(template, _HEAD):
                table[head].append((kind.replace("-", "_"), template))
    return dict(table)


@once
def _first_letters() -> frozenset[str]:
    """The first two characters with which phrases begin, or the only one."""
    return frozenset(head[:2] for head in _templates())


@cache
def _pattern(head: str) -> Pattern:
    """One pattern for the phrases with the same first characters, with a group for each kind."""
    kinds = groupby(_templates()[head], itemgetter(0))
    return Pattern(
        "|".join(f"(?P<{kind}>{'|'.join(to_pattern(one) for _, one in found)})" for kind, found in kinds)
    )
