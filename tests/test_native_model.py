"""The line model in C measures, scores and explains as the reference in numpy does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.characters import characters_of
from reference.features import lines_of
from reference.network import contributions, inputs_of, lexicon_of, load, score
from seedclean.cleaners.boilerplate.line_model.explanation import parts_of
from seedclean.cleaners.boilerplate.line_model.features import NAMES
from seedclean.cleaners.boilerplate.line_model.weights import line_model, model_of, read
from seedclean.cleaners.boilerplate.signal_words import SIGNALS, UNSPACED_SIGNALS
from seedclean.document import Document
from seedclean.native.binding import code_points_of

WORDS = [
    *(word for words in SIGNALS.values() for word in words.split()[:6]),
    *(word for words in UNSPACED_SIGNALS.values() for word in words.split()[:3]),
    *(
        "bridge",
        "Bridge",
        "BBC",
        "A",
        "ferry",
        "12",
        "3,5",
        "12:30",
        "9:",
        ":5",
        "İstanbul",
        "ß",
        "Ǆ",
        "x",
        "𝔘𝔫",
        "𠮷野家",
    ),
    *(
        "。",
        "…",
        "?",
        "？",
        "!!",
        "|",
        "»",
        "(1)",
        "“",
        "—",
        "-",
        "😀",
        "❤️",
        "*",
        "\u200b",
        "\x1c",
        "\xa0",
        "\u2028",
        "\ud800",
    ),
]
LINES = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
PAGES = st.lists(st.one_of(LINES, st.text(max_size=12).filter(lambda text: "\n" not in text)), max_size=60)


def measured(text):
    """The lines of a text as the reference has them, and as C has them."""
    document = Document(text)
    plain = lines_of(document, lexicon_of(load()))
    return document, plain, line_model().measure(code_points_of(text), len(plain.rows))


def scores_of(page, columns=None):
    return line_model().score(page, list(range(len(page.rows))) if columns is None else columns)


@given(PAGES)
@settings(deadline=None)
def test_lines_are_measured_and_scored_alike(lines):
    text = "\n".join(lines)
    if not text.strip():
        return
    _, plain, page = measured(text)
    assert page.rows == plain.rows.tolist()
    assert page.lengths == pytest.approx(plain.lengths.tolist())
    np.testing.assert_allclose(scores_of(page), score(load(), plain), atol=1e-3)


@given(PAGES, st.sets(st.integers(0, 59)))
@settings(deadline=None)
def test_what_is_left_of_a_page_is_scored_alike(lines, gone):
    text = "\n".join(lines)
    if not text.strip():
        return
    _, plain, page = measured(text)
    left = plain.without(gone)
    if len(left.rows):
        np.testing.assert_allclose(scores_of(page, left.columns.tolist()), score(load(), left), atol=1e-3)


@given(PAGES, st.integers(0, 59))
@settings(deadline=None)
def test_each_input_gives_alike(lines, number):
    text = "\n".join(lines)
    if not text.strip():
        return
    document, plain, page = measured(text)
    line = number % len(page.rows)
    columns = list(range(len(page.rows)))
    _, own, _ = line_model().contributions(page, columns, line)
    line_text = document.stripped[page.rows[line]]
    wanted_own, wanted_around, wanted_words, base = contributions(load(), plain, line, line_text)
    np.testing.assert_allclose(own[: len(NAMES)], wanted_own, atol=2e-3)
    found_own, around, words = parts_of(page, columns, line, line_text)
    np.testing.assert_allclose([value for _, value in around], wanted_around, atol=2e-3)
    assert dict(words) == pytest.approx(wanted_words, abs=2e-3)
    rest = scores_of(page)[line] - sum(value for _, value in (*found_own, *around, *words))
    assert rest == pytest.approx(base, abs=5e-3)


def test_one_feature_changes_the_score_as_its_slope_says():
    text = "\n".join(
        ["Home", "News", *["The ferry was late again on Monday, and nobody said why."] * 6, "Contact"]
    )
    _, plain, page = measured(text)
    slopes, own, _ = line_model().contributions(page, list(range(len(page.rows))), 2)
    inputs = inputs_of(load(), plain)
    np.testing.assert_allclose(own, np.array(slopes) * inputs[:, 2], atol=2e-3)


@given(LINES)
def test_the_words_of_a_line_are_those_that_the_model_counts(line):
    text = line.strip()
    if not text:
        return
    _, _, words = parts_of(*explained(text), text)
    assert {word for word, _ in words} == {
        word for word in characters_of([text]).words if word in load().words
    }


def explained(text):
    page = line_model().measure(code_points_of(text), 1)
    return page, [0], 0


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "word " * 60_000,
        "a\n" * 19_000,
        "12:" * 100_000,
        "年" * 60,
        "\n".join("ferry" * n for n in range(200)),
    ],
)
def test_long_texts_are_scored_alike(text):
    _, plain, page = measured(text)
    np.testing.assert_allclose(scores_of(page), score(load(), plain), rtol=1e-3, atol=1e-3)


def test_weights_of_another_shape_are_refused():
    stored = read()
    layers = [*stored["mixing"][:-1], stored["mixing"][-1] | {"reach": 16}]
    with pytest.raises(ValueError, match="shape"):
        model_of(stored | {"mixing": layers})
