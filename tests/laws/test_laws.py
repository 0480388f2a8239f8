"""Every law, over every built-in rule and over the default rules together."""

import pytest
from hypothesis import given

from pages import built_pages
from seedclean import RULES, clean
from seedclean.cleaners import DEFAULT
from seedclean.testing.hypothesis_runner import prove
from seedclean.testing.laws import LAWS, Together, deletions_invent_nothing, laws_of
from seedclean.testing.static_checks import STATIC_CHECKS
from strategies import documents

BUILT_IN = sorted(name for name, rule in RULES.items() if rule.__module__.startswith("seedclean."))


def named(function):
    return function.__name__


@pytest.mark.parametrize("check", STATIC_CHECKS, ids=named)
@pytest.mark.parametrize("name", BUILT_IN)
def test_a_rule_passes_the_static_checks(name, check):
    check(RULES[name])


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_rule_keeps_the_laws(name):
    rule = RULES[name]
    prove(laws_of(rule), rule, documents(rule))


@pytest.mark.parametrize("law", [law for law in LAWS if law is not deletions_invent_nothing], ids=named)
def test_the_default_rules_together_keep_the_laws(law):
    prove((law,), Together("default", DEFAULT), documents(*DEFAULT))


@given(built_pages())
def test_a_built_page_comes_back_clean(page):
    assert clean(page.text).text == page.clean


@given(built_pages())
def test_a_clean_page_stays_as_it_is(page):
    assert clean(page.clean).text == page.clean
