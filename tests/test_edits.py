"""Edits fit, compose, and can be taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedclean import Edit, apply, compose, revert
from seedclean.edits import invert, rewrite
from strategies import SHORT_TEXTS, rounds

MANY = settings(max_examples=10 * settings().max_examples)


def check_fits(text, edits):
    position = 0
    for edit in edits:
        assert edit.start >= position
        assert text[edit.start : edit.end] == edit.old
        assert edit.old != edit.new
        position = edit.end


@MANY
@given(rounds(1))
def test_revert_gives_the_original(drawn):
    (text, cleaned), (edits,) = drawn
    assert revert(cleaned, edits) == text


@given(rounds(1))
def test_inverting_twice_changes_nothing(drawn):
    _, (edits,) = drawn
    assert invert(invert(edits)) == edits


@MANY
@given(rounds(2))
def test_composing_equals_doing_both(drawn):
    (text, middle, cleaned), (first, then) = drawn
    composed = compose(first, then, middle)
    assert apply(text, composed) == cleaned
    assert revert(cleaned, composed) == text
    check_fits(text, composed)


@MANY
@given(rounds(3))
def test_composing_is_associative(drawn):
    (text, one, two, cleaned), (first, second, third) = drawn
    left = compose(compose(first, second, one), third, two)
    right = compose(first, compose(second, third, two), one)
    assert apply(text, left) == apply(text, right) == cleaned
    check_fits(text, left)
    check_fits(text, right)


@given(rounds(1))
def test_composing_with_nothing_changes_nothing(drawn):
    (text, cleaned), (edits,) = drawn
    assert compose(edits, [], cleaned) == edits
    assert compose([], edits, text) == edits


@given(rounds(1))
def test_composing_with_the_way_back_leaves_the_text(drawn):
    (text, cleaned), (edits,) = drawn
    assert apply(text, compose(edits, invert(edits), cleaned)) == text


@MANY
@given(rounds(2))
def test_composed_edits_carry_the_names_of_their_rules_and_no_others(drawn):
    (_, middle, _), (first, then) = drawn
    names = {name for edit in compose(first, then, middle) for name in edit.rule.split("+")}
    assert names <= {edit.rule for edit in (*first, *then)}


def test_edits_that_touch_stay_apart():
    first = [Edit(0, "ab", "x", "one")]
    assert compose(first, [Edit(1, "cd", "y", "two")], "xcd") == [
        Edit(0, "ab", "x", "one"),
        Edit(2, "cd", "y", "two"),
    ]


def test_edits_that_overlap_melt_into_one_with_both_names():
    composed = compose([Edit(0, "ab", "xy", "one")], [Edit(1, "yc", "z", "two")], "xycd")
    assert composed == [Edit(0, "abc", "xz", "one+two")]


def test_an_edit_that_touches_a_melted_one_stays_apart():
    first = [Edit(0, "ab", "xy", "one"), Edit(3, "d", "w", "one")]
    assert compose(first, [Edit(1, "yc", "z", "two")], "xycw") == [Edit(0, "abc", "xz", "one+two"), first[1]]
    then = [Edit(1, "y", "Y", "two"), Edit(3, "c", "C", "two")]
    assert compose([Edit(0, "ab", "xyz", "one")], then, "xyzc") == [
        Edit(0, "ab", "xYz", "one+two"),
        Edit(2, "c", "C", "two"),
    ]


def test_a_rule_that_works_twice_on_a_place_is_named_once():
    assert compose([Edit(0, "ab", "xy", "one")], [Edit(1, "y", "z", "one")], "xy") == [
        Edit(0, "ab", "xz", "one")
    ]


def test_a_deletion_keeps_the_reasons_of_what_it_swallows():
    first = [Edit(2, "b", "", "one")]
    composed = compose(first, [Edit(0, "a  c", "", "two")], "a  c")
    assert composed == [Edit(0, "a ", "", "two"), Edit(2, "b", "", "one"), Edit(3, " c", "", "two")]


def test_a_deletion_shares_its_name_with_a_replacement_that_it_swallows():
    first = [Edit(1, "b", "xy", "one")]
    assert compose(first, [Edit(0, "axyc", "", "two")], "axyc") == [
        Edit(0, "a", "", "two"),
        Edit(1, "b", "", "one+two"),
        Edit(2, "c", "", "two"),
    ]


def test_a_rule_that_has_its_part_in_a_melted_edit_is_named_once():
    first = [Edit(0, "ab", "xy", "one+two")]
    assert compose(first, [Edit(1, "y", "z", "two")], "xy") == [Edit(0, "ab", "xz", "one+two")]


def test_what_is_undone_by_the_second_round_is_no_edit():
    assert compose([Edit(0, "a", "b", "one")], [Edit(0, "b", "a", "two")], "b") == []


def test_composing_takes_time_in_proportion_to_the_edits():
    text = "ab" * 100_000
    first = [Edit(place, "a", "x", "one") for place in range(0, len(text), 2)]
    middle = apply(text, first)
    then = [Edit(place, "b", "y", "two") for place in range(1, len(text), 2)]
    assert apply(text, compose(first, then, middle)) == "xy" * 100_000


@pytest.mark.parametrize(
    ("text", "edits", "complaint"),
    [
        ("abc", [Edit(0, "b", "x", "r")], r"Edit\(start=0, old='b'.* does not fit: 'a' is there"),
        ("abc", [Edit(3, "c", "", "r")], r"Edit\(start=3.* does not fit: '' is there"),
        ("abc", [Edit(4, "", "x", "r")], r"Edit\(start=4.* does not fit"),
        ("abc", [Edit(1, "bc", "", "r"), Edit(2, "c", "", "s")], r"Edit\(start=2.* starts before 3"),
        ("abc", [Edit(2, "c", "", "r"), Edit(0, "a", "", "s")], r"Edit\(start=0.* starts before 3"),
        ("abc", [Edit(-1, "c", "", "r")], r"Edit\(start=-1.* starts before 0"),
    ],
)
def test_edits_that_do_not_fit_are_an_error_that_shows_them(text, edits, complaint):
    with pytest.raises(ValueError, match=complaint):
        apply(text, edits)


def test_reverting_another_text_is_an_error():
    with pytest.raises(ValueError, match="does not fit"):
        revert("another text", [Edit(0, "", "cleaned", "r")])


def test_rewrite_counts_places_from_the_start_of_the_line_that_is_rewritten():
    assert rewrite("high -level", "high-level") == (4, 5, "")


@MANY
@given(SHORT_TEXTS, SHORT_TEXTS, st.integers(0, 5))
def test_rewrite_is_the_smallest_change(old, new, start):
    change = rewrite(old, new, start=start)
    if old == new:
        assert change is None
        return
    low, high, put = change
    removed = old[low - start : high - start]
    assert old[: low - start] + put + old[high - start :] == new
    assert not (removed and put and (removed[0] == put[0] or removed[-1] == put[-1]))
