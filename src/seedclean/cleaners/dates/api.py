"""Dates read without changing a text: of a line, and of a whole text."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from seedclean.cleaners.dates.canonical import canonical_date
from seedclean.document import Document

_LONGEST = 500
"""No line that says when a text was published is longer; a whole page is not a line."""


def parse_date_header(line: str, language: str | None = None) -> date | datetime | None:
    """Read a line that says when something was published.

    No clock is asked, so `today`, `3 hours ago` and a date without its year
    give nothing; the same line gives the same date in any year.

    Args:
        line: The line: a date in one of some eighty languages, perhaps with a
            time, a zone, a weekday and a label such as `Published:`.
        language: Its language, where it is known, as an ISO 639-1 code. It
            settles `3/4/2019`, and month names that differ between languages.

    Returns:
        A `date`, or a `datetime` where the line says the time; with an offset
        where it says one without doubt. `None` where the line is no date
        header, or where day and month may be either way round.

    >>> parse_date_header("Publié le 3 juin 2019 à 16h04")
    datetime.datetime(2019, 6, 3, 16, 4)
    >>> parse_date_header("3/4/2019") is None
    True
    >>> parse_date_header("3/4/2019", "fr")
    datetime.date(2019, 4, 3)
    """
    from seedclean.cleaners.dates.candidates import in_country, on_its_own
    from seedclean.cleaners.dates.countries import country_of_language
    from seedclean.cleaners.dates.grammar import read
    from seedclean.cleaners.dates.patterns import ANY_NUMBER

    if len(line) > _LONGEST:
        return None
    found = read(line, [here.span() for here in ANY_NUMBER.finditer(line)], language)
    if not found:
        return None
    published = [stamp for stamp in found if stamp.label == "published"]
    stamp = published[0] if published and found[0].label == "updated" else found[0]
    if stamp.swapped or not on_its_own(line, stamp):
        return None
    return in_country(line, stamp, country_of_language(language)).value


class FoundDate(NamedTuple):
    """The publication date of a text, and where it comes from.

    Attributes:
        date: A `date`, or a `datetime` where the stamp says the time; with an
            offset where it says one without doubt.
        raw: The stamp as the text has it, label included. Where day and
            time are in two places, both, with a line end between.
        confidence: A share of 1, of the pages in development on which a date
            found like this one was right: 0.99 where no stamp of another day
            is above or in the text, 0.93 where one is; 1 for a canonical header line.
        start: Where the stamp starts, in code points.
    """

    date: date | datetime
    raw: str
    confidence: float
    start: int


def find_date(text: str | Document) -> FoundDate | None:
    r"""Find the stamp that says when a text was published, and leave the text as it is.

    It is the stamp that the rule `date-header` would take. Its day, its time
    and its offset are what the text says and nothing else: no clock is asked,
    and no metadata.

    Args:
        text: The text, or a `Document`.

    Returns:
        The date with its stamp; `None` where the text has no such stamp, or
        where two of them disagree.

    >>> find_date("Home\nPosted: Monday, 3 June 2019\nThe council met.\n")
    FoundDate(date=datetime.date(2019, 6, 3), raw='Posted: Monday, 3 June 2019', confidence=0.99, start=5)
    >>> find_date("The council met on Monday, 3 June 2019.\n") is None
    True
    """
    document = text if isinstance(text, Document) else Document(text)
    value = canonical_date(document.text)
    if value is not None:
        return FoundDate(value, document.lines[0], 1.0, 0)
    from seedclean.cleaners.dates.ranking import confidence, find_published

    found = find_published(document)
    if found is None:
        return None
    stamps = sorted(found.stamps, key=lambda stamp: stamp.start)
    raw = "\n".join(document.text[stamp.start : stamp.end].strip() for stamp in stamps)
    return FoundDate(found.value, raw, confidence(document, found.stamps[0]), stamps[0].start)
