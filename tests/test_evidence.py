"""What the cheap views say of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedclean import Document
from seedclean.analysis import (
    certain_language,
    count_words,
    find_east_asian,
    guess_language,
    guess_language_of,
    pairs,
    rows_of,
)

SENTENCES = {
    "en": "The council met on Tuesday to talk about the new bridge that was built in the valley.",
    "de": "Der Rat traf sich am Dienstag, um über die neue Brücke zu sprechen, die im Tal für das Dorf ist.",
    "fr": "Le conseil est dans la ville pour une réunion avec les habitants qui sont sur la route.",
    "es": "El consejo se reunió en la ciudad para hablar del puente que es muy viejo y de los otros.",
    "it": "Il consiglio è nella città per una riunione con gli abitanti che sono della valle e di altri.",
    "pt": "O conselho foi na cidade para uma reunião com os moradores que não são do vale e da serra.",
    "nl": "De raad is in het dorp voor een vergadering met de bewoners die niet van de brug zijn.",
    "cs": "Rada se sešla na radnici, aby v úterý mluvila o mostu, který je pro obec a už se staví.",
    "ru": "Совет собрался во вторник и говорил о мосте, который был для них не так важен, как он.",
    "uk": "Рада зібралася у вівторок і говорила про міст, який був для них не так важливий, як він.",
    "zh": "会议于周二举行，讨论新桥。",
    "ja": "火曜日に会議が開かれました。",
    "ko": "화요일에 회의가 열렸습니다.",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_of_its_language(name):
    assert guess_language_of(SENTENCES[name]) == name


@pytest.mark.parametrize("text", ["", "OK", "Bread Rolls Cakes", "12:30 14.50", "la la la"])
def test_too_little_is_of_no_language(text):
    assert guess_language_of(text) == ""


def test_two_languages_at_once_are_none():
    assert guess_language_of(SENTENCES["en"] + " " + SENTENCES["de"] + " und die der das the of and") == ""


def test_a_long_document_is_judged_by_its_start_and_middle():
    document = Document("Menu\n" * 1500 + SENTENCES["fr"] * 400)
    assert document.view(guess_language) == "fr"


def test_a_few_chinese_words_make_no_chinese_text():
    assert find_east_asian("The city of 上海 grows.") == ""
    assert find_east_asian("上海 grows.") == "zh"


def test_words_are_counted_as_they_are_written():
    counts = Document("Rowan met Ms. Rowan (again), and rowan ate.").view(count_words)
    assert (counts["Rowan"], counts["rowan"], counts["again"]) == (2, 1, 1)


@pytest.mark.parametrize("name", sorted(SENTENCES.keys() - {"zh", "ja", "ko"}))
def test_a_sentence_is_certainly_of_its_language(name):
    assert certain_language(SENTENCES[name]) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mutu uoso a mu vuala ni ufolo o ku ta ka na mu ngongo, ni kutena ua kubanga kioso mu ixi.",
        "Anak anak itu bermain di taman dan rumah rumah itu besar, dan mereka tidur di sana.",
        "Yavaş yavaş yürüdüler, büyük büyük evler gördüler ve güzel güzel konuştular.",
    ],
)
def test_a_language_on_no_list_is_none_that_is(text):
    assert certain_language(text) == ""


@given(st.text())
def test_any_text_has_an_answer(text):
    document = Document(text)
    assert document.view(guess_language) in {"", *SENTENCES, "pl"}
    assert certain_language(text) in {"", *SENTENCES, "pl"}


def stands_for(letter, character):
    if letter in "aA":
        return character.isalnum() and not character.isdecimal() and (letter == "a" or character.isupper())
    return character.isdecimal() if letter == "0" else character == letter


@given(st.text(st.sampled_from("ab ,.;:?!)('\"’“-1É中\n🙂")))
def test_odd_pairs_are_what_stands_there(text):
    for pair, places in Document(text).view(pairs).items():
        assert places == sorted(set(places))
        assert all(all(map(stands_for, pair, text[place : place + 2])) for place in places)


@given(
    st.text(st.sampled_from("ab ,.;:?!)('\"’“-1É中\n🙂")),
    st.sampled_from([" ,", "- ", ".a", "a(", "0A", ",,"]),
)
def test_every_odd_pair_is_found(text, pair):
    places = [i for i in range(len(text) - 1) if all(map(stands_for, pair, text[i : i + 2]))]
    assert Document(text).view(pairs).get(pair, []) == places


@given(st.text())
def test_characters_that_are_odd_alone_are_found_anywhere(text):
    document = Document(text + "\x07")
    assert document.view(pairs)["\0"][-1] == len(text)
    assert rows_of(document, "\0")[-1] == len(document.lines) - 1
