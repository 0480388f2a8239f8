"""The law of growth on shapes that once took a rule of translation or repair quadratic time."""

import pytest

from seedclean import RULES
from seedclean.testing.complexity import SMALL, Shape, grows_with_the_length

ONCE_QUADRATIC = {
    "doubled-word": Shape("", "name. sold. "),
    "blank-before-mark": Shape("", "belediye , köprü . ¿ "),
    "detached-apostrophe": Shape("", "l' aigua 's "),
    "joined-piece": Shape("", "mill ##bro ￭ "),
    "doubled-group": Shape("", "Bread Rolls Bread Rolls\t"),
    "repeated-sentence": Shape("", "Who sold the old mill? Who sold the old mill? "),
    "word-loop": Shape("", "town town town to "),
    "lone-repeat": Shape("", "Bread Rolls Bread Rolls\t"),
    "invisible-character": Shape("", "\u200eteacher opened "),
    "detached-hyphen": Shape("", "und -händlern-"),
    "name-case": Shape("Wu Lan made a high -level, first -class, on -site visit.\n", "WU "),
    "clashing-mark": Shape("", "that the, Bread,, rolls ,"),
    "foreign-acronym": Shape("", "AI AI AI IA "),
}


@pytest.mark.parametrize("name", ONCE_QUADRATIC)
def test_what_was_quadratic_is_linear(name):
    grows_with_the_length(RULES[name], ONCE_QUADRATIC[name], small=2 * SMALL)


@pytest.mark.parametrize(
    "unit",
    [
        "Wu Lan. WU ",
        "the mill mill was sold sold by the the old man. ",
        "name. sold. ",
        "und -händlern-",
        "Bread Rolls Bread Rolls\t",
    ],
)
@pytest.mark.parametrize("name", sorted(ONCE_QUADRATIC))
def test_no_rule_is_quadratic_on_the_shape_of_another(name, unit):
    grows_with_the_length(RULES[name], Shape("", unit), small=SMALL)
