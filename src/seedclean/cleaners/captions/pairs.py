"""Pairs of lines of which one is a copy of the other."""

from __future__ import annotations

from collections import Counter
from itertools import chain, compress
from typing import TYPE_CHECKING, NamedTuple

from seedclean.cleaners.captions.hints import EDGE
from seedclean.cleaners.captions.labels import begins_credit, is_name, is_title_case, without_label
from seedclean.cleaners.captions.places import (
    has_paragraphs,
    is_prose,
    speaker,
    speakers,
    title,
    without_additions,
)
from seedclean.cleaners.captions.words import differ_little, is_cut_from, same, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedclean.document import Document

LONGEST_COMPARED = 2_000  # characters; longer lines are repeats only where they are equal


class Candidates(NamedTuple):
    """The rows that may be copies, the captions in them, and the edges that they share with others."""

    captions: dict[int, str]
    edges: dict[int, tuple[str, ...]]
    places: dict[int, int]  # the number of each row with text among those with text


_NONE = Candidates({}, {}, {})


def candidates(document: Document) -> Candidates:
    """The rows that may be copies of each other; none in a text without paragraphs."""
    if not document.view(has_paragraphs):
        return _NONE
    captions = document.rows(without_additions)
    edges = _find_shared_edges(captions, compress(range(len(captions)), captions))
    # What a line is like takes longer to ask than what it shares with others.
    edges = _find_shared_edges(captions, (row for row in edges if is_prose(captions[row])))
    if not edges:
        return _NONE
    titled, roles = document.view(title), speakers(document)
    lines = document.stripped
    edges = {
        row: shared
        for row, shared in edges.items()
        if not titled.is_headline(row, lines[row]) and speaker(lines[row]) not in roles
    }
    if len(edges) < 2:
        return _NONE
    places = {row: place for place, row in enumerate(compress(range(len(lines)), lines))}
    return Candidates({row: captions[row] for row in edges}, edges, places)


def _find_shared_edges(captions: list[str], rows: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The edges of each row that other rows have, too, without rows that have none."""
    pairs = {
        row: (f"^{captions[row][:EDGE].casefold()}", f"${captions[row][-EDGE - 1 : -1].casefold()}")
        for row in rows
    }
    times = Counter(chain.from_iterable(pairs.values()))
    shared = {edge for edge, count in times.items() if count > 1}
    return {
        row: tuple(edge for edge in pair if edge in shared)
        for row, pair in pairs.items()
        if not shared.isdisjoint(pair)
    }


def are_copies(ours: str, theirs: str) -> bool:
    """Check whether two captions are the same, or one is the other with its end cut off."""
    if ours == theirs:
        return True
    if max(len(ours), len(theirs)) > LONGEST_COMPARED:
        return False
    return same(ours, theirs) or is_cut_from(ours, theirs) or is_cut_from(theirs, ours)


def are_of_one_photograph(ours: str, theirs: str) -> bool:
    """Check whether two captions in nearly the same words, one with a credit, are of one photograph."""
    return max(len(ours), len(theirs)) <= LONGEST_COMPARED and differ_little(ours, theirs)


def lacks_only_a_credit(one: str, other: str) -> bool:
    """Check whether one line is the other with a credit behind it."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long.startswith(short) and begins_credit(long[len(short) :])


def lacks_only_a_name(one: str, other: str) -> bool:
    """Check whether one caption is the other with the name of the photographer behind it.

    >>> lacks_only_a_name("The ferry in the harbour.", "The ferry in the harbour. Ann Field")
    True
    >>> lacks_only_a_name("The Sea Road to the Old Town", "The Sea Road to the Old Town Hall")
    False
    """
    short, long = sorted((one.rstrip("."), other), key=len)
    if len(short) == len(long) or len(short) > LONGEST_COMPARED or not long.startswith(short):
        return False
    return is_name(long[len(short) :]) and not is_title_case(short)


def is_fuller(one: str, other: str) -> bool:
    """Check whether the first of two copies says at least as much, counters and labels aside."""
    ours, theirs = without_label(one), without_label(other)
    mine, yours = len(words(ours)), len(words(theirs))
    return mine > yours or (mine == yours and len(one) - len(ours) <= len(other) - len(theirs))
