"""Whether a document looks machine-translated: a rate, whatever its length."""

from functools import reduce
from itertools import product
from operator import or_

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedclean import RULES, Document, clean
from seedclean.cleaners.translation.mt_signals import (
    STRONG,
    TRANSLATED,
    WEAK,
    has_rate,
    is_translated,
    strong_points,
    translation_points,
)
from seedclean.cleaners.translation.noise import MEANT, POINTS, doubtful_noise, noise

SENTENCE = "The council met on Tuesday to talk about the new bridge that was built in the valley. "
FILLER = "".join(
    f"On day {i} the miller told {name} about the weather over the hills.\n"
    for i, name in enumerate(["Ann", "Ben", "Cora", "Dan", "Eve", "Fay"] * 8)
)


def test_every_sign_is_a_rule():
    assert RULES.keys() >= {*STRONG, *WEAK}


def test_the_same_sign_counts_once():
    one = Document("a high -level plan, a high -level farm").view(translation_points)
    assert one == Document("a high -level plan").view(translation_points) > 0


@pytest.mark.parametrize(
    "text",
    [
        "A high-level visit to a first-class, on-site bakery.",
        "- one\n- two\n- three",
        "It was -5 degrees, -7 in the valley and -9 on the hill.",
        "Her great-great-great-grandmother ran the bakers' shop.",
        "Jean Frances Field came with her father Georges, Nicholas' friend, to Thomas' house.",
        "The bread , which was warm , is gone . Who ate it ? The miller , they say , and his cat .",
    ],
)
def test_what_people_write_does_not_look_translated(text):
    assert not is_translated(Document(text))


def test_two_signs_in_a_sentence_look_translated():
    assert is_translated(Document("The high -level, first -class plan of the Vice-Vice-Vice-Chair."))


def test_a_few_signs_in_a_long_text_do_not():
    text = "The high -level, first -class plan of the mill.\n" + FILLER * 4
    assert not is_translated(Document(text))


def test_length_alone_makes_no_translation():
    text = SENTENCE + "Thomas' and Nicholas' plans were read out.\n" + FILLER
    assert Document(text * 50).view(strong_points) == Document(text).view(strong_points) == 0


@given(st.floats(0, 50), st.integers(0, 60))
def test_the_rate_is_of_a_thousand_characters(points, thousands):
    document = Document("x" * 1_000 * thousands)
    assert has_rate(document, points, 1) == (points >= max(1, thousands))


def test_one_doubled_word_goes_from_a_sentence_and_stays_in_a_book():
    slip = "They said that the the bridge had been closed for a week.\n"
    assert noise(Document(slip)) != []
    assert noise(Document(slip + FILLER)) == []
    assert doubtful_noise(Document(slip + FILLER)) == noise(Document(slip))


def test_with_other_signs_it_goes_from_a_longer_text():
    text = "The high -level, well -known talks. They said that the the bridge had been closed.\n" + FILLER
    assert "the the" not in clean(text, (RULES["doubled-word"],)).text


def test_every_kind_of_repeat_has_its_points_and_its_exceptions():
    assert MEANT.keys() == POINTS.keys()


@pytest.mark.parametrize(
    "exception", {test.__name__: test for tests in MEANT.values() for test in tests}.items()
)
def test_an_exception_says_what_it_keeps(exception):
    name, test = exception
    assert name.startswith("is_")
    assert test.__doc__.startswith("Check whether ")


@given(st.text())
def test_any_text_has_points(text):
    assert Document(text).view(translation_points) >= 0


@pytest.mark.parametrize("name", STRONG)
def test_a_text_with_the_facts_of_a_strong_sign_may_be_translated(name):
    bits = [
        [1 << bit for bit in range(mask.bit_length()) if mask >> bit & 1] for mask in RULES[name].needs.masks
    ]
    for facts in product(*bits):
        assert TRANSLATED.hold(reduce(or_, facts)), name
