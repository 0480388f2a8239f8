"""Documents: their lines, and what is carried over when lines change."""

import copy
import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seedclean.document
from seedclean import Document, Edit, apply
from seedclean.document import drop_lines
from strategies import SHORT_TEXTS, edits_of

MANY = settings(max_examples=10 * settings().max_examples)


@given(SHORT_TEXTS)
def test_lines_end_at_line_feeds_and_nowhere_else(text):
    document = Document(text)
    assert "\n".join(document.lines) == text
    assert [
        text[start : start + len(line)] for start, line in zip(document.starts, document.lines, strict=False)
    ] == (document.lines)
    assert document.starts[-1] == len(text) + 1


@given(SHORT_TEXTS, st.data())
def test_line_at_is_the_line_that_holds_the_place(text, data):
    place = data.draw(st.integers(0, len(text)))
    assert Document(text).line_at(place) == text.count("\n", 0, place)


@pytest.mark.parametrize("mark", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_other_line_ends_are_characters_like_any(mark):
    assert Document(f"one{mark}two").lines == [f"one{mark}two"]


@st.composite
def changed(draw):
    text = draw(SHORT_TEXTS)
    return text, draw(edits_of(text))


@MANY
@given(changed())
def test_an_edited_document_equals_a_fresh_one(drawn):
    text, edits = drawn
    document = Document(text, id="a", site="example.org", languages=("en",))
    document.rows(len)
    assert document.stripped == [line.strip() for line in document.lines]
    edited = document.edited(edits)
    fresh = Document(apply(text, edits), id="a", site="example.org", languages=("en",))
    assert edited == fresh
    assert edited.lines == fresh.lines
    assert edited.starts == fresh.starts
    assert edited.stripped == fresh.stripped
    assert edited.rows(len) == fresh.rows(len)


@given(changed())
def test_a_document_whose_lines_nobody_asked_for_is_edited_all_the_same(drawn):
    text, edits = drawn
    assert Document(text).edited(edits).lines == apply(text, edits).split("\n")


@pytest.mark.parametrize(
    ("pieces", "measured"),
    [
        pytest.param(["(one|1) (two|2)\n", "three"], ["1 2"], id="two edits in a line"),
        pytest.param(["one\n", "(two\n|)", "three"], [], id="a line goes"),
        pytest.param(["one\n", "(two\nthree\n|)", "four"], [], id="two lines go in one edit"),
        pytest.param(["one\n", "(two\n|)", "(three\n|)", "four\n", "five"], [], id="and in two"),
        pytest.param(
            ["one\n", "(two\n|)", "th(re|)e\n", "four"], ["the"], id="a line goes above a changed one"
        ),
        pytest.param(["o(ne\ntw|)o\n", "three"], ["oo"], id="two lines become one"),
        pytest.param(["one(|\n1)\n", "two"], ["one", "1"], id="a line becomes two"),
        pytest.param(["one\n", "(two\n|2\n)", "three"], ["2"], id="a line is replaced with its end"),
        pytest.param(["one\n", "two(\nthree|)"], ["two"], id="the last line goes with the end above it"),
        pytest.param(["(one|1)\n", "two\n", "(three|)\n", "fo(ur|)"], ["1", "", "fo"], id="far apart"),
        pytest.param(["(o|0)ne\n", "(two\n|)", "three\n", "f(our|4)"], ["0ne", "f4"], id="a mixture"),
        pytest.param(["o(ne\n|)", "(two|2)\n", "three"], ["o2"], id="an edit ends where the next begins"),
        pytest.param(["o(ne\nt|1)wo\nth(re|)e\n", "four"], ["o1wo", "the"], id="neighbours"),
    ],
)
def test_only_lines_that_an_edit_touches_are_measured(pieces, measured):
    marked = "".join(pieces)
    text, edits = "", []
    for kept, old, new in re.findall(r"([^(]*)(?:\(([^|]*)\|([^)]*)\))?", marked):
        text += kept
        if old or new:
            edits.append(Edit(len(text), old, new, "rule"))
        text += old
    seen = []
    document = Document(text)
    document.rows(seen.append)
    seen.clear()
    edited = document.edited(edits)
    edited.rows(seen.append)
    assert edited.lines == apply(text, edits).split("\n")
    assert sorted(seen) == sorted(measured)


def test_documents_that_come_of_one_share_what_was_noted():
    document = Document("one\ntwo")
    document.verdicts(len_of_lines)
    edited = document.edited([Edit(0, "one", "1", "rule")])
    assert edited.memo is document.memo
    assert edited.asked is document.asked
    assert document.asked == [len_of_lines]


def len_of_lines(document):
    return [len(line) for line in document.lines]


def test_a_measure_of_all_lines_at_once_is_taken_where_there_is_one():
    assert Document("one\nfour").rows(str.upper, len_of_lines) == [3, 4]


def test_a_view_is_known_where_it_was_asked_for_or_said():
    document = Document("one")
    assert document.known(len) is None
    assert document.view(len_of_lines) == [3]
    assert document.known(len_of_lines) == [3]
    document.know(len, 7)
    assert document.view(len) == document.known(len) == 7


def test_rows_of_untouched_lines_are_not_measured_again():
    measured = []

    def measure(line):
        measured.append(line)
        return len(line)

    document = Document("one\ntwo\nthree\nfour")
    document.rows(measure)
    measured.clear()
    edited = document.edited([Edit(4, "two\n", "", "rule"), Edit(8, "three", "five\nsix", "rule")])
    assert edited.rows(measure) == [3, 4, 3, 4]
    assert measured == ["five", "six"]


def test_verdicts_are_given_once_and_kept_for_the_lines_that_stay():
    judged = []

    def longest(document):
        judged.append(document.text)
        most = max(map(len, document.lines))
        return [len(line) == most for line in document.lines]

    document = Document("one\nthree\nfour")
    assert document.verdicts(longest) == document.verdicts(longest) == [False, True, False]
    edited = document.edited([Edit(0, "one", "none", "rule"), Edit(4, "three\n", "", "rule")])
    assert edited.verdicts(longest) == [None, False]
    assert judged == ["one\nthree\nfour"]
    assert edited.without_verdicts().verdicts(longest) == [True, True]
    assert judged == ["one\nthree\nfour", "none\nfour"]


def test_verdicts_are_kept_however_many_lines_change():
    def longest(document):
        return [len(line) == 5 for line in document.lines]

    document = Document("\n".join(["three", "four"] * 300))
    document.verdicts(longest)
    edits = [Edit(place, "four", "4", "rule") for place in range(6, len(document.text), 11)]
    assert document.edited(edits).verdicts(longest) == [True, None] * 300


def test_a_view_is_computed_once_and_not_carried_over():
    asked = []

    def measure(document):
        asked.append(document.text)
        return len(document.text)

    document = Document("Stop!!")
    assert (document.view(measure), document.view(measure)) == (6, 6)
    assert document.edited([Edit(4, "!!", "!", "rule")]).view(measure) == 5
    assert asked == ["Stop!!", "Stop!"]


def test_documents_are_immutable_and_equal_by_what_they_hold():
    document = Document("text")
    with pytest.raises(AttributeError):
        document.text = "other"
    document.lines  # noqa: B018 - fills a view
    assert document == Document("text")
    assert hash(document) == hash(Document("text"))


@pytest.mark.parametrize("through", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_document_that_was_used_can_be_sent_away(through):
    document = Document("one\ntwo", site="example.org")
    assert document.stripped == ["one", "two"]
    document.view(len)
    again = through(document)
    assert again == document
    assert again.lines == ["one", "two"]


def drop(text, rows):
    document = Document(text)
    changes = list(drop_lines(document, rows))
    for start, end, new in reversed(changes):
        assert new == ""
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "rows", "left"),
    [
        pytest.param("a\n\nb\n\nc\n", [], "a\n\nb\n\nc\n", id="nothing"),
        pytest.param("a\n\nb\n\nc\n", [2], "a\n\nc\n", id="one side of the blank lines goes too"),
        pytest.param("a\n\n\nb\n\nc\n", [3], "a\n\n\nc\n", id="the blank lines above stay as they were"),
        pytest.param("a\nb\nc\n", [1], "a\nc\n", id="no blank line is made"),
        pytest.param("a\n\nb\n", [2], "a\n", id="no blank lines at the end"),
        pytest.param("a\n\nb\n", [0], "b\n", id="no blank lines at the start"),
        pytest.param("a\n\nb", [2], "a\n", id="a last line without its line end"),
        pytest.param("a\nb\n", [0, 1], "", id="everything"),
        pytest.param("a\n\nb\n\nc\n\nd\n", [2, 4], "a\n\nd\n", id="two blocks with a blank line between"),
        pytest.param("a\n \nb\n", [2], "a\n", id="a line of blanks is blank"),
    ],
)
def test_dropping_lines_takes_the_blank_lines_left_over(text, rows, left):
    assert drop(text, rows) == left


