"""Properties of the near characters: what Python says of each."""

import re

import pytest

from seedclean.analysis.mojibake_triggers import ALONE, BESIDE, TRIGGERS
from seedclean.characters import NEAR, alphabetic, between, letters, near, near_with_case, of_class, small


def test_each_near_character_is_there_once_in_order():
    assert near() == "".join(map(chr, range(NEAR)))


def test_letters_are_those_of_python():
    assert set("".join(alphabetic())) == set(filter(str.isalpha, near()))
    assert letters() == "".join(re.findall(r"[^\W\d_]", near()))


@pytest.mark.parametrize("has", [str.isspace, str.islower, str.isupper])
def test_all_that_has_a_case_or_is_a_blank_is_cased(has):
    assert list(filter(has, near_with_case())) == list(filter(has, near()))


def test_the_small_letter_is_that_of_python():
    table = small()
    assert all(chr(table[ord(letter)]) == letter.lower() for letter in near() if letter != "İ")


@pytest.mark.parametrize("source", [ALONE, BESIDE, TRIGGERS, "a-cx", "\\x80-\\x82"])
def test_a_class_has_the_members_that_a_pattern_finds(source):
    assert set(of_class(source)) == set(re.findall(f"[{source}]", near()))


def test_between_has_both_ends():
    assert between(("a", "c"), ("x", "x")) == "abcx"
