"""Near copies of a page on its site: they count once, and nothing of their text goes."""

import random

import pytest

from seedclean import Document, clean
from seedclean.counts import LineCounts

MENU = ["Home", "Town", "River", "Weather", "About us", "Contact", "Log in"]
NOUNS = "ferry bridge council mill library harbour school market tower garden orchard bakery".split()
VERBS = "opened closed moved paid waited counted argued promised painted carried lost found".split()
PLACES = "north south east west upper lower old new green grey quiet narrow".split()


def sentence(chance):
    words = [chance.choice(words) for words in (PLACES, NOUNS, VERBS, PLACES, NOUNS, PLACES, NOUNS)]
    return "The {} {} {} before the {} {}, and nobody near the {} {} asked why.".format(*words)


def article(chance, paragraphs):
    return [" ".join(sentence(chance) for _ in range(chance.randint(1, 3))) for _ in range(paragraphs)]


def page(title, body, views, comments):
    return "\n".join([*MENU, title, f"{views} views", *body, f"{comments} comments"])


def sites():
    """8 sites, each with four copies of an article, their own text, and three other pages."""
    chance = random.Random(5)
    for number in range(8):
        body = article(chance, 5 + number)
        title = f"What the {chance.choice(NOUNS)} of {chance.choice(PLACES)} Town became"
        copies = [page(title, body, chance.randint(2, 9999), chance.randint(2, 99)) for _ in range(4)]
        others = [page(sentence(chance)[:-1], article(chance, 6), 7, 3) for _ in range(3)]
        yield f"site{number}.example", [title, *body], copies, others


@pytest.mark.parametrize("with_others", [True, False], ids=["others", "copies alone"])
def test_all_words_of_near_copies_survive(with_others):
    for site, own, copies, others in sites():
        counts = LineCounts()
        for text in [*copies, *(others if with_others else [])]:
            counts.add(Document(text, site=site))
        for text in copies:
            cleaned = clean(Document(text, site=site, counts=counts.for_site(site))).text
            assert [line for line in own if line not in cleaned] == []


def counted(pages):
    counts = LineCounts()
    for text in pages:
        counts.add(Document(text, site="s"))
    return counts.for_site("s")


def test_near_copies_count_once():
    for _, _, copies, others in sites():
        chance = random.Random(3)
        more = [page(sentence(chance)[:-1], article(chance, 6), 7, 3) for _ in range(2)]
        alone = counted([*copies[:1], *others, *more])
        assert alone is not None
        assert alone.pages == 6
        assert counted([*copies, *others, *more]) == alone


def test_a_copy_with_one_other_paragraph_is_a_copy():
    chance = random.Random(8)
    body = article(chance, 8)
    changed = [page("Title", [*body[:3], sentence(chance), *body[4:]], 2, 2) for _ in range(4)]
    others = [page("Other", article(chance, 6), 7, 3) for _ in range(4)]
    counts = counted([*changed, *others])
    assert counts is not None
    assert counts.pages == 5


def test_pages_that_share_much_furniture_are_no_copies():
    chance = random.Random(9)
    footer = article(chance, 10)
    pages = [page(f"Page {place}", [*article(chance, 3), *footer], 1, 1) for place in PLACES]
    counts = counted(pages)
    assert counts is not None
    assert counts.pages == len(PLACES)
