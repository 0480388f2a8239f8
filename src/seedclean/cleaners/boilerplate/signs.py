"""What a line could be, by its words: the cheap question before the patterns.

Most lines hold no word that any rule asks for. One look at the words of a line
says for all rules together which of them have to look closer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedclean.document import Document

FIGURE, LOOK = (1 << bit for bit in range(2))
"""That a line begins with a figure or a mark, and that it may have one of the looks."""

RIGHTS, LICENCE, COOKIE, PROMPT, BUTTON, CREDIT, COMMENTS, TAGGED = (1 << bit for bit in range(2, 10))
"""The signs of notices: of rights, licence numbers, cookies, prompts, share buttons, credits,
headings over comments, and tags. A line may show several signs."""

NOTICES = RIGHTS | LICENCE | COOKIE | PROMPT | BUTTON | CREDIT | COMMENTS | TAGGED

JUMP, AD, PART, HEADING = (1 << bit for bit in range(10, 14))
"""The signs of labels: links around the page, marks of advertisements, what sites call their own parts, and
headings that they set over lists of other pages."""

LABELS = JUMP | AD | PART | HEADING

PROSE, GOES_ON = (1 << bit for bit in range(14, 16))
"""How a line reads: as a part of a text, and as if it went on with the line above."""

FIRST_OF_PAGES = RIGHTS
"""The least of the signs for which rules ask whole pages; the others are asked of the lines in question."""

FEW_CHARACTERS = 160
"""In lines up to this length each word is looked up; in longer ones a few are searched for."""

_FEWEST_AT_ONCE = 8  # lines; fewer are looked at before the kernel is loaded

LONGEST_BUTTONS = 200
LONGEST_RIGHTS = 400
LONGEST_LICENCE = 600
LONGEST_COOKIE_NOTICE = 900


def signs(document: Document) -> list[int]:
    r"""The signs that each line shows, as one number a line.

    >>> from seedclean.document import Document
    >>> signs(Document("The ferry was late.\nAll rights reserved")) == [0, RIGHTS]
    True
    """
    return document.rows(_signs_of, _signs_of_all)


def _signs_of(line: str) -> int:
    from seedclean.cleaners.boilerplate.sign_words import signs_of  # its tables take a while

    return signs_of(line.strip())


def _signs_of_all(document: Document) -> list[int]:
    from seedclean.cleaners.boilerplate.sign_words import signs_of

    if len(document.lines) >= _FEWEST_AT_ONCE:
        from seedclean.cleaners.boilerplate.compiled_signs import compiled, signs_of_all  # loads numpy

        kernel = compiled()
        if kernel is not None:
            return signs_of_all(kernel, document)
    return list(map(signs_of, document.stripped))
