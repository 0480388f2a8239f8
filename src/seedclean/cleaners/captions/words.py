"""The words of a line, and how two lines that say nearly the same differ."""

from __future__ import annotations

from functools import lru_cache

from seedclean.patterns import Pattern

_REMEMBERED = 512  # lines, of which each is compared with several
_FEWEST_CUT_WORDS = 6  # of a copy that ends in an ellipsis
_FEWEST_CUT_CJK = 15
_SHORTEST_CLAUSE = 4  # words that one copy may have more; a denial takes fewer
_MOST_IN_CLAUSE = 0.1  # of its words
_MOST_CHANGED = 4  # words inside a caption that its two copies write in two ways

_HEAD = 40  # characters
_FIRST = 3  # words

CJK_RANGE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
CJK = Pattern(f"[{CJK_RANGE}]")
_WORD = Pattern(f"[{CJK_RANGE}]|[^\\W_{CJK_RANGE}]+")
_SPACED_WORD = Pattern(r"[^\W_]+")
_FIRST_CJK = CJK_RANGE[0]
_BLANKS_FOR_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_SOFT_MARKS = frozenset(" \t\u00a0.,;:'\"“”„‟‘’‚«»‹›()[]-‐‑–—…·`´，。、；：「」『』《》（）【】_")
"""Marks in which copies may differ; where they differ in others, as `?`, `%` and `+`, they say two things."""

_ELLIPSIS = Pattern(r"\s?(?:…|\.{3,4}|\[(?:…|\.{3})\]|\((?:…|\.{3})\))\s?$")
_ARTICLES = frozenset("the a an der die das den dem ein eine le les une los las il gli het een".split())
"""Words that one of two copies of a caption may lack; none of them denies anything in any language."""


@lru_cache(_REMEMBERED)
def words(line: str) -> tuple[str, ...]:
    """The words of a line, in small letters; each CJK character is one."""
    return tuple(_words_of(line))


def _words_of(text: str) -> list[str]:
    if text.isascii():
        return text.lower().translate(_BLANKS_FOR_MARKS).split()
    return (_WORD if max(text) >= _FIRST_CJK else _SPACED_WORD).findall(text.casefold())


def first_words(line: str) -> tuple[str, ...]:
    """The first words of a line, which all lines with the same words have, too; all, where there are few."""
    first = _words_of(line[:_HEAD])  # the last may be cut
    return tuple(first[:_FIRST]) if len(first) > _FIRST else words(line)


def hard_marks(line: str) -> str:
    """The marks of a line that change what it says, in their order."""
    return "".join(mark for mark in line if not mark.isalnum() and mark not in _SOFT_MARKS)


def same(one: str, other: str) -> bool:
    """Check whether two lines have the same words and differ at most in quotation marks, commas and the like.

    >>> same("Fish: it's for lunch.", "Fish: it’s for lunch"), same("It is open.", "It is open?")
    (True, False)
    """
    return one == other or (words(one) == words(other) and hard_marks(one) == hard_marks(other))


def is_cut_from(short: str, long: str) -> bool:
    """Check whether a line is the other with its end cut off, and an ellipsis says so.

    >>> is_cut_from("The ferry leaves the harbour at…", "The ferry leaves the harbour at noon.")
    True
    >>> is_cut_from("The ferry leaves the harbour at", "The ferry leaves the harbour at noon.")
    False
    """
    ellipsis = _ELLIPSIS.search(short[-8:])
    if not ellipsis:
        return False
    cut, whole = words(short), words(long)
    if len(cut) < (_FEWEST_CUT_CJK if CJK.search(short) else _FEWEST_CUT_WORDS) or len(cut) > len(whole):
        return False
    *sure, last = cut
    return whole[: len(sure)] == tuple(sure) and whole[len(sure)].startswith(last)


def differ_little(one: str, other: str) -> bool:
    """Check whether two captions differ only in articles, joints, abbreviations, or a leading zero.

    >>> differ_little("Gulls at the Al-Noor pier on Oct. 5", "Gulls at Al Noor pier on October 05")
    True
    >>> differ_little("Gulls with a ring at the pier", "Gulls without a ring at the pier")
    False
    """
    from rapidfuzz.distance import Levenshtein

    if hard_marks(one) != hard_marks(other):
        return False
    ours, theirs = words(one), words(other)
    changed = 0
    for step in Levenshtein.opcodes(ours, theirs):
        gone, come = ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
        if step.tag == "equal":
            continue
        if not gone and _SHORTEST_CLAUSE <= len(come) <= _MOST_IN_CLAUSE * len(theirs):
            continue
        if not come and _SHORTEST_CLAUSE <= len(gone) <= _MOST_IN_CLAUSE * len(ours):
            continue
        changed += max(len(gone), len(come))
        if changed > _MOST_CHANGED:
            return False
        if step.tag == "replace":
            if not all(
                _is_written_otherwise(*pair, one, other) for pair in zip(gone, come, strict=False)
            ) or len(gone) != len(come):
                return False
        elif not _ARTICLES.issuperset(gone + come):
            return False
    return True


def _is_written_otherwise(gone: str, come: str, one: str, other: str) -> bool:
    """Check whether two words are `oct` with a full stop and `october`, or `5` and `05`."""
    if gone.isdigit() and come.isdigit():
        return gone.lstrip("0") == come.lstrip("0")
    short, long, line = (gone, come, one) if len(gone) < len(come) else (come, gone, other)
    return 2 <= len(short) < len(long) and long.startswith(short) and short + "." in line.casefold()
