"""The two rules: the header that says when a text was published, and the stamps that say it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from seedclean.cleaners.dates.canonical import canonical_date, canonical_line
from seedclean.document import Change, Document
from seedclean.facts import DATE
from seedclean.registry import rule


@rule(needs=DATE)
def date_header(document: Document) -> Iterator[Change]:
    r"""Replace the stamp that says when the text was published by one `date: ISO` line at the top.

    Why: the date of a text is data, not prose. In its many spellings, in the
    middle of menus and bylines, it can be used by nobody; as the first line, in
    ISO 8601, by everybody. A header that was glued to the first sentence spoils
    that sentence, too.

    A stamp has a label of publication, or is alone in its line in the head or
    the foot of a page, or is in a byline, or was glued to the beginning of a
    text. It goes with its line, or out of a byline of which the rest still
    reads as one; where a piece of it would stay, the line stays whole.

    Leaves alone: dates inside sentences and headlines, datelines
    (`OSLO, June 3 (NTB) -`), the last line of a wrapped sentence, the date at the
    end of a hard-wrapped letter, fields with another label (`Closing date:`,
    `Date of hearing:`) and those of records, such as the head of a mail,
    dates in quotation marks, brackets, comments and code, the hour at which an
    event begins (`Friday 14 June 2019, 7.30 pm`), entries of a bibliography,
    columns of dates, three and more dates
    of one form (a diary, a thread, a log, a table), the dates of teasers,
    comments and events, and every date of a text whose stamps disagree about
    the day, or of which nobody can say which number is the month.

    Wrong when: a page about a single event has its day alone in a line below
    the title, where other pages have the day of publication.

    >>> from seedclean import show
    >>> print(show(date_header, "Monday, 3 June 2019\nThe council met.\n"))
    - Monday, 3 June 2019
    + date: 2019-06-03
      The council met.
    """
    if canonical_date(document.text) is not None:
        return
    # The grammar is loaded when the first text comes that may hold a date.
    from seedclean.cleaners.dates.prefilter import places_in

    if not any(places_in(document)):
        return
    from seedclean.cleaners.dates.ranking import find_published
    from seedclean.cleaners.dates.removal import remove_stamps

    found = find_published(document)
    if found is None:
        return
    changes = remove_stamps(document, found.stamps)
    text, top = document.text, 0
    for start, end, _ in changes:
        if text[top:start].strip():
            break
        top = end
    top += len(text[top:]) - len(text[top:].lstrip("\n"))
    rest = [change for change in changes if change[0] >= top]
    yield 0, top, canonical_line(found.value) + ("\n\n" if text[top:].strip() else "\n")
    yield from rest


@rule(needs="date: ")
def date_stamp(document: Document) -> Iterator[Change]:
    r"""Take out the other stamps that say when the text was published or changed.

    Why: the date is in the header; bylines and update notes that say it
    again are page furniture, and a page often has three of them.

    Leaves alone: what `date-header` leaves alone; and every stamp where the
    text has no canonical header.

    >>> from seedclean import show
    >>> print(show(date_stamp, "date: 2019-06-03\n\nUpdated: 3 June 2019, 16:04\nThe council met.\n"))
      date: 2019-06-03
    - Updated: 3 June 2019, 16:04
      The council met.
    """
    value = canonical_date(document.text)
    if value is None:
        return
    from seedclean.cleaners.dates.eligibility import eligible_again, says_again
    from seedclean.cleaners.dates.removal import remove_stamps

    day = value.date() if isinstance(value, datetime) else value
    again = [c for c in eligible_again(document, day) if c.start and says_again(document, c, value, day)]
    if again:
        yield from remove_stamps(document, again)
