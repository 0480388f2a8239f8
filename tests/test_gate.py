"""The gate of the line model: texts that show no furniture, or have a form of their own, are no pages."""

from random import Random

import pytest

from seedclean import clean, select
from seedclean.cleaners.boilerplate.example_page import page
from seedclean.cleaners.boilerplate.line_model.gate import LEAST_KNOWN, is_page
from seedclean.counts import LineCounts
from seedclean.document import Document

CHROME = ("Home\nNews\nWeather\nContact us\nLog in", "About us\nPrivacy policy\nTerms of use\nFollow us")
WORDS = (
    "harbour ferry council bridge water stone market winter letter garden captain river bread window".split()
)


def words(random, count):
    return " ".join(random.choices(WORDS, k=count))


def chat(random):
    names = ["anna", "bo", "carl"]
    return [f"[{n // 60:02}:{n % 60:02}] <{random.choice(names)}> {words(random, 5)}" for n in range(60)]


def plain_chat(random):
    return [f"<{random.choice(('anna', 'bo'))}> {words(random, 4)}" for _ in range(60)]


def log(random):
    return [f"2021-03-{n % 28 + 1:02} 10:{n % 60:02}:00 INFO {words(random, 4)}" for n in range(60)]


def quiz(random):
    lines = []
    for number in range(1, 16):
        lines += [f"{number}. {words(random, 6)}?", *(f"{letter}) {words(random, 2)}" for letter in "abcd")]
    return lines


def record(random):
    fields = ["Name: mill-stones", "Version: 2.1", "Summary: stones for mills", "Licence: MIT"]
    return fields + [f"{words(random, 12)}." for _ in range(40)]


def contents(random):
    return [f"{words(random, 3).title()} {'.' * 20} {n * 3}" for n in range(1, 60)]


def book_index(random):
    return [f"{words(random, 2)}, {n}, {n + 9}" for n in range(1, 60)]


def data_sheet(random):
    return [f"{words(random, 3).upper()} {n} MM" for n in range(60)]


def directory(random):
    fields = ("Name", "Street", "Town", "Telephone")
    return [f"{field}: {words(random, 2).title()}" for _ in range(15) for field in fields]


def code(random):
    return [f"{words(random, 1)}.{words(random, 1)}({n});" for n in range(60)]


def drawing(random):
    return ["".join(random.choices("/\\|_ ()-", k=30)).strip() + "/\\|" for _ in range(40)]


def wrapped(random):
    return [f"{words(random, 9)}" for _ in range(60)]


def verse(random):
    return [f"{words(random, 4).capitalize()}," for _ in range(60)]


def replies(random):
    return [f"> {words(random, 6)}" for _ in range(60)]


FORMS = (
    *(
        chat,
        plain_chat,
        log,
        quiz,
        contents,
        book_index,
        data_sheet,
        directory,
        code,
        drawing,
        wrapped,
        verse,
    ),
    replies,
)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_pages_do_not_have_closes_the_gate_in_page_chrome_too(form):
    above, below = CHROME
    assert not is_page(Document("\n".join([above, *form(Random(1)), below])))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("times", [1, 4, 40])
def test_no_word_of_such_a_text_goes_however_long_it_is(form, times):
    rules = select("teaser,page-furniture,byline,comment-form,pagination,reader-comment,menu")
    text = "\n".join(line for seed in range(times) for line in form(Random(seed)))
    assert clean(text, rules).edits == []


def test_a_page_with_a_menu_opens_it():
    assert is_page(Document(page()))


@pytest.mark.parametrize(
    "known", ["© 2019 Harbour Media. All rights reserved.", "12 Comments", "Related articles"]
)
def test_one_line_of_known_furniture_opens_it(known):
    text = "The ferry was late.\n" * 20
    assert not is_page(Document(text))
    assert is_page(Document(f"{text}{known}\n"))


def test_a_notice_of_an_author_without_the_sign_does_not_open_it():
    prose = "The ferry was late and nobody waited for it at the old bridge, where the water was high.\n"
    assert not is_page(Document(f"{prose * 8}Copyright (c) 2019 Ada Miller\n"))
    assert is_page(Document(f"{prose * 8}Copyright © 2019 Ada Miller\n"))


def test_a_numbered_clause_does_not_open_it():
    prose = "The ferry was late and nobody waited for it at the old bridge, where the water was high.\n"
    clause = "We use cookies to remember which sack you chose, and you can delete them at any time.\n"
    assert not is_page(Document(f"{prose * 8}1. {clause}2. {prose}"))
    assert is_page(Document(f"{prose * 8}{clause}"))


def test_a_long_text_needs_as_many_such_lines_for_its_length_as_a_short_one():
    lines = int(3 / LEAST_KNOWN) - 10
    text = "The ferry was late.\n" * lines
    assert not is_page(Document(f"Home\nNews\n{text}"))
    assert is_page(Document(f"Home\nNews\nContact us\n{text}"))


def test_lines_that_most_pages_of_the_site_have_open_it():
    motto = "Seventy years of ferries"
    counts = LineCounts()
    for number in range(8):
        counts.add(Document(f"{motto}\nPage {number} tells of the harbour.\n", site="harbour.example"))
    text = f"{motto}\nThe ferry was late.\n"
    assert not is_page(Document(text))
    assert is_page(Document(text, site="harbour.example", counts=counts.for_site("harbour.example")))


def test_a_text_that_begins_with_the_fields_of_a_record_is_no_page():
    lines = record(Random(1))
    footer = CHROME[1].split("\n")
    assert not is_page(Document("\n".join([*lines, *footer])))
    assert not is_page(Document("\n".join(["date: 2019-06-03", "", *lines, *footer])))
    assert is_page(Document("\n".join([*lines[4:], *footer])))


def test_a_text_with_wrapped_lines_needs_more_furniture_for_each_of_them():
    prose = "The ferry was late and nobody waited for it.\n" * 54
    wrapped = "The keeper of the bridge opens the gate at night\nwhere the water is high.\n" * 4
    footer = "© 2019 Harbour Media. All rights reserved.\n"
    assert is_page(Document(prose + footer))
    assert not is_page(Document(prose + wrapped + footer))
    assert is_page(Document(f"{prose}{wrapped}About us\nPrivacy policy\n{footer}"))


def test_a_few_labels_far_inside_a_text_may_be_headings_and_do_not_open_it():
    words = "".join(f"bread {number}\n" for number in range(10))
    assert is_page(Document(f"bread\nMenu\n{words}{words}"))
    assert not is_page(Document(f"{words}Menu\n{words}"))
    assert not is_page(Document(f"{words}Menu\nflour\nFeedback\n{words}"))
    assert is_page(Document(f"{words}Menu\nflour\nFeedback\nstones\nLogin\n{words}"))


def test_a_notice_that_names_a_licence_or_a_credit_does_not_open_it():
    prose = "The ferry was late and nobody waited for it at the old bridge, where the water was high.\n"
    assert not is_page(Document(f"{prose * 8}Copyright © 2019 Ada Miller. Licence MIT.\n"))
    assert not is_page(Document(f"作者：王小明\n{prose * 8}"))


def test_rows_of_a_table_with_tabs_do_not_open_it():
    rows = "".join(f"9{number}0\t9{number}2\t{side}\n" for number in range(9) for side in ("Top", "Right"))
    assert not is_page(Document(f"The letters, and on which side of the stone each of them is.\n{rows}"))
    assert is_page(Document(f"The letters, and on which side of the stone each of them is.\n{rows}Top\n"))
