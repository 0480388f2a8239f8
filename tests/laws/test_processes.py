"""The law of processes: the same edits wherever a rule runs."""

import pytest
from hypothesis import settings

from seedclean import RULES
from seedclean.testing.hypothesis_runner import sample
from seedclean.testing.processes import finds_the_same_elsewhere
from strategies import documents

BUILT_IN = [rule for rule in RULES.values() if rule.__module__.startswith("seedclean.")]


@pytest.fixture(scope="module")
def some():
    return sample(documents(*BUILT_IN), 2 * settings().max_examples)


@pytest.mark.parametrize("hash_seed", [0, 1, 4711])
@pytest.mark.xdist_group("processes")
def test_another_process_finds_the_same(some, hash_seed):
    finds_the_same_elsewhere(BUILT_IN, some, hash_seed=hash_seed)
