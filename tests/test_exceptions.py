"""Condemned lines that stay: captions, of which other rules keep one copy, and the headline."""

from seedclean import Document
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cleaners.boilerplate.line_model.exceptions import find_captions, predict_rows

PARAGRAPH = "The mayor opened the new library on Friday, three years later than planned, and thanked all."
CREDITED = "The mayor cuts the ribbon in front of the library. Photo: Ann Field"
BARE = "The mayor cuts the ribbon in front of the new library"


def kept(text, *condemned):
    return sorted(find_captions(Document(text), set(condemned)))


def test_a_caption_with_its_credit_stays_beside_the_text():
    assert kept(f"{CREDITED}\n{PARAGRAPH}\n{CREDITED} again\n{PARAGRAPH}", 0, 2) == [0, 2]


def test_below_the_text_it_stays_where_it_is_printed_again():
    assert kept(f"{PARAGRAPH}\n{CREDITED}", 1) == []
    assert kept(f"{PARAGRAPH}\n{CREDITED}\nShare\n{CREDITED}", 1, 3) == [1, 3]


def test_a_line_without_a_credit_stays_where_its_copy_is_close_by():
    assert kept(f"{BARE}\n\n{BARE}\n{PARAGRAPH}", 0, 2) == [0, 2]
    assert kept(f"{BARE}\n{PARAGRAPH}", 0) == []
    assert kept(
        f"The mayor in front of the library\n\nThe mayor in front of the library\n{PARAGRAPH}", 0, 2
    ) == [0, 2]


def test_a_short_line_is_no_caption():
    assert kept(f"Share this page\nShare this page\n{PARAGRAPH}", 0, 1) == []


def test_a_text_that_shows_no_furniture_loses_nothing():
    text = page().replace("Home\nNews\nWeather\nContact\nLog in\n", "").split("About us")[0]
    assert predict_rows(Document(text * 3)) == []


def test_a_page_loses_its_furniture_and_keeps_its_headline():
    document = Document(page(above="Mayor opens the new library at last\nBy Ann Field"))
    gone = {document.lines[row] for row in predict_rows(document)}
    assert {"Home", "Weather", "Privacy policy"} <= gone
    assert "Mayor opens the new library at last" not in gone


def test_a_page_without_any_text_stays_whole():
    assert predict_rows(Document("Home\nNews\nContact\nAbout us\nPrivacy policy")) == []
