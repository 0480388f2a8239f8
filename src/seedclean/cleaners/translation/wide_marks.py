"""Blanks beside the full-width marks of Chinese and Japanese."""

from __future__ import annotations

from collections.abc import Iterator

from seedclean.analysis import FULLWIDTH, find_east_asian
from seedclean.cleaners.translation.subjects import is_about_marks
from seedclean.document import Change, Document
from seedclean.facts import pair
from seedclean.patterns import Pattern
from seedclean.registry import rule

_LETTERS = "\u3040-\u30ff\u3400-\u9fff"
_CLOSING, _OPENING = "、。，；）」』》", "（「『《"
_BESIDE_WIDE = Pattern(
    f"(?<=[%\u3001-\u30ff\u3400-\u9fff\uff01-\uff9d”]) (?=[{_CLOSING}])"
    f"|(?<=[{_OPENING}]) (?=\\S)|(?<= 、) (?=「)"
)
_WIDE_WORDS = Pattern(f"(?<=[{_LETTERS}{_CLOSING}】]) (?=[{_LETTERS}{_CLOSING}{_OPENING}【])")
_FEWEST_CUTS = 4
_LONGEST_WORD = 4
"""Characters of a word of Chinese or Japanese, on the average of a line; phrases are longer."""


@rule(needs=pair(FULLWIDTH) & pair(" 、"))
def blank_beside_wide_mark(document: Document) -> Iterator[Change]:
    r"""Take out the blank beside a full-width mark in Chinese and Japanese.

    In a line that a tokenizer cut into words, and a mark was cut off, too, all blanks between words go.

    Why: the marks have their own space, and only programs put a blank before a comma or inside brackets.

    Leaves alone: lines in other languages, texts that speak of commas and other marks, two blanks, blanks
    behind a full stop, `！` and `？`, and blanks between phrases (menus, titles, verse).

    >>> from seedclean import show
    >>> print(show(blank_beside_wide_mark, "市长 （ 五月 当选 ）说 ，桥又开放了。\n"))
    - 市长 （ 五月 当选 ）说 ，桥又开放了。
    + 市长 （五月 当选）说，桥又开放了。
    """
    for row, line in enumerate(document.lines):
        if " " not in line or not find_east_asian(line):
            continue
        start = document.starts[row]
        marks = {match.start() for match in _BESIDE_WIDE.finditer(line)}
        if marks and _is_cut_into_words(line):
            marks |= {match.start() for match in _WIDE_WORDS.finditer(line)}
        if marks and is_about_marks(document):
            return
        for place in sorted(marks):
            yield start + place, start + place + 1, ""


def _is_cut_into_words(line: str) -> bool:
    """Check whether blanks are between words of a line, rather than between its phrases.

    >>> _is_cut_into_words("市长 说 ， 五月 关闭 的 桥 又 开放 了 。")
    True
    >>> _is_cut_into_words("新闻中心 体育新闻 ，财经")
    False
    """
    cuts = len(_WIDE_WORDS.findall(line))
    return cuts >= _FEWEST_CUTS and len(line) <= (_LONGEST_WORD + 1) * cuts
