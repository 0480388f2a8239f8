"""The law of growth, on every hostile shape."""

import os

import pytest

from seedclean import RULES
from seedclean.cleaners import DEFAULT
from seedclean.testing.complexity import SHAPES, SMALL, Shape, grows_with_the_length, suspects
from seedclean.testing.laws import Together

BUILT_IN = [rule for rule in RULES.values() if rule.__module__.startswith("seedclean.")]
TOGETHER = Together("default", DEFAULT)
LAW = os.environ.get("SEEDCLEAN_PROFILE") == "law"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_of_all_rules_grows_with_the_length(shape):
    slow = suspects([*BUILT_IN, TOGETHER], SHAPES[shape])
    for finds in [*BUILT_IN, TOGETHER] if LAW else slow:
        grows_with_the_length(finds, SHAPES[shape], small=8 * SMALL if LAW else SMALL)


class Quadratic:
    name = "quadratic"

    def __init__(self, work):
        self.work = work

    def __call__(self, document):
        self.work(document.text)
        return []


def calls(text):
    for start in range(0, len(text), 128):
        for end in range(start, len(text), 128):
            text.startswith("a", end)


def searches(text):
    for start in range(0, len(text), 8):
        text.count("no such thing", start)


@pytest.mark.parametrize(("work", "unit"), [(calls, "calls"), (searches, "seconds")])
def test_work_that_grows_with_the_square_is_found(work, unit):
    finds = Quadratic(work)
    assert suspects([finds], Shape("", "an")) == [finds]
    with pytest.raises(AssertionError, match=f"'quadratic' breaks the law of growth on Shape.* {unit}, "):
        grows_with_the_length(finds, Shape("", "an"))
