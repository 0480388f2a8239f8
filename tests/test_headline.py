"""The title of the window, the address or the paragraph below shows the headline, and no rule takes it."""

import pytest

from seedclean import Document, clean, select
from seedclean.cleaners.boilerplate.headline import drop_but_headline, find_headline_rows
from seedclean.edits import Edit

BODY = {
    "en": (
        "Council approves footbridge after long debate",
        "The town council approved the new footbridge on Monday evening after four hours of debate.",
        "Construction is expected to begin next spring and to last fourteen months, the deputy mayor said.",
    ),
    "de": (
        "Stadtrat beschließt Fußgängerbrücke nach langer Debatte",
        "Der Stadtrat hat die neue Fußgängerbrücke am Montagabend nach vier Stunden Debatte beschlossen.",
        "Die Bauarbeiten sollen im nächsten Frühjahr beginnen und vierzehn Monate dauern.",
    ),
    "ru": (
        "Городской совет одобрил пешеходный мост после споров",
        "Городской совет одобрил новый пешеходный мост в понедельник вечером после четырёх часов споров.",
        "Строительство должно начаться будущей весной и продлиться четырнадцать месяцев.",
    ),
    "zh": (
        "市议会经长时间辩论后批准人行桥",
        "市议会星期一晚上经过四个小时的辩论后批准了新的人行桥，许多居民在会上谈到了噪音、停车和工程的费用。",
        "副市长在会上说，工程预计将于明年春天开始，持续大约十四个月，渡轮将一直运行到最后一天，渔民也会得到新的码头。",
    ),
}
RULES = select("teaser,page-furniture,byline,comment-form,pagination,tag-list,advertisement,reader-comment")
MENU = "Home\nNews\nSport\nWeather\nContact us\nLog in"
FOOT = "About us\nPrivacy policy\nTerms of use\nFollow us"
BETWEEN = (
    "Reading time: 4 minutes",
    "By Ann Field",
    "3 June 2019, 14:05",
    "Share on Facebook",
    "Culture",
    "Photo: Ann Field",
)


@pytest.mark.parametrize("language", BODY)
@pytest.mark.parametrize("title", ["{} - Harbour News", "{} | Harbour News", "Harbour News: {}", "{}"])
@pytest.mark.parametrize("between", list(zip(BETWEEN, BETWEEN[1:] + BETWEEN[:1], strict=True)))
def test_the_headline_that_the_title_confirms_survives_two_lines_below_it(language, title, between):
    headline, *paragraphs = BODY[language]
    page = "\n".join([title.format(headline), MENU, headline, *between, *paragraphs, FOOT])
    cleaned = clean(page, RULES).text.splitlines()
    assert headline in cleaned[title != "{}" :]


def test_a_reading_time_of_four_words_is_no_headline():
    headline = "Starostka otevřela po letech novou knihovnu"
    paragraph = "Nová knihovna na náměstí má čtyřicet tisíc svazků, které byly ve sklepě staré radnice."
    page = f"Úvod\n{headline}\nDoba čtení: 4 minuty\n{paragraph}"
    assert find_headline_rows(Document(page)) == {1}


@pytest.mark.parametrize("language", BODY)
def test_a_headline_without_a_title_survives_a_reading_time(language):
    headline, *paragraphs = BODY[language]
    page = "\n".join([MENU, headline, "Reading time: 4 minutes", *paragraphs, FOOT])
    assert headline in clean(page, RULES).text.splitlines()


def test_the_date_header_is_no_title():
    page = f"date: 2019-06-03\n\nFerry two hours late - Harbour News\n{MENU}\nFerry two hours late\n"
    assert find_headline_rows(Document(page)) == {9}


def test_of_two_lines_that_the_title_confirms_the_one_above_a_paragraph_is_the_headline():
    headline, *paragraphs = BODY["en"]
    page = "\n".join([f"{headline} - News", headline, MENU, headline, *paragraphs])
    assert find_headline_rows(Document(page)) == {8}


def test_the_address_confirms_a_headline():
    headline, *paragraphs = BODY["en"]
    page = "\n".join([MENU, headline, "Storm closes the road along the coast", *paragraphs])
    address = "https://harbour.example/2019/council-approves-footbridge-after-debate"
    assert find_headline_rows(Document(page, id=address)) == {6}


@pytest.mark.parametrize(
    "title", ["Harbour News", "Home", "Ferries", "All the news of the harbour in one place"]
)
def test_a_title_that_no_line_repeats_confirms_nothing(title):
    page = f"{title}\n{MENU}\nThe ferry was late.\n"
    assert find_headline_rows(Document(page)) == frozenset()


def test_dropping_lines_spares_the_headline_and_its_title():
    headline, *paragraphs = BODY["en"]
    document = Document("\n".join([f"{headline} - News", "Home", headline, *paragraphs]))
    (change,) = drop_but_headline(document, [0, 1, 2])
    assert document.text[change[0] : change[1]] == "Home\n"


def test_the_headline_is_remembered_while_rules_drop_what_is_around_it():
    headline, *paragraphs = BODY["en"]
    document = Document("\n".join([f"{headline} - News", "Home", headline, "By Ann Field", *paragraphs]))
    assert find_headline_rows(document) == {2}
    title = document.lines[0] + "\n"
    assert find_headline_rows(document.edited([Edit(0, title, "", "some-rule")])) == {1}
