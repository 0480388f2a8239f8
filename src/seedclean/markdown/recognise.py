"""Recognition of Markdown from the text itself."""

from __future__ import annotations

import re

from seedclean.markdown.blocks import FRONT, MOST_FRONT, front_matter_end
from seedclean.patterns import Pattern

_FEWEST_LINKS = 2
"""One link in brackets may be a remark of somebody in a text without other marks."""

LINK = Pattern(
    r"\]\(\s*<?(?:[a-z][a-z0-9+.-]{1,11}:|/|#|\?|\.{1,2}/|www\.|[\w%-]+(?:/|\.[a-z]{2,4}\b))", re.IGNORECASE
)
_HEADING = Pattern(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_DELIMITER = Pattern(r"^\|[ \t]*:?-{2,}:?[ \t]*\|", re.MULTILINE)


def is_markdown(text: str) -> bool:
    r"""Check whether a text is Markdown: links, headings, fences, tables or front matter in its form.

    Args:
        text: The text.

    >>> is_markdown("[Home](/) and [News](/news)"), is_markdown("# Ferry\n\nThe ferry was late.\n")
    (True, True)
    >>> is_markdown("#!/bin/sh\n# Say hello\necho hello\n"), is_markdown("See [1] (and [2]).")
    (False, False)
    """
    if "](" in text:
        links = LINK.finditer(text)
        if sum(1 for _ in zip(range(_FEWEST_LINKS), links, strict=False)) == _FEWEST_LINKS:
            return True
    if text[:3] in FRONT and front_matter_end(text.split("\n", MOST_FRONT + 1)) > 0:
        return True
    return (
        ("#" in text and _has_headings(text))
        or (("```" in text or "~~~" in text) and _has_fence(text))
        or (("|-" in text or "| " in text) and _DELIMITER.search(text) is not None)
    )


def _has_headings(text: str) -> bool:
    """Check whether all lines with the mark of a heading are paragraphs of their own: comments are not."""
    found = False
    if "\n    " in text or "\n\t" in text:
        return False  # code, whose comments begin so
    for match in _HEADING.finditer(text):
        start = match.start()
        end = text.find("\n", start)
        apart = start == 0 or text.startswith("\n\n", start - 2) or (start == 1 and text[0] == "\n")
        if not apart or not (end < 0 or text.startswith("\n\n", end) or end == len(text) - 1):
            return False
        found = True
    return found


def _has_fence(text: str) -> bool:
    """Check whether a fence is opened and closed, with text outside."""
    inside = ""
    fenced = outside = False
    for line in text.split("\n"):
        line = line.strip()
        mark = line[:3]
        if inside:
            if line == inside:
                inside, fenced = "", True
        elif mark in ("```", "~~~") and line.count(mark[0]) < len(line) + 1 and " " not in line:
            inside = mark[0] * (len(line) - len(line.lstrip(mark[0])))
        elif line:
            outside = True
    return fenced and outside and not inside
