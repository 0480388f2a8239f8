"""The engines answer the same whenever, wherever and by however many threads they are asked."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedclean.third_party import identify, repair
from strategies import mixed_scripts, mojibake

SENTENCES = {
    "en": "The council met on Tuesday to talk about the new bridge over the river.",
    "de": "Der Rat traf sich am Dienstag, um über die neue Brücke zu sprechen.",
    "fr": "Le conseil s’est réuni mardi pour parler du nouveau pont sur la rivière.",
    "es": "El consejo se reunió el martes para hablar del nuevo puente sobre el río.",
    "ru": "Совет собрался во вторник, чтобы поговорить о новом мосте через реку.",
    "ja": "議会は火曜日に集まり、川に架かる新しい橋について話し合いました。",
    "ko": "의회는 화요일에 모여 강을 가로지르는 새로운 다리에 대해 이야기했습니다.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_told_by_its_language(language):
    assert identify(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "OK", "12345 67890 " * 5, "— — — …", "\ud800" * 30, "a b c d e f g"])
def test_too_few_letters_have_no_language(text):
    assert identify(text) is None


@given(mixed_scripts())
def test_the_answer_does_not_change_from_call_to_call(text):
    answer = identify(text)
    assert answer is None or answer.isascii()
    assert identify(text) == answer


def test_a_short_ambiguous_text_gets_one_answer():
    text = "Alles in Bergen was over before noon, na und"
    assert len({identify(text) for _ in range(20)}) == 1


def test_threads_that_start_together_get_right_answers():
    asked = list(SENTENCES.items()) * 8
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from seedclean.third_party import identify\n"
        f"asked = {asked!r}\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    answers = list(pool.map(identify, [text for _, text in asked]))\n"
        "assert answers == [language for language, _ in asked], answers\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_threads_get_the_answers_that_one_gets():
    texts = [f"{one} {other}" for one in SENTENCES.values() for other in SENTENCES.values()]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(identify, texts)) == [identify(text) for text in texts]


def test_nobody_elses_seeds_are_touched():
    import langdetect

    before = langdetect.DetectorFactory.seed
    random.seed(7)
    state = random.getstate()
    for text in SENTENCES.values():
        identify(text)
    assert random.getstate() == state
    assert langdetect.DetectorFactory.seed is before


def test_the_end_of_a_very_long_text_is_not_looked_at():
    english = SENTENCES["en"] + " "
    assert identify(english * 150 + SENTENCES["ru"] * 1_000) == "en"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("itâ€™s", "it’s"),
        ("cafÃ©", "café"),
        ("doesnÃ¢â‚¬â„¢t", "doesn’t"),
        ("Совет собрался".encode().decode("latin-1"), "Совет собрался"),
    ],
)
def test_mojibake_is_repaired(damaged, mended):
    assert repair(damaged) == mended


@pytest.mark.parametrize(
    "line",
    [
        "“curled” ‘quotes’",
        "ﬁne ligatures",
        "ＦＵＬＬ １２",
        "e\u0301 and é",
        "👩\u200d👩\u200d👧",
        "می\u200cخواهم",
        r"C:\new\table",
    ],
)
def test_choices_of_style_stay(line):
    assert repair(line) == line


@given(st.one_of(mojibake(), mixed_scripts()))
def test_repairing_twice_repairs_no_more(text):
    for line in text.split("\n"):
        once = repair(line)
        assert repair(once) == once
