"""The line model: a pure function, linear in time, that explains itself and rests on what it leaves."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedclean.cleaners.boilerplate.line_model.certainty import page_scores
from seedclean.cleaners.boilerplate.line_model.model import (
    FEWEST_LINES,
    Lines,
    _predict_lines,
    explain,
    line_scores,
    predict,
)
from seedclean.cleaners.boilerplate.line_model.weights import calibration
from seedclean.document import Document
from seedclean.edits import Edit

MENU = "Home\nNews\nSport\nWeather\nContact us\nSign in\nSubscribe to our newsletter\nFacebook\nTwitter"
ARTICLE = """\
The bakery on Mill Lane will close at the end of March after ninety years.
Its owner, Ruth Abara, told her customers on Saturday that she had found nobody to take it over.
"I have looked for three years," she said, "and the ovens are older than I am."
The council hopes that another shop will move in, because the lane has already lost its butcher and its bank.
A decision about the building, which is listed, is expected in the summer."""
FOOTER = """\
Share this article
Related articles
Ten loaves to try this winter
Mill Lane to be closed for repairs
Comments (3)
Log in to reply
About us | Contact | Privacy policy | Terms of use
Copyright 2019 The Lane Gazette. All rights reserved."""
PAGE = f"{MENU}\n\n{ARTICLE}\n\n{FOOTER}\n"

LINES = st.sampled_from([*PAGE.splitlines(), "* * *", "12:30", "!", "新闻", "Ä" * 50, "\u200b"])


def without(text, rows):
    return "\n".join(line for row, line in enumerate(text.split("\n")) if row not in set(rows))


def test_a_page_keeps_its_article_and_loses_its_menu_and_footer():
    left = without(PAGE, predict(Document(PAGE)))
    assert ARTICLE in left
    for gone in ("Home", "Subscribe to our newsletter", "About us | Contact", "All rights reserved"):
        assert gone not in left


def test_blank_lines_have_no_score():
    document = Document(PAGE)
    assert len(line_scores(document)) == len(document.lines)
    blank = [score for score, line in zip(line_scores(document), document.lines, strict=True) if not line]
    assert set(blank) == {0.0}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        " \u2028 ",
        "One sentence, and no more.",
        ARTICLE,
        "\n\n".join([ARTICLE] * 6),
        "\n".join(f"    {name} = compute({name!r}, {i})" for i, name in enumerate("abcdefghijkl")),
        "\n".join(f"- {count} eggs, {count} spoons of sugar" for count in range(2, 30)),
        "\n".join(f"{year}\t{year * 7 % 1000}\t{year * 13 % 1000}" for year in range(1950, 2000)),
        "\n".join(["Praise him, sun and moon,", "for his mercy endureth for ever."] * 12),
    ],
)
def test_a_text_that_is_no_page_is_left_alone(text):
    assert predict(Document(text)) == []


def test_a_short_text_is_no_page():
    few = "\n".join(MENU.split("\n")[: FEWEST_LINES - 1])
    assert predict(Document(few)) == []
    assert set(line_scores(Document(few))) == {0.0}


@given(st.lists(LINES, max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_left_is_left_for_good(lines):
    text = "\n".join(lines)
    gone = predict(Document(text))
    assert gone == sorted(set(gone))
    assert predict(Document(without(text, gone))) == []


@pytest.mark.parametrize(
    ("lengths", "scores", "gone"),
    [
        ([20, 3, 30, 300], [3, 0.7, 0.7, 3], []),  # between paragraphs
        ([20, 3, 300], [3, -0.9, 3], []),
        ([20, 3, 300], [3, -1.1, 3], [1]),
        ([300, 3, 9, 20], [3, 0.7, 0.7, -0.1], [1, 2, 3]),  # below
        ([300, 9, 20], [3, 0.9, -0.1], [2]),
        ([5, 3, 300], [0.7, 0.7, 3], [1]),  # above: the first may be a headline
        ([5, 3, 300], [-0.1, 0.9, 3], [0]),
        ([9, 3, 100], [-0.1, 0.7, 3], [1]),  # little text is left
    ],
)
def test_the_place_of_a_line_decides_how_sure_the_model_must_be(lengths, scores, gone):
    lines = Lines(list(range(len(lengths))), list(map(float, lengths)), list(range(len(lengths))), None)
    predicted = _predict_lines(lines, list(map(float, scores)))
    assert [place for place, goes in enumerate(predicted) if goes] == gone


@given(st.lists(LINES, max_size=40))
@settings(max_examples=30, deadline=None)
def test_scores_are_a_pure_function_of_the_text(lines):
    text = "\n".join(lines)
    once = line_scores(Document(text))
    line_scores(Document(PAGE))
    assert line_scores(Document(text)) == once
    assert all(0 <= score <= 1 for score in once)


@given(st.lists(LINES, min_size=FEWEST_LINES, max_size=40), st.lists(LINES, max_size=10), st.integers(0, 40))
@settings(max_examples=60, deadline=None)
def test_an_edited_page_scores_as_the_same_page_made_anew(lines, more, place):
    document = Document("\n".join(lines))
    line_scores(document)
    row = min(place, len(lines) - 1)
    start, new = document.starts[row], "\n".join(more)
    edited = document.edited([Edit(start, lines[row], new, "some-rule")])
    assert line_scores(edited) == line_scores(Document(edited.text))


def test_the_explanation_adds_up_to_the_score():
    document = Document(PAGE)
    scores = line_scores(document)
    for row, line in enumerate(document.lines):
        if line:
            odds = math.log(scores[row] / (1 - scores[row]))
            assert sum(part for _, part in explain(document, row)) == pytest.approx(odds, abs=1e-3)


def test_the_explanation_names_words_and_surroundings_the_weightiest_first():
    document = Document(PAGE)
    parts = explain(document, PAGE.split("\n").index("Subscribe to our newsletter"))
    names = [name for name, _ in parts]
    assert "word: newsletter" in names
    assert any(name.startswith("around: ") for name in names)
    sizes = [abs(part) for _, part in parts]
    assert sizes == sorted(sizes, reverse=True)


def test_a_blank_line_has_no_explanation():
    with pytest.raises(ValueError, match="line 9 has no score"):
        explain(Document(PAGE), 9)


@pytest.mark.parametrize(
    "text", ["x" * 400_000, "- " * 200_000, "a\n" * 15_000, "新 " * 150_000, "12:30" * 60_000]
)
def test_hostile_text_takes_linear_time(text):
    half = text[: len(text) // 2]
    assert seconds(text) < 6 * seconds(half) + 0.2


def seconds(text):
    start = time.process_time()
    line_scores(Document(text))
    return time.process_time() - start


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 500), st.floats(0, 1), st.integers(1, 10_000))
def test_a_higher_score_never_means_a_lower_probability(one, other, words, known, lines):
    low, high = sorted((one, other))
    lower, higher = (calibration().probability(score, words, known, lines) for score in (low, high))
    assert 0 <= lower <= higher + 1e-9 <= 1 + 1e-9


def test_the_probabilities_of_a_page_are_calibrated():
    scores = page_scores(Document(PAGE))
    assert scores.probabilities != scores.lines
    assert [bool(one) for one in scores.probabilities] == [bool(one) for one in scores.lines]
    flat = calibration().probability(0.5, 5, 0.4, 100)
    assert flat > 0.5  # a score keeps what is main text with a chance of a third
    assert calibration().probability(0.5, 60, 0.4, 100) < flat
