"""Tags of HTML that were left in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from seedclean.document import Change, Document
from seedclean.patterns import Pattern
from seedclean.registry import rule

_ABOUT_CODE = ("html", "HTML", "CSS", "JavaScript", "script>", "</div", "`", "{", "&lt;")
_INLINE = "b|i|u|em|strong|span|font|small|mark"
_LEFT = "(?:\\s{1,3}[a-z-]{1,20}=(?:\"[^\"<>\\n]{0,200}\"|'[^'<>\\n]{0,200}'))"
_TAG = Pattern(
    f"< ?(?:(?P<br>br) ?/?|(?P<open>{_INLINE}){_LEFT}{{0,4}}|/ ?(?P<close>{_INLINE})|/? ?(?P<block>p|li)) ?>",
    re.IGNORECASE,
)
_ANY_TAG = Pattern(r"<(?! ?unk ?>) ?/? ?[A-Za-z]")


@rule(needs="<")
def html_tag(document: Document) -> Iterator[Change]:
    r"""Delete single HTML tags that were left in a text.

    Why: tags that are kept in place while a text is translated, or cut from a page in part, stay behind.

    Leaves alone: documents that hold code, or speak of HTML; every tag that is not one of the few for
    line breaks, paragraphs and the look of words; `<b>` without `</b>` on the same line; superscripts,
    without which `10<sup>2</sup>` is another number.

    >>> from seedclean import show
    >>> print(show(html_tag, "The <b>old</b> mill<br>turns again.</p>\n"))
    - The <b>old</b> mill<br>turns again.</p>
    + The old mill turns again.
    """
    text = document.text
    place = text.find("<")
    if ">" not in text or any(mark in text for mark in _ABOUT_CODE):
        return
    found: list[Change] = []
    while place >= 0:
        row = document.line_at(place)
        line, start = document.lines[row], document.starts[row]
        if _ANY_TAG.search(_TAG.sub("", line)):
            return  # of a page that has more of them, nobody knows which are meant
        found += [(start + low, start + high, new) for low, high, new in _tags(line)]
        place = text.find("<", document.starts[row + 1])
    yield from found


def _tags(line: str) -> Iterator[Change]:
    matches = [(match, (match["open"] or match["close"] or "").lower()) for match in _TAG.finditer(line)]
    surplus = Counter[str]()  # of opening tags
    for match, name in matches:
        surplus[name] += 1 if match["open"] else -1
    for match, name in matches:
        if name and surplus[name]:
            continue  # not as many opened as closed: something else is meant
        start, end = match.span()
        apart = match["br"] and line[start - 1 : start].strip() and line[end : end + 1].strip()
        yield start, end, " " if apart else ""
