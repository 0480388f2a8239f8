"""What other cleaners were seen to spoil stays as it is; each input here broke one of them."""

import datetime as clock
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedclean import RULES, clean, cleaners, select
from seedclean.registry import UnknownNameError
from strategies import mixed_scripts, mojibake, undamaged

PARAGRAPH = "The council met on Tuesday to talk about the new bridge over the river, and nobody was late."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("２０２１年１月の会議で決まりました。\n", id="full-width digits became quotes"),
        pytest.param("The code is ＡＢＣ１２３, written wide.\n", id="full-width letters were narrowed"),
        pytest.param("من می‌خواهم این کتاب را بخوانم.\n", id="a joiner became a blank, and the word two"),
        pytest.param("The family 👩‍👩‍👧‍👦 came to the fair with the dog 🐕‍🦺.\n", id="an emoji fell apart"),
        pytest.param("क्‍ष and श्‌र are written with joiners.\n", id="conjuncts fell apart"),
        pytest.param(f"# Copying\n\n## The text\n\n{PARAGRAPH}\n", id="headings were taken for comments"),
        pytest.param("Put it in C:\\new\\table and not in C:\\temp\\x41.\n", id="backslashes were decoded"),
        pytest.param("A line with \\Ã in it, and a \\\\ double one.\n", id="backslashes went one a run"),
        pytest.param(
            "“We are late,” she said, “and it rains.”\n", id="lines that end in a curled quote were dropped"
        ),
        pytest.param("He called it ‘the best of all bridges’\n", id="lines ending in single quotes went"),
        pytest.param("市议会星期二开会讨论了新桥的问题。\n", id="lines ending in full-width stops went"),
        pytest.param(f"{PARAGRAPH}\n\n{PARAGRAPH[:60]} again.\n\nThird.\n", id="paragraph breaks were lost"),
        pytest.param("１番目の項目、２番目の項目、３番目の項目です。\n", id="digits were translated"),
        pytest.param("The temperature was −5 °C, or 23 °F; ½ of it.\n", id="signs were decomposed"),
        pytest.param("Straße, naïve, Ångström, œuvre, Łódź, İstanbul\n", id="accents were dropped"),
        pytest.param('if (a < b && c > d) { x = "y"; } // lorem ipsum {}\n', id="code was suspicious"),
    ],
)
def test_it_stays_to_the_character(text):
    assert clean(text, select(unsafe=True)).text == text


@given(undamaged())
@example("２０２１年１月")
@example("عام ١٩٩٩")
def test_no_repair_changes_or_loses_a_digit_or_a_letter(text):
    kept = iter(clean(text, cleaners.repair).text)
    assert all(character in kept for character in text if character.isalnum())


@given(st.one_of(mixed_scripts(), mojibake()))
@example("می‌خواهم")
@example("👩‍👩‍👧")
def test_joiners_between_letters_survive_repair(text):
    joined = "من می‌خواهم 👩‍👩‍👧"
    assert joined in clean(f"{text}\n{joined}\n", cleaners.repair).text


@given(st.text(st.sampled_from("\\aeÃntux41 Ž"), max_size=20))
@example("\\Ã")
def test_backslashes_are_neither_read_nor_lost(text):
    assert clean(text, cleaners.repair).text.count("\\") == text.count("\\")


@pytest.mark.parametrize("end", ["”", "’", "»", "…", ")", "”]", "؟", "।", "."])
def test_a_paragraph_stays_whatever_mark_ends_it(end):
    text = f"{PARAGRAPH[:-1]}{end}\n\nThe baker from the old town brought bread for all of them{end}\n"
    assert clean(text).text == text


@pytest.mark.parametrize("end", ["。", "！", "？", "。」", "。”", "……", "）"])
def test_a_chinese_paragraph_stays_whatever_mark_ends_it(end):
    text = f"市议会星期二开会，讨论了河上新桥的建造问题{end}\n\n老城的面包师给所有人带来了新鲜的面包{end}\n"
    assert clean(text).text == text


def test_the_same_document_in_another_place_comes_out_the_same():
    texts = [f"Home\nNews\nSport\n\n{PARAGRAPH}\n{n}\n" for n in range(20)]
    alone = [clean(text) for text in texts]
    assert [clean(text) for text in reversed(texts)] == alone[::-1]
    assert [clean(text) for text in texts + texts] == alone + alone


def test_a_text_that_was_seen_before_is_no_duplicate():
    assert [clean(PARAGRAPH).text for _ in range(3)] == [PARAGRAPH] * 3


def test_nothing_asks_the_clock(monkeypatch):
    def forbidden(*args):
        raise AssertionError("a rule asked for the time")

    class Stopped(clock.datetime):
        now = utcnow = today = classmethod(forbidden)

    class StoppedDate(clock.date):
        today = classmethod(forbidden)

    monkeypatch.setattr(clock, "datetime", Stopped)
    monkeypatch.setattr(clock, "date", StoppedDate)
    for name in ("time", "localtime", "gmtime"):
        monkeypatch.setattr(time, name, forbidden)
    for stamp in ("16:04 UTC+8, 2019-06-03", "June 3", "Yesterday", "2 hours ago", "03.06.", "Monday"):
        clean(f"{stamp}\n\n{PARAGRAPH}\n", select(unsafe=True))


@pytest.mark.parametrize(
    "stamp",
    [
        *(
            "",
            "today",
            "Yesterday",
            "2 hours ago",
            "June 3",
            "03.06.",
            "Monday",
            "16:04",
            "date",
            "date unknown",
        ),
        *("0000-00-00", "2019-13-03", "2019-02-30", "date 99999-99-99", "31/31/2019"),
    ],
)
def test_an_unknown_date_stays_unknown(stamp):
    cleaned = clean(f"{stamp}\n\n{PARAGRAPH}\n\n{PARAGRAPH[:40]} and so on, until the evening came.\n")
    assert cleaned.date is None
    assert not cleaned.text.startswith("date:")


@pytest.mark.parametrize(
    ("header", "iso"),
    [
        ("16:04 UTC+8, 2019-06-03", "2019-06-03T16:04:00+08:00"),
        ("16:04 UTC+08:00, 2019-06-03", "2019-06-03T16:04:00+08:00"),
        ("2019-06-03 16:04 UTC+8", "2019-06-03T16:04:00+08:00"),
        ("date 2019-06-03", "2019-06-03"),
    ],
)
def test_a_stamp_with_time_and_zone_is_understood_whole(header, iso):
    body = f"{PARAGRAPH}\n\n{PARAGRAPH[:40]} and so on, until the evening came.\n"
    assert clean(f"{header}\n\n{body}").text == f"date: {iso}\n\n{body}"


@pytest.mark.parametrize("name", ["boilerplat", "date_header", "regex", "DATES", "dates "[:-1] + "x"])
def test_a_misspelt_name_is_never_silent(name):
    with pytest.raises(UnknownNameError, match=repr(name)):
        select(name)


def test_a_misspelt_option_is_never_silent():
    with pytest.raises(TypeError, match="saef"):
        clean(PARAGRAPH, saef=True)


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_rule_spoils_plain_prose(name):
    text = f"{PARAGRAPH}\n\nA second paragraph follows, as plain as the first one was.\n"
    assert RULES[name](text) == []
