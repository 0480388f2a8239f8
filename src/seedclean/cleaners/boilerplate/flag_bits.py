"""The flags of lines, each a bit of one number, and the lengths of lines that have them."""

from __future__ import annotations

FIGURE, MAY_MATCH = (1 << bit for bit in range(2))
"""That a line begins with a figure or a mark, and that one of the matchers may match it."""

RIGHTS, LICENCE, COOKIE, PROMPT, BUTTON, CREDIT, COMMENTS, TAGGED = (1 << bit for bit in range(2, 10))
"""The flags of notices: of rights, licence numbers, cookies, prompts, share buttons, credits,
headings over comments, and tags. A line may show several flags."""

NOTICES = RIGHTS | LICENCE | COOKIE | PROMPT | BUTTON | CREDIT | COMMENTS | TAGGED

JUMP, AD, PART, HEADING = (1 << bit for bit in range(10, 14))
"""The flags of labels: links around the page, marks of advertisements, what sites call their own parts, and
headings that they set over lists of other pages."""

LABELS = JUMP | AD | PART | HEADING

PROSE, GOES_ON = (1 << bit for bit in range(14, 16))
"""How a line reads: as a part of a text, and as if it went on with the line above."""

FIRST_OF_PAGES = RIGHTS
"""The least of the flags for which rules ask whole pages; the others are asked of the lines in question."""

FEW_CHARACTERS = 160
"""In lines up to this length each word is looked up; in longer ones a few are searched for."""

LONGEST_BUTTONS = 200
LONGEST_RIGHTS = 400
LONGEST_LICENCE = 600
LONGEST_COOKIE_NOTICE = 900
