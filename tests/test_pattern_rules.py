"""Rules that users write as patterns."""

import pickle
import subprocess
import sys

import pytest

from seedclean import RULES, clean, cleaners, revert, select
from seedclean.pattern_rules import (
    Definition,
    PatternRule,
    PatternRuleError,
    register_rules,
    rules_from_table,
)
from seedclean.registry import RuleError
from seedclean.testing.hypothesis_runner import prove
from seedclean.testing.laws import laws_of
from seedclean.testing.strategies import documents

PAGES = {"name": "page-number", "pattern": r"- \p{Nd}{1,4} -"}
TEXT = "The bakery opened in 1911, and the\n- 12 -\nmill beside it two years later.\n"


def rule_of(**entry):
    (made,) = rules_from_table([{"name": "some-rule", **entry}])
    return made


@pytest.fixture
def registered():
    rules = rules_from_table(
        [PAGES, {"name": "shout", "pattern": "!{2,}+", "replacement": "!", "safe": False}]
    )
    register_rules(rules)
    yield rules
    for made in rules:
        del RULES[made.name]


def test_a_pattern_leaves_alone_what_it_does_not_match():
    assert rules_from_table([PAGES])[0]("In the list:\n- 12\n-12 -\n") == []


@pytest.mark.parametrize(
    ("entry", "text", "after"),
    [
        ({"pattern": r"- \p{Nd}{1,4} -"}, TEXT, TEXT.replace("- 12 -\n", "")),
        ({"pattern": r"- \p{Nd}{1,4} -"}, "see - 12 - there", "see  there"),
        ({"pattern": r"(?i)\bcolour", "replacement": "color"}, "A Colour, a colour", "A color, a color"),
        ({"pattern": r"(\w+)@(\w+)", "replacement": r"\2 \1"}, "a@b\nc@\nd", "b a\nc@\nd"),
        ({"pattern": r"a\sb", "replacement": "ab"}, "a b\na\nb", "ab\na\nb"),
        ({"pattern": r"a\sb", "replacement": "ab", "scope": "text"}, "a b\na\nb", "ab\nab"),
        ({"pattern": r"\p{Script=Greek}++", "replacement": "?"}, "και and", "? and"),
        ({"pattern": r"^\s*Advert\s*$"}, "Advert\n\nThe text.", "The text."),
        ({"pattern": r"\b", "replacement": "|"}, "no match has characters", "no match has characters"),
    ],
)
def test_a_pattern_becomes_edits_that_can_be_undone(entry, text, after):
    made = rule_of(**entry)
    cleaned = clean(text, (made,))
    assert cleaned.text == after
    assert revert(cleaned.text, cleaned.edits) == text
    assert {edit.rule for edit in cleaned.edits} <= {"some-rule"}


def test_a_pattern_rule_keeps_the_laws(registered):
    for made in registered:
        prove(laws_of(made), made, documents(made), examples=20)


def test_it_survives_the_way_to_another_process():
    made = rule_of(pattern=r"- \p{Nd}{1,4} -", safe=False)
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert (again.name, again.safe, again.cleaner) == ("some-rule", False, "custom")
    assert again(TEXT) == made(TEXT) != []
    code = "import pickle, sys; print(len(pickle.load(sys.stdin.buffer)(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, TEXT], input=pickle.dumps(made), capture_output=True, check=True
    )
    assert done.stdout.split() == [b"1"]


def test_registered_rules_are_chosen_by_name_and_run_by_default(registered):
    pages, shout = registered
    assert pages in select()
    assert shout not in select()
    assert shout in select(unsafe=True)
    assert select("page-number") == (pages,)
    assert select("custom", unsafe=True) == registered
    assert pages not in select("-page-number")
    assert select()[: len(cleaners.DEFAULT)] == cleaners.DEFAULT
    register_rules(registered)


def test_a_name_that_another_rule_has_is_refused():
    with pytest.raises(PatternRuleError, match=r"'menu' already, in seedclean\.cleaners.*another name"):
        register_rules(rules_from_table([{"name": "menu", "pattern": "x"}]))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("x", r"rules must be a list of tables, .*not 'x'"),
        ([1], "must be a list of tables"),
        ([{}], "rule 1 needs a name"),
        ([PAGES, {"pattern": "x"}], "rule 2 needs a name"),
        ([{"name": "a"}], "rule 'a' needs a pattern"),
        ([PAGES, PAGES], "two rules are called 'page-number'"),
        ([PAGES | {"patern": "x"}], "no key 'patern'; there are name, pattern, replacement, scope, safe"),
        ([PAGES | {"safe": 1}], "safe must be true or false, not 1"),
        ([PAGES | {"replacement": 1}], "replacement must be a string, not 1"),
        (
            [PAGES | {"name": "Page Number"}],
            "'Page Number' is no name of a rule; write it like 'page-number'",
        ),
        ([PAGES | {"scope": "page"}], "scope must be 'line' or 'text', not 'page'"),
        ([PAGES | {"pattern": "("}], r"the pattern '\(' is wrong: .*"),
        ([PAGES | {"replacement": r"\3"}], r"the replacement .* is wrong: .*"),
        ([PAGES | {"pattern": "a*"}], r"also finds nothing at all; write \+ in place of \*"),
        ([PAGES | {"pattern": "a", "replacement": "aa"}], "change its own replacement 'aa' to 'aaaa'"),
    ],
)
def test_what_means_nothing_is_an_error_with_a_way_out(table, message):
    with pytest.raises(PatternRuleError, match=message):
        rules_from_table(table)


def test_a_pattern_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr("seedclean.pattern_rules.TIME_LIMIT", 0.05)
    made = PatternRule(Definition("slow", r"(?:a|aa|a+)+$", "b"))
    with pytest.raises(RuleError, match=r"rule 'slow': .*takes more than 0\.05 second; bound its repeats"):
        made("a" * 5000 + "!")