def test_neighbours_go_in_one_change_and_the_header_stays():
    assert list(drop_lines(Document("a\nb\nc\nd\ne"), [3, 1, 0])) == [(0, 4, ""), (6, 8, "")]
    assert list(drop_lines(Document("a\nb"), [])) == []
    header = "date: 2019-06-03\n"
    assert drop(f"{header}\na\nb\n", [0]) == f"{header}\na\nb\n"
    assert drop(f"{header}a\nb\n", [0, 1]) == f"{header}b\n"
    assert drop(f"{header}a\nb\n", [1]) == f"{header}b\n"
    assert drop(f"a\n{header}b\n", [0, 1]) == "b\n"


@MANY
@given(st.lists(st.sampled_from(["", " ", "a", "b", "c"]), max_size=12).map("\n".join), st.data())
def test_dropping_lines_takes_no_other_line_and_glues_none(text, data):
    lines = text.split("\n")
    with_text = [row for row, line in enumerate(lines) if line.strip()]
    rows = data.draw(st.sets(st.sampled_from(with_text))) if with_text else set()
    kept = [row for row in with_text if row not in rows]
    left = drop(text, rows).split("\n")
    places = [row for row, line in enumerate(left) if line.strip()]
    assert [left[row] for row in places] == [lines[row] for row in kept]
    assert [gap(left, *pair) for pair in pairwise(places)] == [gap(lines, *pair) for pair in pairwise(kept)]


def gap(lines, first, last):
    """Whether there is a blank line between two lines."""
    return not all(line.strip() for line in lines[first:last])


def test_the_name_of_0_1_is_kept():
    assert seedclean.document.dropped is seedclean.document.drop_lines
