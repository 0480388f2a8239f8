"""The laws of clean text, over every safe rule and over the default rules together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clean_text import chrome, laws
from clean_text.genres import KINDS
from clean_text.prose import LANGUAGES
from seedclean import RULES
from seedclean.cleaners import DEFAULT
from seedclean.testing.laws import Together

BUILT_IN = [rule for rule in RULES.values() if rule.__module__.startswith("seedclean.") and rule.safe]
ALL = (*BUILT_IN, Together("the default rules", DEFAULT))

SEEDS = st.integers(0, 9_999)
SIZES = st.integers(1, 30)
A_KIND = st.sampled_from(KINDS)

COUNTING = [finds for finds in ALL if getattr(finds, "counts", True)]
"""Those that look at the counts of a site; the default rules do, too."""


def hold(trial, rules=ALL):
    """Nothing that must stay is missing, whichever rule runs."""
    for finds in rules:
        missing = laws.missing(finds, trial)
        assert not missing, f"{finds.name!r} takes {missing!r} from\n{trial.document.text}"


@given(SEEDS, SIZES, A_KIND)
def test_embedding_a_text_in_a_page_keeps_every_line_of_it(seed, size, kind):
    hold(laws.embedded(seed, size, kind))


@pytest.mark.parametrize("form", laws.FORMS, ids=lambda form: form.__name__)
@given(SEEDS, SIZES, A_KIND)
def test_a_text_loses_no_word_in_any_form(form, seed, size, kind):
    hold(laws.formed(seed, size, kind, form))


@given(SEEDS, SIZES, st.lists(A_KIND, min_size=2, max_size=5))
def test_texts_lose_no_word_one_behind_the_other(seed, size, kinds):
    hold(laws.joined(seed, size, kinds))


@given(
    SEEDS,
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(chrome.NOTICES),
    st.booleans(),
    st.integers(0, 1),
)
def test_a_sentence_survives_whatever_stands_in_its_line(seed, language, notice, before, paragraphs):
    hold(laws.glued(seed, language, notice, before=before, paragraphs=paragraphs))


@given(SEEDS, st.integers(1, 8), st.integers(0, 8))
def test_copies_of_a_page_and_other_pages_never_empty_it(seed, number, others):
    for trial in laws.copies(seed, number, others):
        hold(trial, COUNTING)


@given(SEEDS, st.tuples(*[st.sampled_from(chrome.BETWEEN)] * 2), st.booleans(), st.booleans())
def test_a_headline_that_the_text_confirms_survives_two_lines_between_them(seed, between, window, menu):
    hold(laws.headed(seed, between, window=window, menu=menu))
