"""The attackers find what they are made for; how long they may take is said in README.md."""

from itertools import islice
from random import Random

import pytest
from click.testing import CliRunner

from attacks import damage, growth
from attacks.__main__ import ATTACKS, main
from attacks.shapes import drawn_shape, literals
from seedclean import RULES, rule


def test_shapes_are_drawn_from_cases_and_patterns_and_the_same_for_a_seed():
    shapes = [drawn_shape(Random(seed), "doubled-word") for seed in range(200)]
    assert shapes == [drawn_shape(Random(seed), "doubled-word") for seed in range(200)]
    assert len({shape.unit for shape in shapes}) > 150
    assert any(literal in shape.unit for shape in shapes for literal in literals() if len(literal) > 5)


@pytest.mark.usefixtures("own_rules")
def test_growth_finds_a_rule_that_grows_with_the_square():
    class Quadratic:
        name = "doubled-word"

        def __call__(self, document):
            for start in range(0, len(document.text), 8):
                document.text.count("no such thing", start)
            return []

    fault = next(growth.attack(Random(1), [Quadratic()]))
    assert "'doubled-word' breaks the law of growth on Shape" in fault


@pytest.mark.usefixtures("own_rules")
def test_damage_finds_a_rule_that_comes_to_no_rest(monkeypatch):
    @rule
    def growing_hyphen(document):
        place = document.text.rfind("-")
        if place >= 0:
            yield place, place, "-" * (1 + (len(document.text) < 5_000))

    monkeypatch.setitem(damage.TEXTS, growing_hyphen.name, ["a high -level visit\n"])
    faults = filter(None, damage.attack(Random(1)))
    assert any("'growing-hyphen'" in fault for fault in islice(faults, 3))
    del RULES[growing_hyphen.name]


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_prints_its_seed_and_ends_in_its_time(name):
    done = CliRunner().invoke(main, [name, "--minutes", "0", "--seed", "7"])
    assert done.output.splitlines()[0] == f"{name}: seed 7, 0 minutes"
    assert done.output.splitlines()[-1] == f"{name}: 1 trials, 0 broken"
    assert done.exit_code == 0
