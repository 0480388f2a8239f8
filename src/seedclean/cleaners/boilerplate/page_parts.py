"""Parts of a page around its text: bylines, comments, page numbers, tags, advertisements.

None of these lines is noise by itself. They go where the line model, which
looks at the whole page, says that they do not belong to the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedclean.cleaners.boilerplate.flag_bits import AD, PROSE, TAGGED
from seedclean.cleaners.boilerplate.headline import drop_but_headline
from seedclean.cleaners.boilerplate.line_model.categories import PREDICTED, rows_of_category
from seedclean.cleaners.boilerplate.lines import fold
from seedclean.cleaners.boilerplate.listings import find_text_rows
from seedclean.cleaners.boilerplate.notice_words import notice_words
from seedclean.cleaners.boilerplate.pages import FEWEST_PARAGRAPHS, is_page, row_beside, rows_with
from seedclean.cleaners.boilerplate.text_lists import heads_own_text, is_entry_of_text, is_of_facts
from seedclean.document import Change, Document, drop_lines
from seedclean.facts import flag
from seedclean.patterns import Pattern
from seedclean.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABSTRACT = Pattern(rf"[*#_ ]{{0,4}}(?:{notice_words('abstract')})(?:[*_ ]{{0,3}}(?:[.:：—–-]|$)|[】\] ])")
_SENTENCE_ENDS = ".!?…。！？"


@rule(needs=PREDICTED)
def byline(document: Document) -> Iterator[Change]:
    r"""Drop the line that names who wrote the page: `By Ann Field`.

    Why: names of authors beside every text are learnt as part of the text.

    Leaves alone: lines of more than 120 characters; lines that the line model
    takes for a part of the text, as in a text of a few lines.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(byline, page(above="Posted by Ann Field\nShare\nPrint")))  # doctest: +ELLIPSIS
      Home
      ...
    - Posted by Ann Field
      Share
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "byline"))


@rule(needs=PREDICTED)
def reader_comment(document: Document) -> Iterator[Change]:
    r"""Drop what readers wrote below the text.

    Why: comments are another kind of text by other people, and most corpora
    want the page's own.

    Leaves alone: everything above a heading such as `12 Comments`, or above the
    first form around comments (`Paul says:`) below the text; lines that the
    line model takes for a part of the text, as the posts of a forum. Without
    this rule the comments stay, and no other rule takes them.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> comments = "Comments\nPaul says:\nI was there too!\nReply\nLeave a comment"
    >>> print(show(reader_comment, page(below=comments)))  # doctest: +ELLIPSIS
      Home
      ...
      Paul says:
    - I was there too!
      Reply
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "reader-comment"))


@rule(needs=PREDICTED)
def comment_form(document: Document) -> Iterator[Change]:
    r"""Drop the forms around readers' comments: `3 Comments`, `Reply`, `Leave a comment`.

    Why: they are buttons, counters and fields, and say nothing.

    Leaves alone: what the readers wrote, which `reader-comment` looks at;
    lines that the line model takes for a part of the text.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(comment_form, page(below="12 Comments\nLeave a comment")))  # doctest: +ELLIPSIS
      Home
      ...
    - 12 Comments
    - Leave a comment
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "comment-form"))


@rule(needs=PREDICTED)
def pagination(document: Document) -> Iterator[Change]:
    r"""Drop page numbers and the links to the pages before and after.

    Why: `1 2 3 … Next »` leads through the site.

    Leaves alone: figures that the line model takes for a part of the text, as
    in a table.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(pagination, page(below="Page 1 of 4")))  # doctest: +ELLIPSIS
      Home
      ...
    - Page 1 of 4
      ...
    """
    return drop_but_headline(document, rows_of_category(document, "pagination"))


