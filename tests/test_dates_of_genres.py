"""Texts of many genres with dates, none of which says when the text was published: `texts_with_dates.txt`."""

import re
from pathlib import Path

import pytest

from seedclean import clean, find_date, select

DATES = select("dates")

_FILE = Path(__file__).with_name("texts_with_dates.txt")
TEXTS = dict(re.findall(r"^=== (.*)\n((?:(?!=== ).*\n)+)", _FILE.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_date_of_the_text_stays(text):
    assert find_date(text) is None
    assert clean(text, DATES).edits == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_stays_below_a_canonical_header_and_a_headline(text):
    page = f"date: 2001-01-01\n\nThe boat and the bridge\n\n{text}"
    assert clean(page, DATES).edits == []
