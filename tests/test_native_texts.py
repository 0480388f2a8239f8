"""What C finds in a whole text is what the references in Python and numpy find, and what is meant."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reference.pairs import odd_pairs
from reference.repeats import follow_themselves, words_of
from seedclean.analysis import pairs, suspect_places
from seedclean.analysis.char_bigrams import WANTED
from seedclean.cleaners.translation.repeats import LONGEST_GROUP, find_repeats, repeats_in
from seedclean.document import Document
from seedclean.native.binding import BEFORE, FIRST, code_points_of

WORDS = "a The the the, THE. of mill mill's . ,, 1 12 3.5 Bread é É".split()
STRANGE = "Σ ΟΔΟΣ οδος σ İ i̇ ı ẞ ß Ǆ ǅ ǆ Ⅷ ⅷ 𐐀 𐐨 𝔘 😀 \ud800".split()
GAPS = [" ", "  ", "\n", "\t", "\xa0", "\x1c", "\x85", "\u2028", "\u200b", "\ufeff", "\0", "-", ", ", ""]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS + STRANGE), st.sampled_from(GAPS)), max_size=80).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)
ODD = st.text(
    st.sampled_from("ab ,.;:?!()[]'\"’“”-10AÉ中，。\n\x00\x07\x7f\xad\u200b«»Ãâ€™œ²😀𐐀\ud800\uffff")
)
HOSTILE = ["a b ", "the ", "The. ", "a b c d ", "1 ", " ", ", ", ".", "a", "，"]
HOSTILE += ["\x00", "Ã©", "\n", "Σ\n", "the\n", "😀 "]


def follows_itself(line):
    """Whether a word, or all but the last word of a group, follows itself: the nearest two that may tell."""
    words = words_of(line)
    for i in range(len(words)):
        if i and words[i - 1] == words[i]:
            return True
        for first in range(i - 2, max(0, i - LONGEST_GROUP) - 1, -1):
            if words[first : first + 2] == words[i : i + 2]:
                most = max(2, i - first - 1)
                if words[first : first + most] == words[i : i + most]:
                    return True
                break
    return False


def rows_found(text):
    """The rows that C finds."""
    return find_repeats.__globals__["repeat_search"]()(code_points_of(text))


@given(st.one_of(TEXTS, st.text()))
@settings(deadline=None)
def test_repeats_are_those_of_each_line(text):
    plain = {row: repeats_in(line) for row, line in enumerate(text.split("\n")) if repeats_in(line)}
    assert find_repeats(Document(text)) == plain


@given(st.one_of(TEXTS, st.text()))
@example("a b c a b")
@example("a b c d a b d d")
@example("a b c d a b e a b c")
@example("a a")
@settings(deadline=None)
def test_rows_that_repeat_are_found(text):
    rows = [row for row, line in enumerate(text.split("\n")) if follows_itself(line)]
    assert rows_found(text) == rows
    assert rows == [row for row, line in enumerate(text.split("\n")) if follow_themselves(words_of(line))]


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=2 * LONGEST_GROUP + 9), st.integers(1, 3))
@settings(deadline=None)
def test_groups_of_any_length_are_told_alike(words, copies):
    line = " ".join(words * copies)
    assert rows_found(line) == [0] * follows_itself(line)
    found = repeats_in(line)
    assert find_repeats(Document(line)) == ({0: found} if found else {})


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_longest_group_is_the_same_for_both(more):
    words = [f"w{i}" for i in range(LONGEST_GROUP + more)]
    line = " ".join(words * 2)
    assert rows_found(line) == [0] * (more <= 0) == [0] * follows_itself(line)


def test_every_near_letter_is_made_small_as_python_does():
    letters = [chr(point) for point in range(0x10000) if chr(point) not in "\nİΣς"]
    lines = [f"x{letter}y x{letter.lower()}y" for letter in letters]
    rows = set(rows_found("\n".join(lines)))
    for row, line in enumerate(lines):
        assert (row in rows) == follows_itself(line)


@pytest.mark.parametrize("line", ["ΟΔΟΣ οδος", "ΟΔΟΣ οδοσ", "İ İ", "𐐀 𐐀"])
def test_letters_without_a_plain_small_one_repeat_themselves(line):
    assert rows_found(line) == [0]


@given(st.one_of(ODD, st.text()))
@example("")
@example("\ud800")
@settings(deadline=None)
def test_odd_pairs_are_those_of_the_reference(text):
    search = pairs.__globals__["pair_search"]()
    for wanted in (pairs.__globals__["_ODD"], pairs.__globals__["SUSPECT"]):
        assert search(wanted, code_points_of(text)) == odd_pairs(table(), wanted, text)
    assert suspect_places(Document(text)) == odd_pairs(table(), pairs.__globals__["SUSPECT"], text)[0]


def table():
    return list(pairs.__globals__["pair_search"]()._table)


@given(ODD)
@settings(deadline=None)
def test_odd_pairs_are_those_of_the_definition(text):
    of_near, search = table(), pairs.__globals__["pair_search"]()
    kinds = [of_near[min(ord(letter), len(of_near) - 1)] for letter in f"\n{text}\n"]
    odd = [kinds[i] >> BEFORE & kinds[i + 1] >> FIRST & kinds[i + 2] & WANTED for i in range(len(text))]
    for wanted in (pairs.__globals__["_ODD"], pairs.__globals__["SUSPECT"]):
        here = [(place, kind & wanted) for place, kind in enumerate(odd) if kind & wanted]
        assert list(zip(*search(wanted, code_points_of(text)), strict=True)) == here


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_texts_are_done_alike(piece):
    text = piece * (300_000 // len(piece))
    wanted = pairs.__globals__["_ODD"]
    found = pairs.__globals__["pair_search"]()(wanted, code_points_of(text))
    assert found == odd_pairs(table(), wanted, text)
    rows = [row for row, line in enumerate(text.split("\n")) if follow_themselves(words_of(line))]
    assert rows_found(text) == rows
