"""Runs of short lines stay or go as a whole."""

from seedclean import Document
from seedclean.cleaners.boilerplate.line_model.runs import extend_runs, keep_runs

PARAGRAPH = (
    "The mayor opened the new library on Friday, three years later than planned, and thanked all who came."
)
TABLE = [f"Row {number}" for number in range(10)]


def page(*, table=TABLE, below=True):
    return Document("\n".join([PARAGRAPH, *table, *([PARAGRAPH] if below else [])]))


def test_a_run_of_which_a_part_is_condemned_stays():
    assert keep_runs(page(), {3, 4, 8}) == {3, 4, 8}


def test_a_run_that_is_condemned_but_for_a_line_goes_between_paragraphs():
    condemned = set(range(1, 10))
    assert keep_runs(page(), condemned) == set()
    assert extend_runs(page(), condemned) - condemned == {10}


def test_below_the_last_paragraph_nothing_more_goes():
    assert extend_runs(page(below=False), set(range(1, 10))) == set()


def test_a_few_short_lines_are_no_run():
    few = page(table=TABLE[:5])
    assert keep_runs(few, {2}) == set()
    assert extend_runs(few, {1, 2, 3, 4}) == set()


def test_lines_above_the_first_paragraph_are_no_run():
    document = Document("\n".join([*TABLE, PARAGRAPH]))
    assert keep_runs(document, {2, 3}) == set()


def test_a_table_above_a_footer_keeps_its_condemned_line():
    footer = [f"Link {number}" for number in range(30)]
    document = Document("\n".join([PARAGRAPH, *TABLE, *footer]))
    assert keep_runs(document, {4, *range(11, 41)}) == {4}


def test_where_nothing_is_condemned_nothing_is_sought():
    assert keep_runs(page(), set()) == set()
    assert extend_runs(page(), set()) == set()