@rule(needs=flag(TAGGED) | PREDICTED)
def tag_list(document: Document) -> Iterator[Change]:
    r"""Drop the line that lists a page's tags: `Tags: ferry, harbour`.

    Why: tags file the page within its site.

    Leaves alone: a line without a label such as `Tags:`; a sentence behind the
    label; a line among other labelled facts or below an abstract; texts of fewer than three
    paragraphs, and labels with other meanings (`Topics:`), unless the line model
    predicts it.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(tag_list, page(above="Posted in: library, mayor\nShare\nPrint")))  # doctest: +ELLIPSIS
      Home
      ...
    - Posted in: library, mayor
      ...
    """
    rows = [
        row
        for row in rows_with(document, TAGGED)
        if document.stripped[row][-1] not in _SENTENCE_ENDS and not is_of_facts(document, row)
    ]
    surely = rows if is_page(document) else []
    found = surely + rows_of_category(document, "tag-list")
    yield from drop_but_headline(document, [row for row in found if not _is_of_abstract(document, row)])


@rule(needs=flag(AD) | PREDICTED)
def advertisement(document: Document) -> Iterator[Change]:
    r"""Drop the marks of advertisements: `Advertisement`, `Sponsored content`.

    Why: the mark is left when the advertisement is not.

    Leaves alone: texts of fewer than three paragraphs, and lines that say more,
    unless the line model predicts them; a heading above a paragraph that speaks
    of it, or right above one in a text that shows no site; one of a list of words within a text that shows
    no site.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(advertisement, page(above="Advertisement")))  # doctest: +ELLIPSIS
      Home
      ...
    - Advertisement
      ...
    """
    surely = rows_with(document, AD)
    if surely and not is_page(document) and not _has_unspaced_paragraphs(document):
        surely = []
    surely = [row for row in surely if not (_is_heading(document, row) or is_entry_of_text(document, row))]
    yield from drop_but_headline(document, surely + rows_of_category(document, "advertisement"))


def _is_of_abstract(document: Document, row: int) -> bool:
    """Check whether the paragraph above a line is an abstract, or has a heading that says so."""
    lines = document.stripped
    above = row_beside(lines, row, -1)
    over = row_beside(lines, above, -1) if above >= 0 else -1
    return any(near >= 0 and _ABSTRACT.match(lines[near].lower()) for near in (above, over))


def _has_unspaced_paragraphs(document: Document) -> bool:
    """Check whether a text without prose has paragraphs enough: Thai sets no stops, and so has no prose."""
    return not rows_with(document, PROSE) and len(find_text_rows(document)) >= FEWEST_PARAGRAPHS


@rule(needs=PREDICTED)
def reading_time(document: Document) -> Iterator[Change]:
    r"""Drop the line that says how long a page takes to read: `Reading time: 4 minutes`.

    Why: a program counts the words and prints it above every text.

    Leaves alone: sentences that speak of reading; a line between two paragraphs,
    or one that the text announces with a colon; one of several labelled facts;
    texts of fewer than two paragraphs.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(reading_time, page(above="Reading time: 4 minutes")))  # doctest: +ELLIPSIS
      Home
      ...
    - Reading time: 4 minutes
      ...
    """
    return drop_lines(document, rows_of_category(document, "reading-time"))


@rule(needs=PREDICTED)
def page_message(document: Document) -> Iterator[Change]:
    r"""Drop what programs and forms of a page say: `Loading…`, `Was this page helpful? Yes No`.

    Why: players, forms and gates print it for visitors, and extractors take it
    for the last paragraph.

    Leaves alone: lines that say more; a line between two paragraphs, or one that
    the text announces with a colon; items of a list; texts of fewer than two
    paragraphs.

    >>> from seedclean import show
    >>> from seedclean.cleaners.boilerplate.example_page import page
    >>> print(show(page_message, page(below="Enable notifications")))  # doctest: +ELLIPSIS
      Home
      ...
    - Enable notifications
      ...
    """
    return drop_lines(document, rows_of_category(document, "page-message"))


def _is_heading(document: Document, row: int) -> bool:
    """Check whether a mark of advertisements is a heading: the paragraph below speaks of them.

    Or it is right above a paragraph, in a text that has nothing else of a site.
    """
    lines = document.stripped
    below = row_beside(lines, row, 1)
    if below < 0 or fold(lines[row]) in lines[below].lower():
        return below >= 0
    return heads_own_text(document, row)
