"""The gate of the line model: whether a text shows that it is a page of a site.

The model is fitted to pages, and what it says of other texts means nothing. So it is
asked only where the text shows furniture that is known without it, and where its lines
have not a form in common that pages do not have: logs, forms, code, verse, indexes, settings, questions.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, chain, islice, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.boilerplate.flag_bits import (
    CREDIT,
    HEADING,
    LABELS,
    NOTICES,
    PART,
    PROMPT,
    PROSE,
    RIGHTS,
)
from seedclean.cleaners.boilerplate.known_furniture import find_known_rows
from seedclean.cleaners.boilerplate.line_flags import flags_of
from seedclean.cleaners.boilerplate.lines import fold, is_sentence, words_in
from seedclean.cleaners.boilerplate.notice_places import QUESTION_MARKS, is_of_settings
from seedclean.cleaners.boilerplate.pages import row_beside, rows_with
from seedclean.cleaners.boilerplate.text_lists import is_item
from seedclean.document import HEADER
from seedclean.markdown.marks import ALL_LINK, marks_of
from seedclean.patterns import Pattern
from seedclean.words import labels

if TYPE_CHECKING:
    from seedclean.document import Document

LEAST_KNOWN = 0.005
"""The part of the lines of a page that is known furniture at least; one line is needed always."""

_KNOWN_TO_WRAPPED = 0.3
"""So much of it is needed for the part of the lines that are wrapped, as they are in manuals and licences."""

# The part of the lines from which on a form shows that a text is no page. Each takes less than 1 % of pages.
_LEAST_CLOCKED = 0.3
_LEAST_NAMED = 0.3
_LEAST_FIELDS = 0.4
_LEAST_CODE = 0.3
_LEAST_WRAPPED = 0.14
_LEAST_ITEMS = 0.4
_LEAST_CONTENTS = 0.3
_LEAST_CAPITALS = 0.5
_LEAST_DRAWN = 0.2
_LEAST_QUOTED = 0.3
_LEAST_ASKED = 0.3  # lines that end in a question mark: those of an examination, or of questions and answers
_LEAST_VERSIONS = 0.1
_LEAST_VERSE = 0.2  # lines that end in a comma

_EDGE = 8
_FEWEST_INSIDE = 3
"""Fewer labels that all have so many lines above and below them may be headings of a text."""

_LAST_TITLE, _FEWEST_BADGES, _TITLE_AND_BADGES = 4, 2, 10
"""Lines with text from the top: among the first the title is, and so many hold title and badges."""

_LICENCE_NAMED = Pattern(r"(?i)licen[cs]|lizenz|\bgpl|лиценз|ліценз|许可|許可|授權|授权|ライセンス")
_FIELDS_OF_RECORD = 3
"""So many fields at the top make a record: none of 2,495 web pages of the development data begins so."""

_FIELD = Pattern(r"[A-Za-z][\w-]{1,30}: \S")
_FEWEST_SECTIONS, _MOST_OF_HEADING = 3, 4  # sections, and words of a heading
_CODE_ENDS = ";{}\\"
_SHORTEST_WRAPPED = 38
_LONGEST_WRAPPED = 100
_DIGITS = "0123456789"
_DRAWN = "/\\|_()[]{}<>-=+*#~^.,:;'\"`@%&$!?┌└│├─═║╔╚█▓▒░"


class _Form(NamedTuple):
    """A form of text whose lines begin or end as those of no page do.

    Attributes:
        least: The part of the lines that has it in no page.
        firsts: The characters with which such a line begins; any where empty.
        lasts: The characters with which it ends; any where empty.
        inside: What such a line holds.
        pattern: What such a line matches.
    """

    least: float
    firsts: str
    lasts: str
    inside: str
    pattern: Pattern


_FORMS = (
    _Form(
        _LEAST_CLOCKED,
        _DIGITS + "[(",
        "",
        ":",
        Pattern(r"[\[(]?(?:\d{1,4}[-/.]\d\d?[-/.]\d{1,4}[ T,]{1,2})?\d{1,2}:\d\d"),
    ),
    _Form(_LEAST_NAMED, "<[(*" + _DIGITS, "", "<", Pattern(r"(?:[^\s<]{1,20} ){0,3}<[^<>\s]{1,30}>")),
    _Form(
        _LEAST_ITEMS,
        _DIGITS + "abcdefghABCDEFGHivxIVX(",
        "",
        "",
        Pattern(r"\(?(?:[a-hA-H]|\d{1,3}|[ivxIVX]{1,5})[.)]\s"),
    ),
    _Form(
        _LEAST_CONTENTS,
        "",
        _DIGITS,
        "",
        Pattern(r"[^\n]{1,200}?(?:(?:\.{3}|(?: \.){3}|\s\s|\t)\s{0,4}\d{1,4}|, ?\d{1,3})(?:[-–]\d{1,4})?$"),
    ),
    _Form(_LEAST_DRAWN, _DRAWN, "", "", Pattern(r"(?:[^\w\s]|_)[\W_]{2,200}$")),
    _Form(
        _LEAST_VERSIONS,
        _DIGITS + "v[",
        "",
        ".",
        Pattern(r"\[?v?(?!\d\d?\.\d\d?\.(?:19|20)?\d\d(?!\d))\d{1,3}\.\d{1,3}\.\d{1,3}\b"),
    ),
    _Form(_LEAST_FIELDS, "", "", ": ", Pattern(r"[^\W\d_][^:.!?]{0,30}: ")),
)


def is_page(document: Document) -> bool:
    """Check whether the text shows that it is a page of a site, and has no form that pages do not have."""
    if _is_written_as_markdown(document):
        return False
    return _shows_furniture(document) and not (_begins_as_record(document) or _has_other_form(document))


def _is_written_as_markdown(document: Document) -> bool:
    """Check whether an author wrote a text in Markdown, and no program made it of a page.

    A line shows it by itself, or a title with badges below it: images that are links.
    """
    marks = marks_of(document)
    if any(mark.written for mark in marks):
        return True
    filled = (mark for line, mark in zip(document.stripped, marks, strict=True) if line or mark.image)
    first = list(islice(filled, _TITLE_AND_BADGES))
    title = next((row for row, mark in enumerate(first[:_LAST_TITLE]) if mark.heading == 1), -1)
    badges = sum(mark.image and mark.links > 0 for mark in first[title + 1 :])
    return title >= 0 and badges >= _FEWEST_BADGES


def _shows_furniture(document: Document) -> bool:
    lines = document.stripped
    least = max(LEAST_KNOWN, _KNOWN_TO_WRAPPED * document.view(_measure_wrapped))
    needed = max(1, ceil(least * (len(lines) - lines.count(""))))
    known = find_known_rows(document)
    found = list(islice(known, needed))
    if len(found) < needed:
        return False
    shown = (row for row in chain(found, known) if not _may_be_of_text(document, row))
    first = list(islice(shown, _FEWEST_INSIDE))
    return len(first) == _FEWEST_INSIDE or not all(_is_inside(document, row) for row in first)


def _may_be_of_text(document: Document, row: int) -> bool:
    """Check whether texts have such a line, too: `## Share`, `Subscribe:`, `Forgot it? Press Reset.`.

    The notice of the author at the end of a README or above a licence is one as well, and so is a clause of
    terms: `1. We use cookies to remember it.`.
    """
    line, flags, mark = document.stripped[row], flags_of(document)[row], marks_of(document)[row]
    if mark.heading or (mark.image and not mark.links) or line.startswith(("# ", "## ", "### ")):
        return True
    if flags & NOTICES == CREDIT or "\t" in line:  # a row of a table
        return True
    if flags & PROSE and (flags & NOTICES == PROMPT or is_item(line)):
        return True
    if flags & RIGHTS and ("©" not in line or _LICENCE_NAMED.search(line)):
        return True
    if flags & PART and _heads_section(document, row) and document.view(_is_in_sections):
        return True
    return _is_above_code(document, row) or (flags & (LABELS | NOTICES) > 0 and _is_heading(document, row))


def _is_inside(document: Document, row: int) -> bool:
    """Check whether a label has many lines with text above it and many below it, as a heading has."""
    flags = flags_of(document)[row]
    if flags & NOTICES or marks_of(document)[row].links:
        return False
    if flags & HEADING and fold(document.stripped[row]) not in labels("vague"):
        return False  # a heading over other pages, which no text has
    filled = document.view(_count_filled)
    return filled[row] >= _EDGE and filled[-1] - filled[row + 1] >= _EDGE


def _count_filled(document: Document) -> list[int]:
    """Count the lines with text above each row."""
    return list(accumulate((line != "" for line in document.stripped), initial=0))


def _has_sections(document: Document) -> bool:
    """Check whether short lines that no site has are above blocks of their own, as in a syllabus."""
    lines, flags = document.stripped, flags_of(document)
    heads = (
        row for row, line in enumerate(lines) if line and not flags[row] and _heads_section(document, row)
    )
    short = (row for row in heads if words_in(lines[row]) <= _MOST_OF_HEADING and lines[row][-1].isalnum())
    return len(list(islice(short, _FEWEST_SECTIONS))) == _FEWEST_SECTIONS


def _is_in_sections(document: Document) -> bool:
    return document.view(_has_sections) or document.view(_has_sections_named_as_parts)


def _has_sections_named_as_parts(document: Document) -> bool:
    """Check whether each of several labels of a site is above a paragraph of its own, as in a booklet."""
    rows = rows_with(document, PART)
    lines, flags = document.stripped, flags_of(document)
    heads = sum(
        _heads_section(document, row) and (flags[row + 1] & PROSE > 0 or is_sentence(lines[row + 1]))
        for row in rows
    )
    return heads >= _FEWEST_SECTIONS and 2 * heads > len(rows)


def _heads_section(document: Document, row: int) -> bool:
    """Check whether a blank line is above a row, and text that no site has right below it."""
    lines = document.stripped
    if row + 1 >= len(lines) or not lines[row + 1] or (row and lines[row - 1]):
        return False
    return not flags_of(document)[row + 1] & (LABELS | NOTICES)


def _is_heading(document: Document, row: int) -> bool:
    """Check whether sentences are above and below a line, as around a heading; menus have entries there."""
    lines = document.stripped
    above, below = row_beside(lines, row, -1), row_beside(lines, row, 1)
    return below >= 0 and is_sentence(lines[below]) and (above < 0 or is_sentence(lines[above]))


def _is_above_code(document: Document, row: int) -> bool:
    """Check whether a line ends in a colon, and a block of code or of examples is below it."""
    below = row_beside(document.stripped, row, 1)
    return (
        document.stripped[row][-1] in ":："
        and below >= 0
        and document.lines[below].startswith(("    ", "\t"))
    )


def _begins_as_record(document: Document) -> bool:
    """Check whether the first lines are fields: mails, metadata of packages and front matter begin so."""
    lines = (line for line in document.stripped if line and not HEADER.fullmatch(line))
    first = list(islice(lines, _FIELDS_OF_RECORD))
    return len(first) == _FIELDS_OF_RECORD and all(map(_FIELD.match, first))


def _has_other_form(document: Document) -> bool:
    """Check whether many lines have a form that pages do not have."""
    lines = [
        line
        for line, mark in zip(document.stripped, marks_of(document), strict=True)
        if line and mark.link_share < ALL_LINK  # menus may be numbered, and have clocks in front
    ]
    count = len(document.lines) - document.stripped.count("")
    ends = Counter(line[-1] for line in lines)
    if sum(ends[mark] for mark in _CODE_ENDS) >= _LEAST_CODE * count or ends[","] >= _LEAST_VERSE * count:
        return True
    if _asks_or_sets(document, ends, count):
        return True
    starts = Counter(line[0] for line in lines)
    if starts[">"] >= _LEAST_QUOTED * count:
        return True
    if sum(map(str.isupper, lines)) >= _LEAST_CAPITALS * count:
        return True
    if document.view(_measure_wrapped) >= _LEAST_WRAPPED:
        return True
    return any(_has_form(form, lines, (starts, ends), count) for form in _FORMS)


def _asks_or_sets(document: Document, ends: Counter[str], count: int) -> bool:
    """Check whether many lines are questions, or settings."""
    return sum(ends[mark] for mark in QUESTION_MARKS) >= _LEAST_ASKED * count or is_of_settings(document)


def _has_form(form: _Form, lines: list[str], edges: tuple[Counter[str], Counter[str]], count: int) -> bool:
    """Check whether so many lines of so many have a form as in no page; the cheap questions come first."""
    least = form.least * count
    for wanted, marks in zip((form.firsts, form.lasts), edges, strict=True):
        if wanted and sum(map(marks.__getitem__, wanted)) < least:
            return False
    if form.inside and sum(form.inside in line for line in lines) < least:
        return False
    if form.firsts:
        lines = [line for line in lines if line[0] in form.firsts]
    return sum(form.pattern.match(line) is not None for line in lines) >= least


def _measure_wrapped(document: Document) -> float:
    """Measure the part of the lines that break in mid-sentence at the width of a screen, and go on below."""
    lines = list(filter(None, document.stripped))
    wrapped = sum(
        line[0].islower() and _SHORTEST_WRAPPED <= len(above) <= _LONGEST_WRAPPED and above[-1].isalnum()
        for above, line in pairwise(lines)
    )
    return wrapped / max(1, len(lines))
