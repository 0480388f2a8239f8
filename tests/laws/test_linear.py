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

# What the attack of growth met, and the rule that was slow on it.
MET = [
    ("date-header", Shape("The council met.\n", "16:04 UTC+8, 2019-06-03 | ", "b")),
    ("date-header", Shape("", "To:-Monday on.\n finds ", closing="Tue Apr 29 2025\n\n")),
    ("date-header", Shape("The council met.\n", "3 June 2019 in London, ")),
    ("tracking-image", Shape("", '![](https://count.example.org/pixel.gif),  [t\n```sh It was late.\n" ')),
    ("unspaced-repeat", Shape("a", "决定。\u200e他看见河上的光，啊啊啊啊啊啊啊啊啊，大家都笑了。\n", "b")),
    ("hyphen-loop", Shape("", "pre-pre-positioned came ", "b", "built ")),
    ("run-in-mark", Shape("", "Smith &Sons; Miller &thefamily; others\n\xa0", "2,3", "&amp;amp; ")),
    ("share-bar", Shape("a", 'websites\nShares" edwere\u200e', "b", "Teilen Sie dies mit:\n  ")),
    ("subscribe-prompt", Shape("", "版权所有 | seguici su, pier\nDecision: To be done-story ", "", "}\n")),
    ("empty-link", Shape("", "[](https://example.org/a)")),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_of_all_rules_grows_with_the_length(shape):
    slow = suspects([*BUILT_IN, TOGETHER], SHAPES[shape])
    for finds in [*BUILT_IN, TOGETHER] if LAW else slow:
        grows_with_the_length(finds, SHAPES[shape], small=8 * SMALL if LAW else SMALL)


@pytest.mark.parametrize(("name", "shape"), MET)
def test_the_work_grows_with_the_length_where_it_did_not(name, shape):
    grows_with_the_length(RULES[name], shape)


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
    # A single measurement may miss it on a busy machine.
    assert any(suspects([finds], Shape("", "an")) for _ in range(3))
    with pytest.raises(AssertionError, match=f"'quadratic' breaks the law of growth on Shape.* {unit}, "):
        grows_with_the_length(finds, Shape("", "an"))
