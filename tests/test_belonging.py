"""Condemned lines that stay because of the lines around them."""

import pytest

from seedclean import Document
from seedclean.cleaners.boilerplate.line_model.belonging import find_text_rows

PARAGRAPH = "The mayor opened the new library on Friday, three years later than planned, and thanked all."
OTHER = "The house holds forty thousand books, and most of them were moved from the cellar of the town hall."


def kept(text, *condemned):
    return sorted(find_text_rows(Document(text), set(condemned)))


def test_a_paragraph_beside_one_that_stays_stays():
    assert kept(f"{OTHER}\n\n{PARAGRAPH}\nShare", 0, 3) == [0]


def test_a_paragraph_under_a_headline_that_stays_stays():
    assert kept(f"Home\nMayor opens the new library\n{PARAGRAPH}\nShare", 0, 2, 3) == [2]


def test_paragraphs_among_condemned_lines_go():
    assert kept(f"Home\n{PARAGRAPH}\n{OTHER}\nShare", 0, 1, 2, 3) == []


def test_the_lead_above_the_text_stays_across_buttons():
    assert kept(f"Home\n{OTHER}\nShare\nPrint\n{PARAGRAPH}", 0, 1, 2, 3) == [1]


def test_a_paragraph_that_is_boilerplate_beyond_doubt_goes_beside_one_that_stays():
    document = Document(f"{OTHER}\n\n{PARAGRAPH}\nShare")
    assert find_text_rows(document, {0, 3}, sure=frozenset({0, 3})) == set()


ANNOUNCING = "A page of a society has four parts, and none should be missing:"


def test_a_list_that_a_sentence_announces_stays():
    assert kept(f"{ANNOUNCING}\nHome\nAbout us\n\nShare", 1, 2, 4) == [1, 2]


@pytest.mark.parametrize("above", ["Follow us:", "Share this page with:", "What do others read?"])
def test_what_a_label_announces_goes(above):
    assert kept(f"{PARAGRAPH}\n{above}\nHome\nAbout us", 2, 3) == []


def counted(numbers):
    return "\n".join(f"{number}. Lena Novak" for number in numbers)


@pytest.mark.parametrize("numbers", [range(1, 13), range(20, 8, -1), range(1, 101)])
def test_a_list_that_counts_to_twelve_stays(numbers):
    last = len(numbers)
    assert kept(f"Home\n{counted(numbers)}\nShare", *range(last + 2)) == list(range(1, last + 1))


@pytest.mark.parametrize("numbers", [range(1, 11), [*range(1, 7), *range(1, 7)], range(1, 40, 2)])
def test_the_ten_teasers_that_a_site_counts_go(numbers):
    assert kept(f"Home\n{counted(numbers)}\nShare", *range(len(numbers) + 2)) == []


def test_a_list_under_a_sentence_that_goes_goes_too():
    assert kept(f"{ANNOUNCING}\nHome\nAbout us", 0, 1, 2) == []


def test_a_lead_far_above_the_text_goes():
    buttons = "Share\n" * 7
    assert kept(f"Home\n{OTHER}\n{buttons}{PARAGRAPH}", *range(9)) == []


def test_the_words_of_a_link_in_mid_sentence_stay():
    assert kept("The letter is known to the\nHarbour Office\nand nobody answered it.", 1) == [1]


def test_a_link_and_the_full_stop_behind_it_stay():
    assert kept("The letter is known to the\nHarbour Office\n.\nShare", 1, 2, 3) == [1, 2]


@pytest.mark.parametrize("above", ["Nobody knows the letter.", "Two words", "What the office says:"])
def test_a_label_after_a_whole_sentence_or_a_label_goes(above):
    assert kept(f"{above}\nHarbour Office\nand so on", 1) == []


def test_the_quantities_of_a_recipe_stay_with_what_stands_between_them():
    assert kept("Home\n200 g\nFlour\n½ cup sugar\nTopping\n2 EL\nHoney\nShare", *range(8)) == [1, 2, 3, 4, 5]


def test_two_quantities_are_no_recipe():
    assert kept("200 g\nFlour\n2 EL\nHoney", *range(4)) == []


def test_a_heading_is_no_lead():
    assert kept(f"More from the town and from the harbour of the old town and the new\n{PARAGRAPH}", 0) == []


def test_a_short_title_of_which_the_first_paragraph_speaks_stays():
    assert kept(f"Home\nNew Library\nShare\n{PARAGRAPH}", 0, 1, 2) == [1]


@pytest.mark.parametrize("label", ["Old Harbour", "Library", "New Library Mayor Friday Planned"])
def test_a_label_of_something_else_is_no_title(label):
    assert kept(f"Home\n{label}\nShare\n{PARAGRAPH}", 0, 1, 2) == []


def test_beside_a_headline_no_title_is_sought():
    assert kept(f"New Library\nMayor opens it at last\n{PARAGRAPH}", 0) == []


LEAD = (
    "Thousands of citizens celebrated the library, and the festival lasted until midnight, said the librarian"
)


def test_a_paragraph_above_the_text_that_shares_its_rare_words_stays_however_far_above():
    text = "The librarian of the library greeted the citizens at the festival, and some of them danced."
    buttons = "Share\n" * 12
    assert kept(f"{LEAD}.\n{buttons}{text}", *range(13)) == [0]


def test_a_paragraph_above_the_text_about_something_else_goes():
    buttons = "Share\n" * 12
    assert kept(f"{LEAD}.\n{buttons}{PARAGRAPH}", *range(13)) == []


def test_the_headline_says_what_the_text_is_about_too():
    headline = "Festival of thousands of citizens at the library"
    buttons = "Share\n" * 12
    text = f"{LEAD}.\n{headline}\n{buttons}{OTHER}"
    assert find_text_rows(Document(text), {0, *range(2, 14)}, frozenset({1})) == {0}


def test_a_headline_of_two_words_above_a_byline_stays():
    assert kept(f"Home\nLemon bars\n\nBy Ann Field\n{PARAGRAPH}", 0, 1, 3) == [1]


@pytest.mark.parametrize("above", ["Apr 12", "Recipes", "It is done."])
def test_a_line_above_a_byline_that_is_no_headline_goes(above):
    assert kept(f"Home\n{above}\n\nBy Ann Field\n{PARAGRAPH}", 0, 1, 3) == []


def test_a_heading_over_comments_between_two_paragraphs_stays():
    assert kept(f"Home\n{PARAGRAPH}\nComments\n{OTHER}\nShare", 0, 2, 4) == [2]


@pytest.mark.parametrize("heading", ["3 Comments", "Share"])
def test_a_counter_or_a_button_between_two_paragraphs_goes(heading):
    assert kept(f"Home\n{PARAGRAPH}\n{heading}\n{OTHER}", 0, 2) == []


def test_a_heading_over_comments_that_go_goes():
    assert kept(f"Home\n{PARAGRAPH}\nComments\nI was there.\nReply", 0, 2, 3, 4) == []
