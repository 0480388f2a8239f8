"""The law of growth, on every hostile shape: for all rules together, in the profile `law` for each alone."""

import os

import pytest

from seedclean import RULES
from seedclean.cleaners import DEFAULT
from seedclean.testing.complexity import SHAPES, SMALL, Shape, grows_with_the_length
from seedclean.testing.laws import Together

BUILT_IN = sorted(name for name, rule in RULES.items() if rule.__module__.startswith("seedclean."))
IN_FULL = os.environ.get("SEEDCLEAN_PROFILE") == "law"
LENGTH = 8 * SMALL if IN_FULL else SMALL // 2


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", BUILT_IN if IN_FULL else BUILT_IN[:1])
def test_the_work_of_a_rule_grows_with_the_length(name, shape):
    grows_with_the_length(RULES[name], SHAPES[shape], small=LENGTH)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_of_all_rules_together_grows_with_the_length(shape):
    grows_with_the_length(Together("default", DEFAULT), SHAPES[shape], small=LENGTH)


def test_work_that_grows_with_the_square_is_found():
    class Quadratic:
        name = "quadratic"

        def __call__(self, document):
            # Steps of the interpreter: the square of a short text, done in C, is as fast as a plain loop.
            every = range(0, len(document.text), 16)
            return [edit for one in every for other in every if one < 0 and (edit := other)]

    with pytest.raises(AssertionError, match="'quadratic' breaks the law of growth on Shape"):
        grows_with_the_length(Quadratic(), Shape("", "a"))
