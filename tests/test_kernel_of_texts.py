"""What the kernel finds in a whole text is what Python and numpy find, and what is meant."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seedclean.cleaners.translation.repeats import LONGEST_GROUP, repeated, repeats
from seedclean.document import Document
from seedclean.evidence import pairs, suspect_places
from seedclean.kernel import library

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


def without_kernel(view, text):
    with patch.dict(view.__globals__, _compiled=lambda: None):
        return view(Document(text))


def follows_itself(line):
    """Whether a word, or all but the last word of a group, follows itself: the nearest two that may tell."""
    words = line.lower().replace(",", "").replace(".", "").split()
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


def kernel_rows(text):
    """The rows that the kernel alone would have looked at."""
    search = repeated.__globals__["_compiled"]()
    return search(text.encode("utf-32-le", "surrogatepass"), len(text))


def test_there_is_a_kernel_to_compare():
    assert library() is not None


@given(st.one_of(TEXTS, st.text()))
@settings(deadline=None)
def test_repeats_are_the_same_with_the_kernel_and_without(text):
    plain = {row: repeats(line) for row, line in enumerate(text.split("\n")) if repeats(line)}
    assert repeated(Document(text)) == plain
    assert without_kernel(repeated, text) == plain


@given(st.one_of(TEXTS, st.text()))
@example("a b c a b")
@example("a b c d a b d d")
@example("a b c d a b e a b c")
@example("a a")
@settings(deadline=None)
def test_the_kernel_looks_at_rows_that_repeat_and_at_hard_letters(text):
    rows = []
    for row, line in enumerate(text.split("\n")):
        hard = any(letter in "Σİ" or 0x10000 <= ord(letter) < 0x1F000 for letter in line)
        if hard or follows_itself(line):
            rows.append(row)
    assert kernel_rows(text) == rows


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=2 * LONGEST_GROUP + 9), st.integers(1, 3))
@settings(deadline=None)
def test_groups_of_any_length_are_told_alike(words, copies):
    line = " ".join(words * copies)
    assert kernel_rows(line) == [0] * follows_itself(line)
    found = repeats(line)
    assert repeated(Document(line)) == without_kernel(repeated, line) == ({0: found} if found else {})


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_longest_group_is_the_same_for_both(more):
    words = [f"w{i}" for i in range(LONGEST_GROUP + more)]
    line = " ".join(words * 2)
    assert kernel_rows(line) == [0] * (more <= 0) == [0] * follows_itself(line)


def test_every_letter_is_made_small_as_python_does():
    for point in range(0x110000):
        letter = chr(point)
        if letter == "\n":
            continue
        small = letter.lower()
        assert point < 0x1F000 or letter == small
    far = {*range(0x10000), *range(0x10400, 0x10500), *range(0x1E900, 0x1E950), *range(0x1F600, 0x1F650)}
    letters = [chr(point) for point in sorted(far - {ord("\n")})]
    lines = [f"x{letter}y x{letter.lower()}y" for letter in letters]
    rows = set(kernel_rows("\n".join(lines)))
    for row, line in enumerate(lines):
        assert (row in rows) == follows_itself(line) or letters[row] in "Σİ" or ord(letters[row]) >= 0x10000
        assert row in rows or not follows_itself(line)


@given(st.one_of(ODD, st.text()))
@example("")
@example("\ud800")
@settings(deadline=None)
def test_odd_pairs_are_the_same_with_the_kernel_and_without(text):
    assert list(pairs(Document(text)).items()) == list(without_kernel(pairs, text).items())
    assert suspect_places(Document(text)) == without_kernel(suspect_places, text)


@given(ODD)
@settings(deadline=None)
def test_odd_pairs_are_those_of_the_definition(text):
    table, search = pairs.__globals__["_table"](), pairs.__globals__["_odd"]
    kinds = [int(table[min(ord(letter), len(table) - 1)]) for letter in f"\n{text}\n"]
    odd = [kinds[i] >> 32 & kinds[i + 1] >> 16 & kinds[i + 2] & 0xFFFF for i in range(len(text))]
    for wanted in (pairs.__globals__["_ODD"], pairs.__globals__["_SUSPECT"]):
        here = [(place, kind & wanted) for place, kind in enumerate(odd) if kind & wanted]
        assert list(zip(*search(Document(text), wanted), strict=True)) == here


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_texts_are_done_alike(piece):
    text = piece * (300_000 // len(piece))
    documents = [Document(text) for _ in range(2)]
    assert pairs(documents[0]) == without_kernel(pairs, text)
    rows = kernel_rows(text)
    if len(rows) < 2:  # where all lines repeat the rest is Python's
        assert repeated(documents[1]) == without_kernel(repeated, text)
