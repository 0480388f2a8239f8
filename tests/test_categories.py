"""Of what kind a condemned line is: a rule that is switched off leaves its lines where they are."""

import pytest

from seedclean import clean, select
from seedclean.cleaners.boilerplate.example_page import page

BELOW = """12 Comments
Paul says:
I was there too, and it rained!
Reply
Posted in: library, mayor
1 2 3 Next
Storm closes the coastal road for a week"""

LINES = {
    "reader-comment": "I was there too, and it rained!",
    "comment-form": "Paul says:",
    "tag-list": "Posted in: library, mayor",
    "pagination": "1 2 3 Next",
    "teaser": "Storm closes the coastal road for a week",
    "menu": "About us",
}


def test_all_rules_together_take_all_of_them():
    cleaned = clean(page(below=BELOW), select("boilerplate")).text
    assert not [line for line in LINES.values() if line in cleaned.splitlines()]


@pytest.mark.parametrize("rule", LINES)
def test_without_its_rule_a_line_stays(rule):
    cleaned = clean(page(below=BELOW), select(f"boilerplate, -{rule}"))
    assert LINES[rule] in cleaned.text.splitlines()
    assert rule not in {edit.rule for edit in cleaned.edits}


def test_each_edit_names_the_rule_of_its_kind():
    edits = clean(page(below=BELOW), select("boilerplate")).edits
    by_rule = {rule: "".join(edit.old for edit in edits if edit.rule == rule) for rule in LINES}
    assert all(line in by_rule[rule] for rule, line in LINES.items())
