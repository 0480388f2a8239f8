"""The law of processes: the same edits wherever a rule runs."""

import pytest

from seedclean import RULES
from seedclean.testing.processes import finds_the_same_elsewhere
from seedclean.testing.prove import sample
from strategies import documents

BUILT_IN = sorted(name for name, rule in RULES.items() if rule.__module__.startswith("seedclean."))


@pytest.mark.parametrize("name", BUILT_IN)
def test_another_process_finds_the_same(name):
    finds_the_same_elsewhere(RULES[name], sample(documents(RULES[name]), 100))
