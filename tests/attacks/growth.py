"""Growth: shapes drawn from the case files and the patterns, and what grows faster than they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from attacks.shapes import drawn_shape
from seedclean import RULES
from seedclean.cleaners import DEFAULT
from seedclean.testing.complexity import Finds, grows_with_the_length, suspects
from seedclean.testing.laws import Together
from strategies import CASES

ALL_EVERY = 10  # trials, of which one asks all rules and the others ask the rule that the shape is drawn for


def attack(random: Random, rules: Sequence[Finds] | None = None) -> Iterator[str | None]:
    """A trial draws a shape for one rule."""
    everything = [*RULES.values(), Together("default", DEFAULT)] if rules is None else rules
    by_name = {finds.name: finds for finds in everything}
    names = sorted(CASES.keys() & by_name.keys())
    trial = 0
    while True:
        trial += 1
        name = random.choice(names)
        shape = drawn_shape(random, name)
        try:
            for slow in suspects(everything if trial % ALL_EVERY == 0 else [by_name[name]], shape):
                grows_with_the_length(slow, shape)
        except Exception as error:  # a rule that raises is what is looked for, too
            yield f"{type(error).__name__}: {error}"
        else:
            yield None
