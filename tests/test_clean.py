"""Cleaning runs the rules one after the other until none finds anything."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings

from seedclean import Document, clean, cleaners, revert, rule
from seedclean.markup import MarkupError
from seedclean.registry import RuleError
from strategies import documents


def replacing(name, old, new):
    """A rule that replaces one text by another."""

    def find(document):
        start = document.text.find(old)
        if start >= 0:
            yield start, start + len(old), new

    find.__name__ = find.__qualname__ = name
    return rule(find)


def test_a_rule_sees_what_the_one_before_left(own_rules):
    cleaned = clean("abc", (replacing("one", "a", "b"), replacing("two", "bb", "d")))
    assert cleaned.text == "dc"
    assert cleaned.edits == [(0, "ab", "d", "one+two")]


def test_the_rules_are_asked_again_until_none_finds_anything(own_rules):
    rules = (replacing("late", "xx", "x"), replacing("early", "y", "x"))
    cleaned = clean("yyy", rules)
    assert cleaned.text == "x"
    assert revert(*cleaned) == "yyy"


def test_rules_that_undo_each_other_are_an_error_that_names_them(own_rules):
    rules = (replacing("there", "a", "b"), replacing("back", "b", "a"))
    with pytest.raises(RuleError, match="rules 'there' and 'back' undo each other's edits, in '"):
        clean("abc", rules)


def test_a_rule_that_finds_one_thing_at_a_time_is_asked_again(own_rules):
    assert clean("abaca", (replacing("one_by_one", "a", ""),)).text == "bc"


def test_rules_that_only_shrink_a_text_get_all_the_rounds_they_need(own_rules):
    cleaned = clean("a" * 300 + "b", (replacing("one_by_one", "aa", "a"),))
    assert cleaned.text == "ab"
    assert revert(*cleaned) == "a" * 300 + "b"


@pytest.mark.parametrize(("old", "new"), [("a", "aa"), ("ab", "ba")], ids=["grows", "moves"])
def test_a_text_that_grows_or_only_changes_without_end_is_an_error(own_rules, old, new):
    text = "b" + "a" * 30 + "b" * 30
    with pytest.raises(RuleError, match=r"rules 'restless' come to no end: after 21 rounds"):
        clean(text, (replacing("restless", old, new),))


@pytest.mark.parametrize("name", ["EN", "en-GB", "eng", "english", " En_us "])
def test_a_language_goes_by_many_names(name):
    text = "The council met on Tuesday to talk about the new bridge over the river.\n"
    assert clean(text, languages=(name,)).text == text
    assert clean(Document(text, languages=(name,))).text == text


@pytest.mark.parametrize("name", ["xx", "englisch-", "klingon", ""])
def test_an_unknown_language_is_an_error(name):
    with pytest.raises(ValueError, match="is no language that is known; "):
        clean("The council met.", languages=(name,))
    with pytest.raises(ValueError, match="is no language that is known; "):
        clean(Document("The council met.", languages=("en", name)))


@pytest.mark.parametrize("names", [("eu",), ("en", "Basque"), ("mizo", "zh")])
def test_where_a_wanted_language_cannot_be_recognised_nothing_goes_for_its_language(names):
    text = (
        "Udalbatza asteartean bildu zen ibaiaren gaineko zubi berriaz hitz egiteko.\n"
        "Die Fähre kam am Freitag mit zwei Stunden Verspätung in den Hafen zurück.\n"
    )
    with pytest.warns(UserWarning, match="cannot be told from other languages") as warned:
        assert clean(text, languages=names).text == text
    assert [one.filename for one in warned] == [__file__]  # the place that the reader can change
    for each in cleaners.language:
        assert each(Document(text, languages=names)) == []


def test_no_rules_change_nothing():
    assert clean("  Stop!! \r\n", ()) == ("  Stop!! \r\n", [])


@pytest.mark.parametrize("text", ["", "\n", " ", "\n\n\n"])
def test_nothing_is_cleaned_to_nothing_more(text):
    cleaned = clean(text)
    assert cleaned.text in {"", text}
    assert revert(*cleaned) == text


@pytest.mark.parametrize("rules", [list, tuple, iter, lambda rules: (one for one in rules)])
def test_rules_come_in_any_sequence(rules):
    assert clean("a high -level visit", rules(cleaners.translation)).text == "a high-level visit"


def test_a_document_keeps_what_is_known_of_it(own_rules):
    seen = []

    @rule
    def curious(document):
        seen.append((document.id, document.site, document.languages, document.counts))
        return ()

    clean(Document("text", id="a", site="example.org", languages=("en",)), (curious,))
    clean(Document("text", languages=("en",)), (curious,), languages=["de", "fr"])
    clean("text", (curious,), languages=("de",))
    assert seen == [
        ("a", "example.org", ("en",), None),
        (None, None, ("de", "fr"), None),
        (None, None, ("de",), None),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"caf\xc3\xa9", r"not bytes: decode b'caf\\xc3\\xa9' first"),
        (b"abcdefghijklmnopqrstuvw", r"not bytes: decode b'abcdefghijklmnopqrst' first"),
        (None, "a str or a Document, not None"),
        (42, "a str or a Document, not 42"),
        (["text"], r"a str or a Document, not \['text'\]"),
    ],
)
def test_what_is_no_text_is_an_error_that_shows_it(text, complaint):
    with pytest.raises(TypeError, match=complaint):
        clean(text)


def test_what_is_no_rule_is_an_error_that_shows_it():
    with pytest.raises(TypeError, match="'dates' is no rule"):
        clean("text", ["dates"])
    with pytest.raises(TypeError, match=r"<built-in function len> is no rule; decorate the function"):
        clean("text", (len,))


def test_an_unknown_option_is_an_error():
    with pytest.raises(TypeError, match="laguages"):
        clean("text", laguages=["en"])
    with pytest.raises(ValueError, match="markup must be one of 'auto', 'markdown', 'none', not 'html'"):
        clean("text", markup="html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2019-06-03\n\nThe council met.\n", date(2019, 6, 3)),
        (
            "date: 2019-06-03T16:04:00+08:00\n\nThe council met.\n",
            datetime(2019, 6, 3, 16, 4, tzinfo=timezone(timedelta(hours=8))),
        ),
        ("Monday, 3 June 2019\n\nThe council met.\n", date(2019, 6, 3)),
        ("The council met on 3 June 2019 in the old school.\n", None),
        ("", None),
    ],
)
def test_the_date_is_read_from_the_canonical_first_line(text, expected):
    assert clean(text).date == expected


def test_the_language_is_that_of_the_cleaned_text():
    assert clean("The council met on Tuesday to talk about the new bridge over the river.").language == "en"
    assert clean("Der Rat traf sich am Dienstag, um über die neue Brücke zu sprechen.").language == "de"
    assert clean("OK").language is None


def test_a_rule_that_follows_verdicts_is_asked_again_when_there_are_new_ones(own_rules):
    def is_alone(document):
        return [len(document.lines) == 1] * len(document.lines)

    @rule
    def looks_first(document):
        document.verdicts(is_alone)
        return ()

    @rule
    def drops_noise(document):
        place = document.text.find("\nnoise")
        if place >= 0:
            yield place, place + len("\nnoise"), ""

    @rule
    def takes_the_lone_line(document):
        if document.verdicts(is_alone)[0]:
            yield 0, len(document.text), ""

    # In the first round the line has the verdict of before: there was another.
    assert clean("text\nnoise", [looks_first, drops_noise, takes_the_lone_line]).text == ""


def asked_every_time(document):
    """What `clean` does, without remembering in which text a rule found nothing."""
    at_rest = False
    while not at_rest:
        at_rest = True
        for each in cleaners.DEFAULT:
            found = each(document)
            if found:
                at_rest = False
                document = document.edited(found)
        document = document.without_verdicts()
    return document.text


@given(documents())
@settings(max_examples=60, deadline=None)
def test_a_rule_that_is_not_asked_again_would_have_found_nothing(document):
    try:
        cleaned = clean(document, markup="none").text
    except MarkupError:  # HTML is refused
        return
    assert cleaned == asked_every_time(document)
